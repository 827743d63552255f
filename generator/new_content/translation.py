"""An article -> the file of its translation: what is the same in both is taken over, and what has to
be translated waits with the words of the original beside it. Nothing of what must not be known, and
no time before which nothing may appear, is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Any

from generator.model.dataclass import dataclass
from generator.model.documents import Article
from generator.model.headers import PhotoReference
from generator.model.key_descriptions import ARTICLE_KEYS
from generator.model.problems import DatelineError
from generator.model.suggestions import closest
from generator.new_content.article import NewArticle, offered, path_of
from generator.new_content.content_folder import ContentFolder, KnownArticle
from generator.new_content.front_matter import Line, matter_text, values_in
from generator.new_content.photo import written_path
from generator.new_content.readable import readable
from generator.plan.site.lookup import photo_candidates
from generator.read.documents import article_of

_SAME = (
    "photo_credit",
    "file_photo",
    "photo_focus",
    "photo_rights_expire",
    "photo_credit_withheld",
    "type",
    "sponsor",
    "embargo",
    "expires",
    "comments",
    "republish",
    "withheld",
)
"""The keys of which a translation has the value of its original."""
_TO_TRANSLATE = ("dateline", "summary", "series")


@dataclass(frozen=True, slots=True)
class Original:
    """An article that is to be translated. `values` are those of its keys, as written; `root` is the
    id that its translations name."""

    known: KnownArticle
    article: Article
    values: Mapping[str, Any]

    @property
    def root(self) -> str:
        return self.known.original or self.article.id


def original_of(folder: ContentFolder, name: str) -> Original:
    """Return the article of an id or a file. Raises DatelineError if there is none, or if it has
    errors."""
    articles = folder.articles
    path = PurePosixPath(name.replace("\\", "/")).as_posix().removeprefix("./").removeprefix("content/")
    found = next((each for each in articles if name == each.id or path == each.path), None)
    if found is None:
        close = closest(name, [each.id for each in articles])
        meant = (
            f" Did you mean “{close}”?" if close else " An article is named by its id, which is the name of its file."
        )
        raise DatelineError(f"--translate: there is no article “{name}”.{meant}")
    content = (folder.root / found.path).read_bytes()
    read = article_of(found.path, content, folder.reading)
    values = values_in(content.decode("utf-8-sig", "replace"))
    if read is None or values is None:
        raise DatelineError(
            f"content/{found.path} has errors. Mend them first; this says which:  python build.py check"
        )
    return Original(found, read[0], values)


def languages_left(folder: ContentFolder, original: Original) -> tuple[str, ...]:
    """Return the languages of the paper into which an article is still to be translated."""
    return tuple(tag for tag in folder.settings.editions if tag not in _translations(folder, original))


def _translations(folder: ContentFolder, original: Original) -> dict[str, str]:
    """Return the paths of an article and its translations by their languages."""
    return {each.language: each.path for each in folder.articles if original.root in (each.id, each.original)}


def new_translation(folder: ContentFolder, original: Original, language: str, title: str, slug: str) -> NewArticle:
    """Return the file of a translation; with no `title` the headline is that of the original. Raises
    DatelineError if there is one in this language already."""
    if there := _translations(folder, original).get(language):
        raise DatelineError(f"“{original.root}” is there in {language} already: content/{there}")
    header, values = original.article.header, original.values
    same = f"{original.root}-{language.lower()}"
    path = path_of(folder, slug, title or same, language, header.date, header.section)
    lines = [
        Line(
            "title",
            title or str(values["title"]),
            f"in the original: {header.title}" if title else "translate this headline",
        ),
        Line("date", str(values["date"])),
        Line("section", str(values["section"])),
        *([Line("author", values["author"])] if values.get("author") else []),
        Line("status", "draft", "take this line out to publish the translation"),
        Line("translation_of", original.root),
        *(_waiting(key, values) for key in _TO_TRANSLATE if values.get(key)),
    ]
    if values.get("tags"):
        lines.append(Line("tags", values["tags"], "translate these, as other articles in this language write them"))
    lines += _photo(folder, header.photo, original, path)
    lines += [Line(key, values[key]) for key in _SAME if values.get(key) and (header.photo or "photo" not in key)]
    lines += [_waiting(key, values) for key, _ in folder.settings.keys if values.get(key)]
    if header.key_points:
        lines.append(Line("key_points", "", f"in the original: {' / '.join(header.key_points)}", waits=True))
    if header.photos:
        lines.append(
            Line(
                "",
                "",
                f"The original has more pictures under photos: {', '.join(each.photo for each in header.photos)}.",
            )
        )
    if header.corrections or header.updated:
        lines.append(
            Line(
                "updated",
                "",
                "when your text has all corrections of the original: the time of the last one",
                waits=True,
            )
        )
    lines += offered(key for key in ("dateline", "summary", "tags") if not values.get(key))
    text = matter_text(lines, f"<!-- The text to translate: content/{original.article.path} -->")
    readable(path, text, folder)
    return NewArticle(path, text)


def _waiting(key: str, values: Mapping[str, Any]) -> Line:
    value = values[key]
    return Line(
        key, "", f"in the original: {value if isinstance(value, str) else ', '.join(map(str, value))}", waits=True
    )


def _photo(folder: ContentFolder, photo: str, original: Original, path: str) -> list[Line]:
    if not photo:
        return []
    known = {each.path for each in folder.files}
    meant = [each for each in photo_candidates(PhotoReference(photo), original.article.path) if each in known]
    values = original.values
    return [
        Line("photo", written_path(folder, meant[0], path) if meant else photo),
        *(
            Line(key, "", f"in the original: {values[key]}" if values.get(key) else ARTICLE_KEYS[key].plain)
            for key in ("photo_alt", "photo_caption")
        ),
    ]
