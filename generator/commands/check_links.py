"""`python build.py check --links`: whether the pages that lead out of the site are still there."""

from __future__ import annotations

import argparse
import sys
import time

from generator.cache.lock import make_cache
from generator.commands.check_files import print_files
from generator.commands.check_fix import chosen_files, mend
from generator.commands.options import FINE, build_of
from generator.file_check.checking import FilesReport
from generator.links.checking import LinkChecker
from generator.links.found import links_in
from generator.links.judging import Verdict
from generator.links.memory import load, store
from generator.links.report import link_problems, notes
from generator.links.rewriting import with_copies
from generator.model.dataclass import replace
from generator.model.problems import DatelineError, by_place
from generator.read.links_settings import read_links_settings
from generator.read.settings import read_settings
from generator.report.terminal import Bar


def check_links(options: argparse.Namespace) -> int:
    """Ask for the links that lead out of the named files, or of all, and print what is wrong; with
    --fix, put archived copies in place of dead ones. Return the exit code. Raises DatelineError when
    site.toml cannot be read."""
    begun, build = time.perf_counter(), build_of(options, preview=options.drafts)
    folders = build.folders
    settings = read_settings(folders.content).value
    if settings is None:
        raise DatelineError(
            "The settings have errors, and the servers are to be told whose site asks: mend these first."
        )
    wishes = read_links_settings(folders.content)
    wishes = replace(wishes, archived=wishes.archived or options.fix)
    files = chosen_files(options.files, folders)
    links = [*links_in(files)]
    make_cache(folders.cache)
    before = load(folders.cache)
    with Bar(sys.stderr, is_wanted=options.format == "text" and not options.quiet) as bar:
        checker = LinkChecker(settings.site.url, wishes, now=time.time, progress=bar.show)
        known = checker.check((link.address for link in links), before)
    store(folders.cache, {**before, **known})
    if options.fix:
        copies = {
            each: found.copy for each, found in known.items() if found.judged.verdict is Verdict.DEAD and found.copy
        }
        return mend(with_copies(files, copies), folders, options) or FINE
    problems = tuple(sorted(link_problems(links, known), key=by_place))
    checked = tuple(dict.fromkeys(link.where.path for link in links))
    report = FilesReport(problems, checked, notes(known), time.perf_counter() - begun)
    return print_files(report, folders, options)
