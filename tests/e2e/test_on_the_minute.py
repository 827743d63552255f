"""The files of .deploy/, with which whoever publishes on the minute does so: run as a timer runs them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from newsroom import ROOT, a_newsroom

DEPLOY = ROOT / ".deploy"
pytestmark = pytest.mark.skipif(not shutil.which("bash") or os.name == "nt", reason="there is no bash")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A whole checkout, with the program and a small newsroom, that no remote repository is known for."""
    newsroom = a_newsroom(tmp_path)
    for name in ("generator", "layouts", "assets", ".deploy"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "build.py", tmp_path)
    newsroom.article("deal", title="The deal", embargo="2126-11-23 06:00")
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    return tmp_path


def publish(checkout: Path, upload: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [checkout / ".deploy" / "publish"],
        env=os.environ | {"PYTHON": sys.executable, "UPLOAD": upload},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def test_a_round_builds_and_brings_to_the_host_what_changed(checkout: Path) -> None:
    upload = "echo $DUE >> uploads"
    said = publish(checkout, upload)
    assert (said.returncode, said.stderr) == (0, "")
    assert "Build again at 2126-11-23" not in said.stdout, "which is a hundred years from now"
    assert (checkout / "uploads").read_text() == "0\n"
    assert (checkout / "public" / "index.html").is_file()
    said = publish(checkout, upload)
    assert (said.returncode, said.stdout, said.stderr) == (0, "", ""), "nothing for the log of every minute"
    assert (checkout / "uploads").read_text() == "0\n", "as nothing has changed"
    (checkout / "content/articles/harvest.md").unlink()
    assert "removed" in publish(checkout, upload).stdout
    assert (checkout / "uploads").read_text() == "0\n0\n"


@pytest.mark.parametrize("output", ["public", "public/next"])
def test_no_site_of_a_time_to_come_is_put_where_readers_see_it(checkout: Path, output: str) -> None:
    said = subprocess.run(
        [sys.executable, "build.py", "--as-of", "2126-11-23 07:00", "--output", output],
        cwd=checkout,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert said.returncode == 2
    assert "--as-of 2126-11-23 07:00 UTC+03:00 is still to come, and public/ is what readers see" in said.stderr
    assert not (checkout / "public").exists()


def test_what_is_due_is_built_ahead_and_switched_to_in_its_second(checkout: Path) -> None:
    """The loop of `--forever`, with a clock that stands 30 seconds before the embargo, and a sleep that ends it."""
    due = int(datetime(2026, 11, 23, 6, tzinfo=ZoneInfo("Asia/Baghdad")).timestamp())
    (checkout / "content/articles/deal.md").write_text(
        (checkout / "content/articles/deal.md").read_text().replace("2126-", "2026-")
    )
    tools = checkout / "tools"
    tools.mkdir()
    for name, script in (
        ("date", f'case "$*" in +%s) echo {due - 30} ;; *) exec {shutil.which("date")} "$@" ;; esac'),
        (
            "python",
            f'case "$*" in build.py) set -- build.py --as-of "2026-11-23 05:59" ;; esac\nexec {sys.executable} "$@"',
        ),
        ("sleep", "kill $PPID"),
    ):
        (tools / name).write_text(f"#!/bin/sh\n{script}\n")
        (tools / name).chmod(0o755)
    subprocess.run(
        [checkout / ".deploy" / "publish", "--forever"],
        env=os.environ
        | {"PATH": f"{tools}:{os.environ['PATH']}", "PYTHON": str(tools / "python"), "AHEAD": ".next"}
        | {"UPLOAD": "ls public/kurdistan/2026/11 >> uploads"},
        timeout=120,
        check=False,
    )
    assert (checkout / "uploads").read_text().split().count("deal") == 1
    assert "handover" in (checkout / "uploads").read_text()
    assert not (checkout / ".next/kurdistan/2026/11/deal").exists()


def test_an_upload_that_failed_is_done_again(checkout: Path) -> None:
    assert publish(checkout, "false").returncode != 0
    assert publish(checkout, "touch uploads").returncode == 0
    assert (checkout / "uploads").exists()


def test_nothing_is_brought_to_the_host_while_the_content_has_errors(checkout: Path) -> None:
    (checkout / "content/articles/deal.md").write_text("---\ntitle: The deal\n---\n")
    said = publish(checkout, "touch uploads")
    assert said.returncode == 1
    assert "Nothing was published" in said.stdout
    assert not (checkout / "uploads").exists()


def test_the_record_is_committed_and_pushed_beside_the_work_of_others(checkout: Path) -> None:
    def git(folder: Path, *arguments: str) -> str:
        command = [
            "git",
            "-C",
            str(folder),
            "-c",
            "user.name=A. Name",
            "-c",
            "user.email=a@courier.example",
            *arguments,
        ]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout

    def record() -> int:
        told = os.environ | {"PYTHON": sys.executable}
        return subprocess.run([checkout / ".deploy/record"], env=told, capture_output=True, check=False).returncode

    remote, other = checkout / "remote.git", checkout / "other"
    git(checkout, "init", "--quiet", "--bare", str(remote))
    (checkout / ".gitignore").write_text("public/\n.cache/\nremote.git/\nother/\n")
    git(checkout, "add", "content", ".gitignore")
    git(checkout, "commit", "--quiet", "--message=Stories")
    git(checkout, "remote", "add", "origin", str(remote))
    git(checkout, "push", "--quiet", "--set-upstream", "origin", "HEAD")
    assert publish(checkout, ".deploy/record").returncode == 0
    assert not (checkout / "content/record").exists(), "which this newsroom has not begun"
    subprocess.run([sys.executable, "build.py", "record", "-q"], cwd=checkout, check=True)
    git(checkout, "clone", "--quiet", str(remote), str(other))
    (other / "content/articles/rain.md").write_text((checkout / "content/articles/harvest.md").read_text())
    git(other, "add", "content")
    git(other, "commit", "--quiet", "--message=Another story")
    git(other, "push", "--quiet")
    assert record() == 0
    assert git(remote, "log", "--format=%s").splitlines()[:2] == ["Record of what was published", "Another story"]
    assert record() == 0, "with nothing new"
    assert git(remote, "log", "--format=%s").count("Record") == 1
    assert publish(checkout, "true").returncode == 0
    shutil.move(remote, checkout / "away")
    assert record() == 1
    assert git(checkout, "status", "--porcelain", "content") == "", "so that the next commits can be pulled"
    shutil.move(checkout / "away", remote)
    assert record() == 0
    assert "rain" in git(remote, "show", "HEAD:content/record/2026-10.txt")


@contextmanager
def a_server() -> Iterator[tuple[str, list[tuple[str, str | None, bytes]]]]:
    """Its address, and the requests that it gets."""
    received: list[tuple[str, str | None, bytes]] = []

    class Answers(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            received.append((self.path, self.headers["Authorization"], body))
            self.send_response(204)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", received
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.skipif(not shutil.which("curl"), reason="there is no curl")
def test_the_trigger_starts_the_workflow_if_something_is_due() -> None:
    with a_server() as (address, received):
        told = {"GITHUB_API_URL": address, "GITHUB_REPOSITORY": "paper/news", "GITHUB_TOKEN": "token", "NO_PROXY": "*"}
        for due in ("0", "3"):
            subprocess.run([DEPLOY / "trigger"], env=os.environ | told | {"DUE": due}, timeout=60, check=True)
    path = "/repos/paper/news/actions/workflows/publish.yml/dispatches"
    assert received == [(path, "Bearer token", b'{"ref":"main"}')]
    assert (ROOT / ".github/workflows/publish.yml").is_file()
    assert "workflow_dispatch:" in (ROOT / ".github/workflows/publish.yml").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="there is no systemd")
def test_systemd_understands_the_service(tmp_path: Path) -> None:
    service = (DEPLOY / "dateline.service").read_text("utf-8")
    (tmp_path / "dateline.service").write_text(service.replace("/srv/newsroom", str(ROOT)), "utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", tmp_path / "dateline.service"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert "dateline" not in said.stderr


def test_the_line_for_cron_runs_in_its_shell(checkout: Path) -> None:
    line = (DEPLOY / "crontab").read_text("utf-8").splitlines()[-1]
    command = line.removeprefix("* * * * * ").replace("/srv/newsroom", str(checkout))
    (checkout / ".cache").mkdir()
    environment = os.environ | {"PYTHON": sys.executable, "UPLOAD": "touch uploads"}
    if shutil.which("flock"):
        subprocess.run(["/bin/sh", "-c", command], env=environment, timeout=120, check=True)
        assert (checkout / "uploads").exists()
