"""Old addresses and withdrawn articles: the pages, the files for hosts, and what a real nginx answers with them."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from newsroom import Newsroom, a_newsroom

NGINX = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}{os.pathsep}/usr/sbin")
needs_nginx = pytest.mark.skipif(not NGINX and "CI" not in os.environ, reason="nginx is not installed")

PUBLISHED = "/kurdistan/2026/11/"


def a_paper_with_a_past(folder: Path) -> Newsroom:
    """A newsroom with an article for each kind of old address."""
    newsroom = a_newsroom(folder, printed=True)
    newsroom.article(
        "bridge",
        aliases=["/old/bridge", "/bridge.html", "/?p=123", "/index.php?id=7&view=story", "/کۆن/", "/?page", "/A$'(b)/"],
    )
    newsroom.article("wrong", status="withdrawn", notice="It was wrong.", aliases=["/first/wrong/"])
    newsroom.article("bought", expires="2026-11-21 00:00", notice="The licence has ended.")
    newsroom.article("over", expires="2026-11-21 00:00", aliases=["/first/over/", "/?p=9"])
    newsroom.article("retold", expires="2026-11-21 00:00", aliases=["/first/retold/"])
    newsroom.article("better", aliases=[f"{PUBLISHED}retold/"])
    newsroom.article("never", status="draft", expires="2026-11-21 00:00", aliases=["/first/never/"])
    newsroom.article("later", status="withdrawn", date="2026-11-23 08:00", aliases=["/first/later/"])
    newsroom.article(f"long-{'x' * 150}", title="Long", aliases=[f"/{'y' * 190}/{'z' * 190}/"])
    return newsroom


# -- files -------------------------------------------------------------------------------------------------------------


def test_the_file_for_hosts_names_nothing_that_is_gone_without_a_notice(tmp_path: Path) -> None:
    newsroom = a_paper_with_a_past(tmp_path)
    assert newsroom.build().problems == ()
    site = newsroom.published()
    lines = site["_redirects"].decode().splitlines()
    for line in (
        f"/old/bridge/ {PUBLISHED}bridge/ 301!",
        f"/old/bridge/ {PUBLISHED}bridge/ 301",
        f"/ p=123 {PUBLISHED}bridge/ 301!",
        f"/index.php id=7 view=story {PUBLISHED}bridge/ 301!",
        f"/%DA%A9%DB%86%D9%86/ {PUBLISHED}bridge/ 301!",
        f"/first/wrong/ {PUBLISHED}wrong/ 301!",
        f"/first/retold/ {PUBLISHED}better/ 301!",
        f"{PUBLISHED}wrong/ {PUBLISHED}wrong/ 410!",
        f"{PUBLISHED}bought/ {PUBLISHED}bought/ 410!",
    ):
        assert line in lines
    for gone in ("over", "never", "later"):
        assert not [path for path, content in site.items() if f"/{gone}/".encode() in path.encode() + content]


def test_without_old_addresses_there_is_no_file_for_hosts(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.article("old", aliases=["/old/"])
    newsroom.build()
    assert "_redirects" in newsroom.published()
    newsroom.article("old")
    assert "_redirects" in newsroom.build().removed


def test_the_list_for_servers_names_what_was_out_once(tmp_path: Path) -> None:
    newsroom = a_paper_with_a_past(tmp_path)
    listed = newsroom.build_py("addresses", "--format=json")
    assert listed.returncode == 0
    known = json.loads(listed.stdout)
    assert known["moved"]["/?p=123"] == f"{PUBLISHED}bridge/"
    assert known["moved"][f"{PUBLISHED}retold/"] == f"{PUBLISHED}better/"
    assert known["gone"] == [
        "/first/over/",
        f"{PUBLISHED}bought/",
        f"{PUBLISHED}over/",
        f"{PUBLISHED}wrong/",
    ]
    assert not newsroom.output.exists()


def test_with_errors_the_list_for_servers_stays_as_it_was(tmp_path: Path) -> None:
    newsroom = a_paper_with_a_past(tmp_path)
    file = tmp_path / "nginx.conf"
    assert newsroom.build_py("addresses", f"--file={file}").returncode == 0
    before = file.read_bytes()
    newsroom.article("bridge", aliases=["/old/bridge/"], section="nowhere")
    listed = newsroom.build_py("addresses", f"--file={file}")
    assert listed.returncode == 1
    assert "nowhere" in listed.stderr
    assert file.read_bytes() == before


def test_the_list_for_servers_is_never_written_where_readers_are(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    newsroom.build()
    said = newsroom.build_py("addresses", f"--file={newsroom.output / 'gone.conf'}")
    assert (said.returncode, "readers must not see what is gone" in said.stderr) == (2, True)
    assert not (newsroom.output / "gone.conf").exists()
    assert "There is no folder" in newsroom.build_py("addresses", f"--file={tmp_path / 'nowhere' / 'gone.conf'}").stderr


def test_equal_lists_are_written_once(tmp_path: Path) -> None:
    newsroom = a_paper_with_a_past(tmp_path)
    file = tmp_path / "nginx.conf"
    newsroom.build_py("addresses", f"--file={file}")
    os.utime(file, (1, 1))
    newsroom.build_py("addresses", f"--file={file}")
    assert file.stat().st_mtime == 1


# -- nginx -------------------------------------------------------------------------------------------------------------


def _directives(head: str) -> tuple[list[str], list[str]]:
    """The lines that the head of the file asks for: in the block http, and in the block server."""
    lines = [line.removeprefix("#").strip() for line in head.splitlines() if line.startswith("#    ")]
    return [line for line in lines if line.startswith("map_")], [line for line in lines if not line.startswith("map_")]


@contextmanager
def running_nginx(newsroom: Newsroom, folder: Path, server: str = "") -> Iterator[int]:
    """The port of an nginx that answers with the site, set up as the list says. `server` stands in its block server, in place
    of what the list says of that."""
    folder.mkdir()
    addresses = folder / "addresses.conf"
    newsroom.build()
    assert newsroom.build_py("addresses", f"--file={addresses}").returncode == 0
    outer, inner = _directives(addresses.read_text("utf-8"))
    within = server or f"{' '.join(inner)} error_page 404 /404.html;"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    paths = "".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder}/pid; error_log {folder}/log;\n"
        f"events {{}}\nhttp {{ access_log off; {paths} {' '.join(outer)} include {addresses};\n"
        "types { text/html html; }\n"
        f"server {{ listen 127.0.0.1:{port}; root {newsroom.output}; {within} }} }}\n",
        "utf-8",
    )
    command = [NGINX or "nginx", "-p", str(folder), "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")]
    checked = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8", check=False)
    assert checked.returncode == 0, checked.stderr
    assert "[warn]" not in checked.stderr
    running = subprocess.Popen(command)
    try:
        while running.poll() is None and not _answers(port):
            pass
        yield port
    finally:
        running.terminate()
        running.wait()


def _answers(port: int) -> bool:
    with socket.socket() as client:
        return client.connect_ex(("127.0.0.1", port)) == 0


def _get(port: int, address: str) -> tuple[int, str, str]:
    """The status, the address it leads to, and the page."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer.status, answer.headers.get("Location", "").removeprefix(f"http://127.0.0.1:{port}"), body


@needs_nginx
def test_nginx_answers_as_the_list_says(tmp_path: Path) -> None:
    newsroom = a_paper_with_a_past(tmp_path / "paper")
    with running_nginx(newsroom, tmp_path / "nginx") as port:
        moved = {
            "/old/bridge/": "bridge",
            "/old/bridge": "bridge",
            "/old/bridge/?utm_source=x": "bridge",
            "/OLD/Bridge/": "bridge",
            "/bridge.html": "bridge",
            "/?p=123": "bridge",
            "/index.php?id=7&view=story": "bridge",
            "/?page": "bridge",
            "/%DA%A9%DB%86%D9%86/": "bridge",
            "/%da%a9%db%86%d9%86": "bridge",
            "/A$'(b)/": "bridge",
            "/A%24%27%28b%29/": "bridge",
            "/first/wrong/": "wrong",
            "/first/retold/": "better",
            f"{PUBLISHED}retold/": "better",
            f"/{'y' * 190}/{'z' * 190}/": f"long-{'x' * 150}",
        }
        assert {old: _get(port, old)[:2] for old in moved} == {
            old: (301, f"{PUBLISHED}{new}/") for old, new in moved.items()
        }
        for gone in (f"{PUBLISHED}over/", f"{PUBLISHED}over", "/first/over/", f"{PUBLISHED}over/?x=1"):
            status, _, page = _get(port, gone)
            assert status == 410
            assert "Page not found" in page
        for withdrawn, notice in (("wrong/", "It was wrong."), ("wrong", "It was wrong."), ("bought/", "licence")):
            status, _, page = _get(port, PUBLISHED + withdrawn)
            assert status == 410
            assert notice in page
        for there in ("/", f"{PUBLISHED}bridge/", f"{PUBLISHED}better/", "/?p=124"):
            assert _get(port, there)[0] == 200
        for never in ("/first/never/", f"{PUBLISHED}never/", f"{PUBLISHED}later/", "/no/such/page/"):
            assert _get(port, never)[0] == 404


@needs_nginx
def test_nginx_takes_the_list_of_a_site_without_old_addresses(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path / "paper")
    with running_nginx(newsroom, tmp_path / "nginx") as port:
        assert _get(port, "/")[0] == 200
