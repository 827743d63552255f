"""Another language of the paper: its block in site.toml, the catalogue of the words of the layouts, and
the first files in its folders. For a language with texts of our own nothing of these is left to
translate but what the paper itself has written."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path
from typing import Any

from generator.model.dataclass import dataclass, replace
from generator.model.problems import DatelineError
from generator.model.settings import Settings
from generator.new_content.content_folder import ContentFolder, told
from generator.new_content.files import folded
from generator.new_content.front_matter import Line, matter_text
from generator.new_newsroom.files import LANGUAGES, first_policy, in_toml, texts_in, words_of
from generator.plan.languages import label
from generator.read.settings import read_settings
from generator.read.values.schema import is_language

TEMPLATE = "locale/en/LC_MESSAGES/dateline.po"
"""A catalogue without a translated word: it has every message of the layouts."""

_CATALOGUE = """\
# The words of the layouts in {language}. A message without a translation is shown in English.
msgid ""
msgstr ""
"Project-Id-Version: Dateline\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {plurals}\\n"
"""


@dataclass(frozen=True, slots=True)
class NewLanguage:
    """A language to be added. `settings` is the whole new text of site.toml, `was` the old one.
    `files` are new files below the content folder. `catalogue` is the path below layouts/ and the
    text of a new catalogue, None where there is one. `to_translate` are files that are not there
    yet, each with the one that it translates."""

    tag: str
    settings: bytes
    was: bytes
    files: tuple[tuple[str, str], ...]
    catalogue: tuple[str, str] | None
    messages: int
    to_translate: tuple[tuple[str, str], ...]


def new_language(tag: str, given: dict[str, str], folder: ContentFolder, layouts: Path) -> NewLanguage:
    """Return what a language needs. `given` are keys of its block with their values, "" for what is
    left out. Raises DatelineError for a tag that is none, or that the
    paper has."""
    _refuse(tag, folder.settings)
    words = words_of(tag)
    texts = texts_in(words) if words else {}
    file = folder.root / "site.toml"
    was = file.read_bytes()
    ours = {key: str(texts.get(key, "")) for key in ("label", "time")}
    settings = _with_block(was, _block(tag, ours | {key: value for key, value in given.items() if value}))
    _check(settings, tag, folder)
    files = _sections(tag, texts, folder)
    if translated := _policy(words, given.get("name", ""), folder):
        files.append((f"policies/{tag}/comments.md", translated))
    files = [(path, text) for path, text in files if folded(path) not in {folded(each.path) for each in folder.files}]
    catalogue, messages = (None, 0) if _has_catalogue(tag, layouts) else _catalogue(tag, layouts)
    return NewLanguage(tag, settings, was, tuple(files), catalogue, messages, _left(tag, folder, dict(files)))


def _refuse(tag: str, settings: Settings) -> None:
    if not is_language(tag):
        raise DatelineError(f"“{tag}” is not a language tag. Write for instance {', '.join(LANGUAGES)} or fa.")
    for known in settings.editions:
        if known.lower() == tag.lower():
            raise DatelineError(
                f"The paper has “{known}” already: [languages.{known}] in site.toml, or language in [site]."
            )


def _block(tag: str, keys: dict[str, str]) -> str:
    lines = [f"{key} = {in_toml(keys[key])}" for key in ("name", "label", "locale", "time") if keys.get(key)]
    return "\n".join([f"[languages.{tag}]", *lines, ""])


def _with_block(was: bytes, block: str) -> bytes:
    """Return site.toml with a block more: behind those of the other languages, else at the end."""
    text = was.decode("utf-8-sig")
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    heads = [number for number, line in enumerate(lines) if line.lstrip().startswith("[")]
    languages = [number for number in heads if lines[number].replace(" ", "").startswith("[languages.")]
    # The comments above the next table stay with it.
    at = next((number for number in heads if languages and number > languages[-1]), len(lines))
    while at < len(lines) and at > languages[-1] + 1 and (not lines[at - 1].strip() or lines[at - 1].startswith("#")):
        at -= 1
    before, behind = lines[:at], lines[at:]
    while before and not before[-1].strip():
        before.pop()
    while behind and not behind[0].strip():
        behind.pop(0)
    joined = "\n".join([*before, "", *block.rstrip("\n").split("\n"), *([""] if behind else []), *behind])
    bom = b"\xef\xbb\xbf" if was.startswith(b"\xef\xbb\xbf") else b""
    return bom + (joined.rstrip("\n") + "\n").replace("\n", end).encode("utf-8")


def _check(settings: bytes, tag: str, folder: ContentFolder) -> None:
    """Raise DatelineError unless a build reads the old settings and the new language in a text."""
    with tempfile.TemporaryDirectory() as scratch:
        Path(scratch, "site.toml").write_bytes(settings)
        read = read_settings(Path(scratch))
        faults = [told(problem, Path(scratch)) for problem in read.problems]
    if read.value is None:
        raise DatelineError(
            f"{faults[0] if faults else ''} site.toml was not changed. Write a block  [languages.{tag}]  by hand.".strip()
        )
    others = tuple(
        language for language in read.value.languages if language.tag not in (tag, folder.settings.own_language)
    )
    was = tuple(language for language in folder.settings.languages if language.tag != folder.settings.own_language)
    if others != was or replace(read.value, languages=folder.settings.languages) != folder.settings:
        raise DatelineError(
            f"site.toml is written in a way that cannot be added to. Write a block  [languages.{tag}]  by hand."
        )


def _sections(tag: str, texts: dict[str, Any], folder: ContentFolder) -> list[tuple[str, str]]:
    """Return a file for each section: in our words where its title is the one of a new newsroom."""
    known = texts.get("sections")
    ours = known if isinstance(known, dict) else {}
    found = []
    for section in (each for each in folder.sections if not each.language):
        title = str(ours.get(section.id, ""))
        note = "" if title else "translate this title"
        lines = [Line("title", title or section.header.title, note)]
        lines.append(
            Line(
                "description",
                "",
                f"in the original: {section.header.description}"
                if section.header.description
                else "one sentence: what readers find here",
                waits=True,
            )
        )
        found.append((f"sections/{tag}/{section.id}.md", matter_text(lines)))
    return found


def _policy(words: str, name: str, folder: ContentFolder) -> str:
    """Return our comment policy in the language, if the paper's own is still ours: a policy that
    says something else than the paper's would be a promise that nobody gave."""
    file, own = folder.root / "policies" / "comments.md", words_of(folder.settings.own_language)
    if not words or not own or not file.is_file():
        return ""
    written = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
    is_ours = written == first_policy(own, folder.settings.site.name)
    return first_policy(words, name or folder.settings.site.name) if is_ours else ""


def _left(tag: str, folder: ContentFolder, files: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the files that the paper has to translate: what it is not obliged to has no place
    here."""
    known = {file.path for file in folder.files} | files.keys()
    left = []
    for kind in ("policies", "pages", "authors"):
        for file in folder.in_folder(kind):
            parts = file.path.split("/")
            if len(parts) == 2 and f"{kind}/{tag}/{parts[1]}" not in known:
                left.append((f"{kind}/{tag}/{parts[1]}", file.path))
    return tuple(left)


def _has_catalogue(tag: str, layouts: Path) -> bool:
    from generator.make.pages.dependencies import catalogue_of  # noqa: PLC0415 - it brings Jinja along

    return bool(catalogue_of(tag, lambda path: (layouts / path).is_file()))


def _catalogue(tag: str, layouts: Path) -> tuple[tuple[str, str] | None, int]:
    """Return path and text of a catalogue with every message and no translation, and their number;
    None where the layouts have no catalogues."""
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415 - only for a new language
    from babel.messages.catalog import Catalog  # noqa: PLC0415
    from babel.messages.pofile import read_po, write_po  # noqa: PLC0415

    template = layouts / TEMPLATE
    if not template.is_file():
        return None, 0
    language, _, more = tag.partition("-")
    # A script makes other words (ku-Arab); a region does not.
    name = f"{language}_{more[:4]}" if len(more.partition("-")[0]) == len("Arab") else language
    try:
        empty = Catalog(Locale.parse(name))
    except (UnknownLocaleError, ValueError):
        empty = Catalog()
    for message in read_po(io.BytesIO(template.read_bytes())):
        if message.id:
            empty.add(message.id, locations=message.locations, flags=message.flags, auto_comments=message.auto_comments)
    said = io.BytesIO()
    write_po(said, empty, width=0, omit_header=True)
    head = _CATALOGUE.format(language=name, plurals=empty.plural_forms)
    return (f"locale/{name}/LC_MESSAGES/dateline.po", f"{head}\n{said.getvalue().decode('utf-8')}"), len(empty)


def replace_settings(file: Path, language: NewLanguage) -> None:
    """Replace site.toml whole. Raises DatelineError if somebody has saved it meanwhile."""
    with tempfile.NamedTemporaryFile(dir=file.parent, prefix=".", suffix=".part", delete=False) as opened:
        temporary = Path(opened.name)
        try:
            opened.write(language.settings)
            opened.flush()
            os.fsync(opened.fileno())
            opened.close()
            temporary.chmod(file.stat().st_mode & 0o7777)
            if file.read_bytes() != language.was:
                raise DatelineError("Somebody has just saved site.toml; run this once more.")
            temporary.replace(file.resolve())
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise


def known_label(tag: str, settings: Settings) -> str:
    """Return what the language calls itself, or "" if nobody knows."""
    known = label(settings.language(tag))
    return "" if known == tag else known
