"""`python build.py check`: the problems that a build would report, without a build. Publishes and
stores nothing, and waits for no other build. It does not find problems that show only when files
are made: a layout that fails, a photograph that cannot be encoded.

With names of files, it tells what concerns these alone, quickly. With `--since`, it tells instead
what changed in published articles and was not told to readers."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from generator.commands.build import print_report
from generator.commands.options import (
    FINE,
    WRONG_CONTENT,
    add_report_options,
    add_site,
    add_work,
    at_work,
    build_of,
    command_parser,
    forget_hook,
    guide_address,
)
from generator.model.check_settings import BASELINE_FILE
from generator.model.problems import Severity
from generator.report.terminal import print_lines

_EPILOG = "exit codes: 0 fine; 1 the content has errors; 2 the program or its use has."


def run(arguments: Sequence[str]) -> int:
    parser = command_parser(
        "check", "Tells what is wrong with the content, as a build would, and builds nothing.", _EPILOG
    )
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="tell only what concerns these files, or the files in these folders"
    )
    parser.add_argument(
        "--staged", action="store_true", help="tell only what concerns the files of the commit that git has staged"
    )
    add_site(parser)
    add_work(parser)
    add_report_options(parser)
    parser.add_argument_group("what readers were not told").add_argument(
        "--since",
        metavar="REV",
        help="say only what changed in published articles, without a later “updated” or a correction, since a commit "
        "(main, v2, HEAD~3) or since the record (record)",
    )
    parser.add_argument_group("links that lead out of the site").add_argument(
        "--links",
        action="store_true",
        help="ask whether the pages are still there, and say only that; with --fix: put "
        "archived copies in place of dead ones",
    )
    parser.add_argument_group("what an archive may keep").add_argument(
        "--write-baseline",
        action="store_true",
        help="write all problems of today into content/baseline.txt: builds and check are silent about these, and strict "
        "about what is new",
    )
    mending = parser.add_argument_group("what is mended")
    mending.add_argument(
        "--fix", action="store_true", help="mend what has one certain repair: show the changes, ask, then check"
    )
    mending.add_argument("--diff", action="store_true", help="with --fix: only show the changes; exit code 1 if any")
    mending.add_argument("--yes", action="store_true", help="with --fix: write without asking")
    mending.add_argument(
        "--letters", action="store_true", help="with --fix: also letters of another keyboard in running text"
    )
    mending.add_argument(
        "--quotes",
        action="store_true",
        help="with --fix: also straight quotes in running text, which readers see as “”",
    )
    options = parser.parse_args(arguments)
    if sentence := _contradiction(options):
        parser.error(sentence)
    if options.write_baseline:
        return _write_baseline(options)
    if options.since is not None:
        return _since(options)
    if options.links:
        from generator.commands.check_links import check_links

        return check_links(options)
    if options.fix:
        from generator.commands.check_fix import fix

        code = fix(options)
        if code is not None:
            return code
    if options.files or options.staged:
        from generator.commands.check_files import check_named

        return check_named(options)
    from generator.engine.ask import answer
    from generator.engine.understand import understand

    build = build_of(options, preview=options.drafts, quick=options.quick)
    with at_work(build, options) as (workers, bar):
        report = answer(build, workers, bar.show, lambda session: understand(session).report)
    print_report(report, build.folders, options)
    return WRONG_CONTENT if report.errors else FINE


def _contradiction(options: argparse.Namespace) -> str:
    """Return why these options do not go together; "" if they do."""
    since = options.since is not None
    contradictions = {
        "--diff, --yes, --letters and --quotes belong to --fix": not options.fix
        and (options.diff or options.yes or options.letters or options.quotes),
        "--diff writes nothing: leave out --yes": options.diff and options.yes,
        "--since only compares: leave out --fix": options.fix and since,
        "--links says nothing else: leave out --staged, --since, --letters and --quotes": options.links
        and (options.staged or options.letters or options.quotes or since),
        "--staged names the files itself, and changes none: leave out the rest": options.staged
        and (options.files or options.fix or since),
        "--since compares all published articles: leave out the files": options.files and since,
        "--write-baseline looks at everything: leave out the rest": options.write_baseline
        and (options.files or options.staged or options.links or options.fix or since),
    }
    return next((sentence for sentence, is_so in contradictions.items() if is_so), "")


def _since(options: argparse.Namespace) -> int:
    from generator.engine.silent_edits import edits_since
    from generator.report.edits import edits_lines

    forget_hook()
    build = build_of(options)
    with at_work(build, options) as (workers, bar):
        found = edits_since(build, options.since, workers, bar.show)
    if options.format == "sarif":
        from generator.report.sarif import sarif_text

        lines = iter([sarif_text(found.problems, build.folders, Path.cwd(), guide_address())])
    else:
        lines = edits_lines(found.problems, found.texts, options.since, build.folders, Path.cwd(), options.format)
    has_errors = any(problem.severity is Severity.ERROR for problem in found.problems)
    if options.format != "text":
        print("\n".join(lines))
    elif has_errors or not options.quiet:
        print_lines([*lines], sys.stdout)
    return WRONG_CONTENT if has_errors else FINE


def _write_baseline(options: argparse.Namespace) -> int:
    from generator.engine.ask import answer
    from generator.engine.baseline import new_baseline, write_baseline

    build = build_of(options, preview=options.drafts)
    with at_work(build, options) as (workers, bar):
        found = answer(build, workers, bar.show, new_baseline)
    if found.text is None:
        print_report(found.report, build.folders, options)
        return WRONG_CONTENT
    write_baseline(build.folders.content, found.text)
    if not options.quiet:
        count = f"{found.problems:,} problems" if found.problems != 1 else "1 problem"
        print_lines(
            [f"content/{BASELINE_FILE}: {count} in {found.files:,} files will not be told any more."], sys.stdout
        )
    return FINE
