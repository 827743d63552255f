"""The web desk at /admin/, on which editors without git write: its settings, what it may load. Reads no
file."""

from __future__ import annotations

from urllib.parse import urlsplit

from generator.model.dataclass import dataclass
from generator.model.hosting import own_policy
from generator.model.web_addresses import server_of

ADMIN = "/admin/"
"""The address of the desk, below the base path of the site."""

ADMIN_ASSETS = "admin/"
"""The folder of assets/ with its program, which `build.py admin install` fills."""
ADMIN_SCRIPT = "admin/sveltia-cms.js"

BACKENDS = ("github", "gitlab", "gitea")
WITH_WORKFLOW = ("github", "gitlab")
"""The backends at which the desk can keep a draft out of the branch until it is approved."""

PATH_FIELDS = ("year", "month", "day", "section", "slug")
"""The placeholders of `path`."""

_API = {
    "github": "https://api.github.com",
    "gitlab": "https://gitlab.com/api/v4",
    "gitea": "https://gitea.com/api/v1",
}
_STATUS = {"github": ("https://www.githubstatus.com",), "gitlab": ("https://status-api.hostedstatus.com",)}
_PORTRAITS = {
    "github": ("https://avatars.githubusercontent.com",),
    "gitlab": ("https://secure.gravatar.com",),
    "gitea": ("https://secure.gravatar.com",),
}


@dataclass(frozen=True, slots=True)
class AdminSettings:
    """The web desk; there is none without a `backend`, one of `BACKENDS`.

    `repo` is the repository there, "owner/name"; "" as `branch` is its default branch. `api_root` is
    the address of the API of an outlet's own server. Editors sign in by the service at `base_url`,
    at GitLab and Gitea as the application `app_id`; with neither, by a token of their own. With `editorial_workflow`,
    what they save waits in a pull request. `path` is the path of a new article below articles/,
    with placeholders of `PATH_FIELDS`."""

    backend: str = ""
    repo: str = ""
    branch: str = ""
    api_root: str = ""
    base_url: str = ""
    app_id: str = ""
    editorial_workflow: bool = False
    path: str = "{year}/{month}/{slug}"

    @property
    def is_on(self) -> bool:
        return bool(self.backend)

    @property
    def has_sign_in(self) -> bool:
        """Whether editors can sign in without a token."""
        return bool(self.app_id or (self.base_url and self.backend == "github"))


def admin_policy(admin: AdminSettings, *, is_secure: bool) -> str:
    """Return the Content Security Policy (CSP 3) of the desk. It may load its own script, and speak
    with its backend. No other page has it."""
    hosts = [server_of(admin.api_root or _API[admin.backend])]
    hosts += [server_of(admin.base_url)] if admin.base_url else []
    if not admin.api_root:
        hosts += _STATUS.get(admin.backend, ())
        if admin.backend != "github":
            hosts.append(server_of(_API[admin.backend]))
    portraits = [*_PORTRAITS[admin.backend], *(hosts[:1] if admin.backend != "github" else [])]
    return own_policy(
        {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self' 'unsafe-inline'",  # the desk writes its styles itself
            "font-src": "'self'",
            "img-src": " ".join(dict.fromkeys(["'self'", "blob:", "data:", *portraits])),
            "media-src": "'self' blob:",
            "connect-src": " ".join(dict.fromkeys(["'self'", "blob:", "data:", *hosts])),
            "worker-src": "'self' blob:",
            "base-uri": "'none'",
            "form-action": "'none'",
            "frame-ancestors": "'none'",
        },
        is_secure=is_secure,
    )


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine, where a server may do without https."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")
