"""Parts of a web address."""

from __future__ import annotations

from urllib.parse import urlsplit


def path_of(url: str) -> str:
    """Return the folder of a site's address: "/paper" for https://outlet.example/paper, "" for
    https://outlet.example."""
    rest = url.split("://", 1)[-1]
    return "/" + rest.split("/", 1)[1] if "/" in rest else ""


def server_of(url: str) -> str:
    """Return the address of the server of a page: "https://outlet.example" for
    https://outlet.example/paper/."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
