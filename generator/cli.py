"""The command line: arguments, executor, report, exit code. 0: fine; 1: the content has errors; 2: the program or its use
has. The only place that knows of the terminal, the clock and the number of cores. What is not always needed is imported
where it is: a build with nothing to do waits for nothing else.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.cache.lock import Alone, make_cache
from generator.engine.snapshot import Look, look
from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport, Folders
from generator.report.lines import github_lines, json_text, text_lines
from generator.report.terminal import Bar, patient, print_lines

if TYPE_CHECKING:
    from generator.executors.workshop import Workshop

FINE, WRONG_CONTENT, WRONG_USE = 0, 1, 2

ROOT = Path(__file__).resolve().parent.parent
PUBLIC, PREVIEW = "public", ".preview"

_DESCRIPTION = """\
Builds the site of a newsroom: what editors write in content/ becomes public/, ready for any static host.

  python build.py            build the site
  python build.py serve      preview it in a browser, drafts included, as you write
  python build.py why /x/    say what the page at an address is made from, and why it was made anew
  python build.py new newsroom   begin a newsroom of your own; the sample newsroom moves out of the way
  python build.py photos     list the photographs that need work: credits, rights, age, size, copies; drafts included
"""

_EPILOG = """\
exit codes: 0 fine; 1 the content has errors, nothing was published (but with --keep-going), or, of photos, a picture that
is shown is broken or missing; 2 the program or its use has.
guides: content/README.md for editors, layouts/README.md for designers, generator/README.md for developers.
"""


COMMANDS = {"new": "generator.commands.new"}
"""Commands with arguments of their own, which stand behind the name, and the module of each."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; `arguments` without the program's name. Returns the exit code."""
    with patient() as unwritten:
        code = _outcome(sys.argv[1:] if arguments is None else arguments)
    if unwritten:
        with suppress(OSError):  # the place for errors may be the same
            print(f"error: what this call had to say could not be written: {unwritten[0].strerror}", file=sys.stderr)
        return WRONG_USE
    return code


def _outcome(arguments: Sequence[str]) -> int:
    try:
        if arguments and arguments[0] in COMMANDS:
            command = import_module(COMMANDS[arguments[0]])
            code: int = command.run(arguments[1:], ROOT)
            return code
        return _command(_options(arguments))
    except DatelineError as fault:
        print(f"error: {fault}", file=sys.stderr)
        return WRONG_USE
    except ModuleNotFoundError:  # build.py says what installs it
        raise
    except OSError as fault:
        print(f"error: {fault.filename or 'the disk'}: {fault.strerror or fault}", file=sys.stderr)
        return WRONG_USE
    except KeyboardInterrupt:
        print(
            "Stopped. Every page that is out is whole; if publishing had begun, build again to finish it.",
            file=sys.stderr,
        )
        return WRONG_USE
    except Exception:  # a fault of the program: exit code 1 would say that the content is wrong
        import traceback

        traceback.print_exc()
        print(
            "error: this is a fault of Dateline itself; nothing was lost. Please report it with the lines above.",
            file=sys.stderr,
        )
        return WRONG_USE


def _command(options: argparse.Namespace) -> int:
    if options.command == "serve":
        from generator.preview.server import serve  # its web server is needed for nothing else

        preview = build_of(options, preview=True)
        return serve(preview, options.host, options.port, lambda build: _build(build, options), lambda: _now(options))
    build = build_of(options, preview=options.drafts)
    if options.command == "why":
        from generator.commands.why import why_lines

        print_lines(why_lines(build, options.address), sys.stdout)
        return FINE
    if options.command == "photos":
        return _photos(build, options)
    if options.fix:
        from generator.commands.fix import mend, mended_lines

        print_lines(mended_lines(mend(build.folders.content), str(options.content)), sys.stderr)
    report = _build(build, options)
    if options.verify and not report.published:
        print("Not verified: of what has errors there is no clean build to compare with.", file=sys.stderr)
    elif options.verify:
        from generator.verify.compare import differences

        with _workshop(build, options) as workers:
            lines = differences(replace(build, as_of=report.as_of), workers, report.staying)
        print_lines(lines or ["Verified: a clean build gives the same files, byte for byte."], sys.stderr)
        return WRONG_USE if lines else _exit_code(report)
    return _exit_code(report)


def _build(build: Build, options: argparse.Namespace) -> BuildReport:
    """Build once, unless there is nothing to do, and tell what was done."""
    first = look(build)
    report = first.report
    if report is None:
        from generator.engine.build import run

        make_cache(build.folders.cache)
        is_wanted = options.format == "text" and not options.quiet
        with (
            Alone(build.folders.cache, build.folders.output) as lock,
            _workshop(build, options) as workers,
            Bar(sys.stderr, is_wanted=is_wanted) as bar,
        ):
            report = run(build, workers, bar.show, Look() if lock.has_waited else first)
    if options.command == "serve":
        report = replace(report, waiting=0)  # a preview is not what readers get: there is nothing to do about it
    _tell(report, build.folders, options)
    return report


def _photos(build: Build, options: argparse.Namespace) -> int:
    """Tell what a picture editor has to look at; build nothing."""
    from generator.photo_report.printing import print_sheet
    from generator.photo_report.survey import survey
    from generator.photo_report.telling import photo_json, photo_lines, summary

    is_wanted = options.format == "text" and not options.quiet
    with _workshop(build, options) as workers, Bar(sys.stderr, is_wanted=is_wanted) as bar:
        report = survey(build, workers, partial(bar.show, "Reading"))
        if options.html:
            make_cache(build.folders.cache)
            print_sheet(report, options.html, build.folders, workers, partial(bar.show, "Thumbnails"))
    if options.format == "json":
        print(photo_json(report))
    elif not options.html:
        print_lines(photo_lines(report), sys.stdout)
    elif not options.quiet:
        print_lines([*summary(report), f"The contact sheet is {options.html}."], sys.stdout)
    return WRONG_CONTENT if report.is_grave else FINE


def _workshop(build: Build, options: argparse.Namespace) -> AbstractContextManager[Workshop]:
    from generator.executors import workshop

    return workshop(options.jobs, options.cluster, build.folders.cache)


def _tell(report: BuildReport, folders: Folders, options: argparse.Namespace) -> None:
    here = Path.cwd()
    if options.format == "json":
        print(json_text(report, folders, here))
    elif options.format == "github":
        print("\n".join(github_lines(report, folders, here)))
    else:
        lines = list(
            text_lines(
                report,
                folders,
                here,
                verbose=options.verbose,
                quiet=options.quiet,
                explain=options.explain,
                summary=options.summary,
            )
        )
        if lines:
            print_lines(lines, sys.stdout)


def _exit_code(report: BuildReport) -> int:
    return WRONG_CONTENT if report.errors else FINE


def build_of(options: argparse.Namespace, *, preview: bool) -> Build:
    output = options.output or ROOT / (PREVIEW if preview else PUBLIC)
    if preview and output.resolve() == (ROOT / PUBLIC).resolve():
        raise DatelineError(f"Drafts never go to {PUBLIC}/, which is the site itself; name another --output, or none.")
    folders = Folders(
        *(folder.absolute() for folder in (options.content, output, options.cache, options.layouts, options.assets))
    )
    quick = options.quick or options.command == "serve"  # whoever writes waits; no reader does
    return Build(folders, _now(options), options.base_url, preview, options.keep_going, time.time_ns(), quick)


def _now(options: argparse.Namespace) -> datetime:
    as_of: datetime | None = options.as_of
    return as_of or datetime.now(UTC)


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "build.py",
        usage="python build.py [build | serve | why ADDRESS | photos | new newsroom] [options]",
        allow_abbrev=False,  # --draft is a slip, and not to be guessed at
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "command",
        nargs="?",
        choices=("build", "serve", "why", "photos", *COMMANDS),
        default="build",
        help="what to do; build if left out",
    )
    parser.add_argument(
        "address", nargs="?", default="", metavar="ADDRESS", help="of a page, for why: /kurdistan/2021/12/x/"
    )
    parser.add_argument("--version", action="version", version=f"Dateline {__version__}")
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
        default="",
        metavar="URL",
        help="the address of the site, in place of the one in site.toml",
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
    work = parser.add_argument_group("how")
    work.add_argument(
        "--jobs",
        type=_jobs,
        default=_cores(),
        metavar="N",
        help="processes to work with (default: one a core)",
    )
    work.add_argument(
        "--fix",
        action="store_true",
        help="first mend words in a wrong encoding (itâ€™s), in the files of the content folder",
    )
    work.add_argument("--cluster", default="", metavar="URL", help="work on a Dask cluster: tcp://scheduler:8786")
    work.add_argument("--explain", action="store_true", help="say what was made anew, and why")
    work.add_argument(
        "--verify",
        action="store_true",
        help="then build all of it once more, from nothing, compare byte for byte, and look for every word",
    )
    work.add_argument(
        "--format", choices=("text", "json", "github"), default="text", help="how to report (default: text)"
    )
    work.add_argument(
        "--summary", action="store_true", help="of what is wrong, print only a table by rule, with counts and examples"
    )
    work.add_argument("-q", "--quiet", action="store_true", help="say nothing unless there is an error")
    work.add_argument(
        "-v", "--verbose", action="store_true", help="list every file written, and the time of each stage"
    )
    photos = parser.add_argument_group("photo report (photos)")
    photos.add_argument(
        "--html",
        type=Path,
        metavar="FILE",
        help="write a contact sheet with thumbnails, for a browser or for paper; it is not for readers",
    )
    preview = parser.add_argument_group("preview (serve)")
    preview.add_argument("--host", default="127.0.0.1", help="the address to listen on (default: this machine only)")
    preview.add_argument("--port", type=int, default=5500, metavar="N", help="the port (default: 5500)")
    return parser


def _instant(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no time; write for instance “2026-11-22 06:00”") from None


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    made = parser()
    options = made.parse_args(arguments)
    if options.command in COMMANDS:
        made.error(f"write the command first, and its options behind it:  python build.py {options.command} --help")
    if (options.command == "why") != bool(options.address):
        made.error("write  why  and the address of a page:  python build.py why /kurdistan/2021/12/handover/")
    if options.html and options.command != "photos":
        made.error("--html belongs to the photo report:  python build.py photos --html sheet.html")
    if options.fix and options.command != "build":
        made.error("--fix belongs to a build:  python build.py --fix")
    if options.quick and options.verify:
        made.error("--verify compares with a build that has all formats: leave out --quick")
    if options.format == "github" and options.command == "photos":
        made.error("the photo report is text or json")
    return options


def _address(text: str) -> str:
    if not text:
        return ""
    from generator.model.settings import is_web_address

    if not is_web_address(text):
        raise argparse.ArgumentTypeError(f"“{text}” is no web address; write for instance https://outlet.example/paper")
    return text


def _cores() -> int:
    """Windows waits for at most 61 processes at once."""
    return min(os.cpu_count() or 1, 61)


def _jobs(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of processes; write 1 or more")
    return int(text)
