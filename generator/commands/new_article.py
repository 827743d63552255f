"""`python build.py new article "Headline"`: an article in the right folder, a draft with every key; with
`--translate`, the translation of one. Its photograph is copied, and brings caption, credit and date."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from generator.commands.asking import WrongAnswerError, ask, ask_until, choose, chosen, is_terminal
from generator.commands.new_options import elsewhere, finish, language_of, new_parser, shown, words
from generator.model.headers import ArticleType
from generator.model.letters import searched
from generator.model.problems import DatelineError
from generator.model.suggestions import closest
from generator.new_content.article import NewArticle, Request, new_article
from generator.new_content.content_folder import ContentFolder, content_folder
from generator.new_content.files import write_new
from generator.new_content.front_matter import Value
from generator.new_content.photo import NewPhoto, copy_photo
from generator.new_content.romanize import file_name
from generator.new_content.translation import Original, languages_left, new_translation, original_of
from generator.read.values.moments import DateRules, moment

_TAKEN_OVER = (
    *("section", "author", "guest", "date", "embargo", "type", "sponsor", "dateline", "summary", "tags"),
    *("photo", "alt", "caption", "credit"),
)
_ALMOST = 0.84
"""How like a known name one must be to be taken for a typing error."""


def run(what: str, arguments: Sequence[str]) -> int:
    options = _parser(what).parse_args(arguments)
    folder = content_folder(options.content.absolute(), with_articles=True)
    made = _translation(options, folder) if options.translate else _article(options, folder)
    file = folder.root / made.path
    write_new(file, made.text.encode("utf-8"))
    if made.photo:
        try:
            copy_photo(folder, made.photo)
        except BaseException:
            file.unlink()  # an article without its picture would be an error of the newsroom
            raise
    return finish(options, file, _lines(made, file, options), _warnings(made.photo, folder))


def _parser(what: str) -> argparse.ArgumentParser:
    parser = new_parser(what, "Begins an article: a draft in the right folder, with every key.")
    parser.add_argument("title", nargs="?", metavar="HEADLINE", help='in quotes: "Council opens the new bridge"')
    keys = parser.add_argument_group("the article")
    keys.add_argument("--section", help="the name of a file in sections/")
    keys.add_argument(
        "--author", action="append", metavar="NAME", help="an author's name or that of her file; repeated: several"
    )
    keys.add_argument(
        "--guest", action="append", default=[], metavar="NAME", help="an author without a page of her own"
    )
    keys.add_argument("--lang", metavar="TAG", help="the language, if it is not the site's: ckb")
    keys.add_argument("--date", metavar="TIME", help='when it is published: "2026-11-22 09:00"; now, if left out')
    keys.add_argument("--embargo", metavar="TIME", help="nothing of it appears before")
    keys.add_argument("--type", help=f"what kind of article it is: {', '.join(ArticleType)}")
    keys.add_argument("--sponsor", metavar="NAME", help="who paid for a sponsored article")
    keys.add_argument("--dateline", metavar="PLACE", help='where it was reported: "ERBIL, Kurdistan Region"')
    keys.add_argument("--summary", metavar="TEXT", help="one or two sentences, under the headline")
    keys.add_argument("--tags", metavar="WORDS", help='with commas between: "roads, Amedi"')
    keys.add_argument(
        "--status", choices=("draft", "published"), default="draft", help="a draft, unless you say otherwise"
    )
    keys.add_argument(
        "--slug", metavar="NAME", help="the name of its file, and in its address; made of the headline, if left out"
    )
    keys.add_argument("--translate", metavar="ID", help="begin the translation of this article (its id, or its file)")
    photo = parser.add_argument_group("its photograph")
    photo.add_argument(
        "--photo", type=Path, metavar="FILE", help="copied into the newsroom; brings its own caption, credit and date"
    )
    photo.add_argument("--alt", metavar="TEXT", help="what can be seen, for readers who cannot see it")
    photo.add_argument("--caption", metavar="TEXT", help="who, what, where, when")
    photo.add_argument("--credit", metavar="NAME/AGENCY", help="who made it")
    return parser


def _article(options: argparse.Namespace, folder: ContentFolder) -> NewArticle:
    is_asked = is_terminal() and (options.title is None or options.section is None)
    title = (
        _headline(words(options.title, "HEADLINE"))
        if options.title is not None
        else ask_until("What is its headline?", "HEADLINE", _headline)
    )
    language = language_of(options.lang, folder, is_asked=is_asked)
    sections, authors = folder.sections_for(language), folder.authors_for(language)
    if not sections:
        raise DatelineError('There is no section yet, and an article needs one:  python build.py new section "News"')
    if options.section is not None:
        section = chosen(words(options.section, "--section"), sections, "--section")
    elif len(sections) == 1:
        section = next(iter(sections))
    else:
        section = choose("In which section?", "--section", sections)
    given: dict[str, Value] = {}
    names = [_author(words(name, "--author"), authors) for name in options.author or ()]
    if options.author is None and not options.guest and is_asked and authors:
        names = [name for name in [choose("Who wrote it?", "--author", authors, may_be_none=True)] if name]
    names += [words(name, "--guest") for name in options.guest]
    given["author"] = names[0] if len(names) == 1 else names
    date = _time(options.date, "--date", folder) or datetime.now(UTC).astimezone(folder.settings.site.timezone)
    if options.embargo:
        _time(options.embargo, "--embargo", folder)
    if options.type is not None:
        given["type"] = chosen(options.type, {each.value: each.value for each in ArticleType}, "--type")
    given["tags"] = [
        tag for tag in (words(each, "--tags") for each in (options.tags or "").replace("،", ",").split(",")) if tag
    ]
    for key in ("dateline", "summary", "embargo", "sponsor"):
        given[key] = words(getattr(options, key), f"--{key}")
    for key in ("alt", "caption", "credit"):
        if (value := words(getattr(options, key), f"--{key}")) and not options.photo:
            raise DatelineError(f"--{key} “{value}” is about a photograph. Name that, too:  --photo FILE")
        given[f"photo_{key}"] = value
    slug = _slug(options.slug, title, language, is_asked=is_asked)
    request = Request(
        title, section, language, date, tuple(given.items()), options.photo, slug, options.status == "draft"
    )
    return new_article(request, folder)


def _headline(text: str) -> str:
    if not text:
        raise WrongAnswerError("An article needs a headline; it can be changed later.")
    return words(text, "HEADLINE")


def _slug(given: str | None, title: str, language: str, *, is_asked: bool) -> str:
    """Return the name of the file, "" for one made of the headline. It is asked for where the
    headline is not in Latin letters, because the program can only guess how it is said."""
    if given is not None or title.isascii() or not is_asked:
        return given or ""
    made = file_name(title, language)
    letters = file_name("".join(sign for sign in title if sign < "\u0370"), language)
    if made == letters and made:
        return ""
    answer = ask("Its name in the address, in Latin letters?", "--slug", default=made)
    return "" if answer == made else file_name(answer, language)


def _author(text: str, authors: dict[str, str]) -> str:
    if not text:
        raise DatelineError("--author: write a name, or leave the option out.")
    try:
        return chosen(text, authors, "--author")
    except WrongAnswerError as fault:
        names = [searched(each) for each in (*authors, *authors.values())]
        if " " in text and not closest(searched(text), names, cutoff=_ALMOST):
            return text  # a guest, as in the front matter
        hint = f" Somebody without a page of her own:  --guest “{text}”"
        raise DatelineError(f"{fault}{hint}") from None


def _time(text: str | None, option: str, folder: ContentFolder) -> datetime | None:
    if text is None:
        return None

    def refused(_code: str, message: str, hint: str) -> ValueError:
        return ValueError(f"{option}: {message}. {hint}")

    try:
        return moment(text, DateRules(folder.settings.site.timezone), refused, may_guess=False)
    except ValueError as fault:
        raise DatelineError(str(fault)) from None


def _translation(options: argparse.Namespace, folder: ContentFolder) -> NewArticle:
    if given := [key for key in _TAKEN_OVER if getattr(options, key)]:
        raise DatelineError(
            f"--{given[0]}: a translation begins with that of its original. Leave it out, and change the file."
        )
    if options.status != "draft":
        raise DatelineError("--status published: a translation begins as a draft, because its words are still to come.")
    original = original_of(folder, words(options.translate, "--translate"))
    left = languages_left(folder, original)
    language = _language_left(options, folder, original, left)
    title = words(options.title, "HEADLINE")
    is_asked = is_terminal() and options.title is None
    if is_asked:
        question = f"Its headline in {language}? Nothing, to translate it later. In the original: {original.article.header.title}"
        title = words(ask(question, "HEADLINE"), "HEADLINE")
    slug = _slug(options.slug, title, language, is_asked=is_asked and bool(title))
    return new_translation(folder, original, language, title, slug)


def _language_left(
    options: argparse.Namespace, folder: ContentFolder, original: Original, left: tuple[str, ...]
) -> str:
    if options.lang is not None:
        return language_of(options.lang, folder, is_asked=False)
    if not left:
        raise DatelineError(
            f"“{original.root}” is there in every language of the paper: {', '.join(folder.settings.editions)}."
            " Another one:  python build.py new language TAG"
        )
    return left[0] if len(left) == 1 else choose("Into which language?", "--lang", {tag: tag for tag in left})


def _lines(made: NewArticle, file: Path, options: argparse.Namespace) -> list[str]:
    folder = elsewhere(options)
    lines = []
    if made.photo:
        lines.append(
            f"Its photograph {'lies in' if made.photo.content is not None else 'was there already:'} content/{made.photo.path}."
        )
    if options.status == "draft" or options.translate:
        lines.append("It is a draft: nothing of it is on the site until you take out the line “status: draft”.")
    else:
        lines.append("It is no draft: it is out with the next build.")
    return [
        *lines,
        f"See it as you write:  python build.py serve{folder}",
        f"What is wrong or missing:  python build.py check{folder} {shown(file)}",
    ]


def _warnings(photo: NewPhoto | None, folder: ContentFolder) -> list[str]:
    if not photo:
        return []
    warnings = []
    if photo.has_position:
        warnings.append(
            "the photograph says where it was taken. Readers never get that; but the original stays in the repository, for all who"
            f" can read it. Take it out before you commit:  exiftool -gps:all= -xmp-exif:gps*= {folder.root / photo.path}"
        )
    if photo.is_withheld:
        warnings.append(
            "something that the photograph's file says of its creator is withheld here, and was not written into the article."
        )
    return warnings
