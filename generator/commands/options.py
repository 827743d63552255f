"""Options that several commands share, and the `Build` made from them: folders, the site, how work
is done, how it is reported. Builds get the clock and the number of cores from here alone."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.model.problems import DatelineError
from generator.model.report import Build, Folders
from generator.report.terminal import Bar

if TYPE_CHECKING:
    from generator.executors.workshop import Workshop

FINE, WRONG_CONTENT, WRONG_USE, OVERDUE, UNTOLD = 0, 1, 2, 3, 4
"""Exit codes; the fourth is of `due` alone, the last of `ping`."""

ROOT = Path(__file__).resolve().parents[2]
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")
"""Variables that git sets for a hook, with paths from there; git is asked in the content folder."""

PUBLIC, PREVIEW = "public", ".preview"


def command_parser(command: str, description: str, epilog: str = "") -> argparse.ArgumentParser:
    """Return a parser with the options for folders; `command` is "" for the build."""
    parser = argparse.ArgumentParser(
        f"python build.py {command}".rstrip(),
        allow_abbrev=False,  # --draft is a typing error, and must not mean --drafts
        description=description,
        epilog=epilog,
        formatter_class=_Help,
    )
    add_folders(parser)
    return parser


class _Help(argparse.RawDescriptionHelpFormatter):
    """The help in the width of the terminal. By default, each option asks `shutil` for it, which
    loads the libraries of all compressed formats: 4 ms."""

    def __init__(self, prog: str) -> None:
        columns = os.environ.get("COLUMNS", "")
        width = int(columns) if columns.isdecimal() else 0
        with suppress(OSError):  # no terminal
            width = width or os.get_terminal_size().columns
        super().__init__(prog, width=(width or 80) - 2)


def add_folders(parser: argparse.ArgumentParser) -> None:
    folders = parser.add_argument_group("folders")
    for name, what in (
        ("content", "what the newsroom writes"),
        ("output", f"where the site goes (default: {PUBLIC}; with drafts: {PREVIEW})"),
        ("cache", "what may be kept between builds (default: .cache)"),
        ("layouts", "templates and message catalogues"),
        ("assets", "style sheets and icons"),
    ):
        default = {"output": None, "cache": ROOT / ".cache"}.get(name, ROOT / name)
        folders.add_argument(f"--{name}", type=Path, metavar="DIR", default=default, help=what)


def add_site(parser: argparse.ArgumentParser) -> None:
    """Add the options that select the site: drafts, instant, address."""
    site = parser.add_argument_group("what is built")
    site.add_argument(
        "--drafts", action="store_true", help="show drafts and what is not out yet, marked, for a preview"
    )
    site.add_argument(
        "--as-of",
        type=_instant,
        metavar="TIME",
        help='build as if it were then: "2026-11-22 06:00" (site time) or with an offset',
    )
    site.add_argument(
        "--base-url",
        type=_address,
        action="append",
        metavar="URL",
        help="the address of the site, in place of the one in site.toml; repeated: then addresses of mirrors",
    )
    site.add_argument(
        "--keep-going",
        action="store_true",
        help="publish all that has no errors; the pages of what has stay as they last were",
    )
    site.add_argument(
        "--quick",
        action="store_true",
        help="wait for no AVIF and WebP: new photos go out as JPEG, and the next build without --quick adds the others",
    )


def add_work(parser: argparse.ArgumentParser, formats: tuple[str, ...] = ("text", "json", "github", "sarif")) -> None:
    """Add the options for workers and for the format of the report."""
    work = parser.add_argument_group("how")
    work.add_argument(
        "--jobs",
        type=_jobs,
        default=_cores(),
        metavar="N",
        help="processes to work with (default: one a core)",
    )
    work.add_argument("--cluster", default="", metavar="URL", help="work on a Dask cluster: tcp://scheduler:8786")
    work.add_argument("--format", choices=formats, default=formats[0], help=f"how to report (default: {formats[0]})")
    work.add_argument("-q", "--quiet", action="store_true", help="say nothing unless there is an error")


def add_report_options(parser: argparse.ArgumentParser) -> None:
    """Add the options for how much is printed."""
    group = parser.add_argument_group("what is told of a build")
    group.add_argument("--explain", action="store_true", help="say what was made anew, and why")
    group.add_argument(
        "--summary", action="store_true", help="of what is wrong, print only a table by rule, with counts and examples"
    )
    group.add_argument(
        "-v", "--verbose", action="store_true", help="list every file written, and the time of each stage"
    )


def build_of(
    options: argparse.Namespace, *, preview: bool = False, quick: bool = False, with_mirrors: bool = False
) -> Build:
    """Return the build that the options mean. Raises DatelineError for a preview that would replace
    the site, and for mirrors where a command makes none."""
    addresses = options.base_url or [""]
    if len(addresses) > 1 and not with_mirrors:
        raise DatelineError("Only a build makes mirrors: here, give --base-url once.")
    folders = folders_of(options, options.output or ROOT / (PREVIEW if preview else PUBLIC))
    if preview and is_public(folders.output):
        raise DatelineError(f"Drafts never go to {PUBLIC}/, which is the site itself; name another --output, or none.")
    return Build(folders, now(options), addresses[0], preview, options.keep_going, time.time_ns(), quick)


def folders_of(options: argparse.Namespace, output: Path) -> Folders:
    """Return the folders that the options of `add_folders` name, with this output folder."""
    named = (options.content, output, options.cache, options.layouts, options.assets)
    return Folders(*(folder.absolute() for folder in named))


def forget_hook() -> None:
    """Let git look at the content folder, even if a hook of git runs this command."""
    for name in _OF_A_HOOK:
        os.environ.pop(name, None)


def is_public(output: Path) -> bool:
    """Whether a folder is public/, which readers see, or lies in it."""
    return output.resolve().is_relative_to((ROOT / PUBLIC).resolve())


def now(options: argparse.Namespace) -> datetime:
    as_of: datetime | None = options.as_of
    return as_of or datetime.now(UTC)


def workshop_of(build: Build, options: argparse.Namespace) -> AbstractContextManager[Workshop]:
    """Return the workshop that the options mean."""
    from generator.executors.workshop import workshop

    return workshop(options.jobs, options.cluster, build.folders.cache)


@contextmanager
def at_work(build: Build, options: argparse.Namespace) -> Iterator[tuple[Workshop, Bar]]:
    """Open the workshop that the options mean, and show progress where a person reads the report."""
    is_wanted = options.format == "text" and not options.quiet
    with workshop_of(build, options) as workers, Bar(sys.stderr, is_wanted=is_wanted) as bar:
        yield workers, bar


def guide_address() -> str:
    """Return the web address of the editor's guide, where a code host says whose checkout this is."""
    host, owner = os.environ.get("GITHUB_SERVER_URL", ""), os.environ.get("GITHUB_REPOSITORY", "")
    if not (host.startswith("https://") and owner):
        return ""
    return f"{host}/{owner}/blob/{os.environ.get('GITHUB_SHA') or 'HEAD'}/content/README.md"


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no time; write for instance “2026-11-22 06:00”") from None


def _address(text: str) -> str:
    if not text:
        return ""
    from generator.model.settings import is_web_address

    if not is_web_address(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no web address; write for instance https://outlet.example/paper")
    return text


def _cores() -> int:
    """Return the number of cores; at most 61, the most processes that Windows can wait for."""
    return min(os.cpu_count() or 1, 61)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes; write 1 or more")
    return int(text)
