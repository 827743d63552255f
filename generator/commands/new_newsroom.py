"""`python build.py new newsroom`: asks an owner a few questions, or takes the answers as options,
and makes a newsroom with one article that builds without a warning. The sample newsroom moves to
tests/sample/, where the tests look for it."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from generator.cache.lock import BuildLock, make_cache
from generator.commands.new_options import shown
from generator.commands.options import FINE, ROOT
from generator.model.dataclass import replace
from generator.model.problems import DatelineError, FieldLocation
from generator.new_newsroom.files import LANGUAGES, Answers, newsroom_files, settings_text, texts_in, words_of
from generator.new_newsroom.sample import check, home_of, is_begun, move_in, prepare
from generator.report.terminal import print_lines, tell_waiting

_EXAMPLE = Answers("The Courier", "https://courier.example", ("en",), "Asia/Baghdad")
_DESCRIPTION = """\
Begins a newsroom of your own in content/: settings, sections, a comment policy and one article, in every language of the paper.
What is not given as an option is asked. The sample newsroom moves to tests/sample/; nothing is deleted.
"""


def run(what: str, arguments: Sequence[str]) -> int:
    options = _parser(what, ROOT).parse_args(arguments)
    content = options.content.absolute()
    make_cache(options.cache)
    with BuildLock(options.cache, on_wait=tell_waiting):
        if is_begun(content):
            said = "A newsroom was begun here before, and is finished now; what you say now is not looked at."
            print_lines([said], sys.stdout)
        else:
            check(content)
            answers = _answers(options)
            prepare(content, newsroom_files(answers, datetime.now(ZoneInfo(answers.timezone))))
        had_sample = move_in(content)
    print_lines(_summary(content, ROOT, had_sample=had_sample), sys.stdout)
    return FINE


def _parser(what: str, root: Path) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        f"python build.py new {what}",
        allow_abbrev=False,
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--name", help="of the paper: The Courier")
    parser.add_argument("--url", help="the address it will have: https://courier.example")
    parser.add_argument("--languages", help=f"its own first: en,ckb. There are words for {', '.join(LANGUAGES)}")
    parser.add_argument(
        "--name-in", action="append", metavar="TAG=NAME", help="the paper's name in another language: ckb=…"
    )
    parser.add_argument("--timezone", help="of the newsroom: Asia/Baghdad")
    parser.add_argument("--form", help="the address of the comment form; empty for a paper without comments")
    parser.add_argument(
        "--policy", type=Path, metavar="FILE", help="your own comment policy, as text; left out: ours, to be changed"
    )
    parser.add_argument("--content", type=Path, default=root / "content", metavar="DIR", help="where it goes")
    parser.add_argument("--cache", type=Path, default=root / ".cache", metavar="DIR", help=argparse.SUPPRESS)
    return parser


def _answers(options: argparse.Namespace) -> Answers:
    """Return the answers, each checked at once. On a terminal a wrong answer is asked again; as an
    option it ends the command."""
    so_far = _EXAMPLE
    so_far = _answered(so_far, "What is the paper called?", options.name, "--name", _with_name)
    so_far = _answered(so_far, f"Its address? [{so_far.url}]", options.url, "--url", _with_url)
    known = ", ".join(f"{tag} ({texts_in(words_of(tag))['label']})" for tag in LANGUAGES)
    question = f"Its languages, the one of most articles first? There are words for {known}. [en]"
    so_far = _answered(so_far, question, options.languages, "--languages", _with_languages)
    given = _named(options.name_in or ())
    if unknown := [tag for tag in given if tag not in so_far.languages[1:]]:
        raise DatelineError(f"--name-in {unknown[0]}=… names no other language of the paper.")
    for tag in so_far.languages[1:]:
        name = given.get(tag, "" if options.languages is not None else None)
        question = f"What is it called in {texts_in(words_of(tag))['label']} ({tag})? [{so_far.name}]"
        so_far = _answered(so_far, question, name, "--name-in", partial(_with_name_in, tag))
    question = f"Its time zone? [{_zone_here()}]"
    so_far = _answered(so_far, question, options.timezone, "--timezone", _with_timezone)
    question = "The address of its comment form? It may hold {id}, {title} and {url}. [none]"
    so_far = _answered(so_far, question, options.form, "--form", _with_form)
    return replace(so_far, policy=_policy(options.policy)) if options.policy else so_far


def _policy(file: Path) -> str:
    """Return the text of a comment policy. Raises DatelineError if it has none."""
    try:
        text = file.read_bytes().decode("utf-8-sig").replace("\r\n", "\n").strip()
    except FileNotFoundError:
        raise DatelineError(f"--policy {file}: there is no such file.") from None
    except UnicodeDecodeError:
        raise DatelineError(f"--policy {file}: it is not in UTF-8. Save it with the encoding UTF-8, as text.") from None
    if not text:
        raise DatelineError(f"--policy {file}: it is empty.")
    return f"{text}\n"


def _answered(
    so_far: Answers, question: str, given: str | None, option: str, take: Callable[[Answers, str], Answers]
) -> Answers:
    while True:
        text = given if given is not None else _ask(question, option)
        try:
            return take(so_far, " ".join(text.split()))
        except DatelineError as fault:
            if given is not None:
                raise DatelineError(f"{option}: {fault}") from None
            print_lines([str(fault)], sys.stderr)


def _ask(question: str, option: str) -> str:
    try:
        return input(f"{question} ")
    except EOFError:
        raise DatelineError(f"There is nobody to ask. Say it as an option:  {option} …") from None
    except KeyboardInterrupt:
        print_lines([""], sys.stderr)
        raise DatelineError("You ended the questions: nothing was written, and the sample is where it was.") from None


def _with_name(answers: Answers, text: str) -> Answers:
    if not text:
        raise DatelineError("A paper needs a name.")
    return _sound(replace(answers, name=text), "site.name")


def _with_url(answers: Answers, text: str) -> Answers:
    if text and "://" not in text:
        text = f"https://{text}"
    return _sound(replace(answers, url=text or _EXAMPLE.url), "site.url")


def _with_languages(answers: Answers, text: str) -> Answers:
    tags = tuple(dict.fromkeys(text.replace(",", " ").split())) or ("en",)
    for tag in tags:
        if not words_of(tag):
            raise DatelineError(
                f"There are no words for “{tag}” yet, only for {', '.join(LANGUAGES)}. Begin with these; content/README.md says"
                " how another one is added."
            )
    return _sound(replace(answers, languages=tags), "languages", "site.language")


def _with_name_in(tag: str, answers: Answers, text: str) -> Answers:
    return _sound(replace(answers, names=(*answers.names, (tag, text))), f"languages.{tag}")


def _with_timezone(answers: Answers, text: str) -> Answers:
    return _sound(replace(answers, timezone=text or _zone_here()), "site.timezone")


def _with_form(answers: Answers, text: str) -> Answers:
    if "@" in text and ":" not in text:
        text = f"mailto:{text}"
    return _sound(replace(answers, form=text), "comments.form_url")


def _named(given: Sequence[str]) -> dict[str, str]:
    for text in given:
        if "=" not in text:
            raise DatelineError(f"--name-in {text}: write the language, = and the name, as  ckb=…")
    return {tag.strip(): name for tag, _, name in (text.partition("=") for text in given)}


def _sound(answers: Answers, *keys: str) -> Answers:
    """Return the answers, if a build would accept the settings `keys` made from them. Raises
    DatelineError with the build's message."""
    from generator.read.settings import read_settings

    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "site.toml").write_bytes(settings_text(answers).encode("utf-8", "surrogatepass"))
        problems = read_settings(Path(folder)).problems
    for problem in problems:
        if not isinstance(problem.where, FieldLocation) or problem.where.key.startswith(keys):
            raise DatelineError(f"{problem.message} {problem.hint}".strip())
    return answers


def _zone_here() -> str:
    """Return the time zone of this machine, if it is known; else that of Erbil."""
    name = os.path.realpath("/etc/localtime").partition("zoneinfo/")[2]
    return name if "/" in name and not name.startswith("Etc/") else _EXAMPLE.timezone


def _summary(content: Path, root: Path, *, had_sample: bool) -> list[str]:
    lines = [
        f"Your newsroom lies in {shown(content)}:",
        "  site.toml              its name, address, languages; every setting is told in content/README.md",
        "  articles/              a first article in each language, which says how to make it yours",
        "  sections/              what the bar on every page shows; change their titles, add others",
        "  policies/comments.md   is printed under every article: read it, and make it yours",
        "  pages/about.md         a draft that waits for your words",
    ]
    if had_sample:
        lines.append(
            f"The sample moved to {shown(home_of(content))}: the tests use it. If you do without them, delete it."
        )
    if _EXAMPLE.url in (content / "site.toml").read_text("utf-8"):
        lines.append("Its address is an example still: write yours into site.toml before you publish.")
    named = "" if content == root / "content" else f" --content {shown(content)}"
    return [
        *lines,
        f'Begin an article:  python build.py new article "Headline"{named}',
        f"See it as you write:  python build.py serve{named}",
    ]
