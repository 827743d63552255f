"""Pictures in raw HTML (`<img>`, `<picture>`, `<figure>` with its caption) -> figures, as if they
were written in Markdown.

Archives of other programs contain many. A file beside the article becomes a figure; other addresses
are reported by the planner, which looks for the file. Works on the library's HTML, before the
allow-list. Knows no file."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator

from generator.model.dataclass import dataclass, field
from generator.model.headers import PhotoReference
from generator.model.problems import PhraseLocation, Problem, error
from generator.model.regex import regex
from generator.read.typography import typographic

TAG_END = r"(?:\"[^\"]*\"|'[^']*'|[^'\">])*>"
_FIGURE = regex(rf"<figure\b{TAG_END}((?:(?!<figure\b).)*?)</figure\s*>", re.DOTALL | re.IGNORECASE)
_IMAGE = regex(rf"<img\b{TAG_END}", re.IGNORECASE)
_CAPTION = regex(rf"<figcaption\b{TAG_END}(.*?)</figcaption\s*>", re.DOTALL | re.IGNORECASE)
_CREDIT = regex(
    rf"<(?P<name>span|cite|small|p|div|em)\b(?=[^>]*class=[\"'][^\"'>]*credit|(?<=cite)){TAG_END}(?P<credit>.*?)</(?P=name)\s*>",
    re.DOTALL | re.IGNORECASE,
)
_ROUND_A_PICTURE = regex(
    rf"</?(?:picture|source|a|span|noscript|div|center|p|amp-img)\b{TAG_END}|<br\s*/?>", re.IGNORECASE
)
_ATTRIBUTE = regex(r"([^\s\"'<>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+)))?")
_BLOCK_TAG = regex(
    rf"<(/?)(p|div|td|th|li|ul|ol|dl|dt|dd|blockquote|aside|section|article|main|center|body|table|tr|h[1-6]|summary|caption|pre|hr|details|header|footer|figure|figcaption){TAG_END}",
    re.IGNORECASE,
)
_ONLY_WORDS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6", "summary", "caption", "dt", "pre"])
"""Blocks in which no picture is allowed."""
_TAG = regex(rf"<!--.*?-->|</?[a-zA-Z]{TAG_END}", re.DOTALL)
_CANDIDATE = regex(r"([^\s,]\S*)(?:\s+([\d.]+)[wx])?\s*(?:,|$)")
_ELSEWHERE = (
    "data-src",
    "data-lazy-src",
    "data-original",
    "data-orig-file",
    "srcset",
    "data-srcset",
    "data-lazy-srcset",
)
"""Attributes in which other programs store the address of a picture that is loaded late, or in many
sizes."""


@dataclass(slots=True)
class _Found:
    """The pictures found. `word` begins the placeholders; `number` is that of the first picture."""

    word: str
    number: int
    path: str
    pictures: list[PhotoReference] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    late: set[str] = field(default_factory=set)
    tags: Counter[str] = field(default_factory=Counter)

    def place(self, image: str) -> PhraseLocation:
        phrase = image.split("\n", 1)[0]
        return PhraseLocation(self.path, phrase, self.tags[phrase])

    def mark(self, picture: PhotoReference) -> str:
        self.pictures.append(picture)
        return f"<div>{self.word}{self.number + len(self.pictures) - 1}.</div>"


def with_pictures(
    raw: str, word: str, number: int, path: str
) -> tuple[str, tuple[PhotoReference, ...], tuple[Problem, ...]]:
    """Return the HTML with placeholders for its pictures, numbered from `number`; the pictures; and
    the problems."""
    if "<img" not in raw.lower():
        return raw, (), ()
    found = _Found(word, number, path)
    while True:
        raw, count = _FIGURE.subn(lambda match: _figure(match, found), raw)
        if not count:
            break
    return "".join(_alone(raw, found)), tuple(found.pictures), tuple(found.problems)


def _figure(match: re.Match[str], found: _Found) -> str:
    """Return a figure's pictures, the last with its caption. A figure without pictures keeps its
    words and is no figure any more."""
    inner = match[1]
    captions = _CAPTION.findall(inner)
    rest = _CAPTION.sub("", inner)
    images = _IMAGE.findall(rest)
    if not images:
        return f"<div>{_CAPTION.sub(lambda caption: f'<p>{caption[1]}</p>', inner)}</div>"
    references = [reference for image in images if (reference := _reference(image, found))]
    written = " ".join(captions)
    credits = [_plain(credit["credit"]) for credit in _CREDIT.finditer(written)]
    caption = typographic(_plain(_CREDIT.sub(" ", written)))
    marks = []
    for reference in references:
        is_last = reference is references[-1]
        marks.append(
            found.mark(
                PhotoReference(
                    reference.photo,
                    reference.alt,
                    (caption if is_last else "") or reference.caption,
                    " / ".join(credits) if is_last else "",
                )
            )
        )
    words = _ROUND_A_PICTURE.sub(" ", _IMAGE.sub(" ", rest)).strip()
    lost = f"<p>{typographic(caption)}</p>" if caption and not references else ""
    return "".join(marks) + (f"<div>{words}</div>" if words else "") + lost


def _alone(raw: str, found: _Found) -> Iterator[str]:
    """Yield the pieces of the HTML, with a placeholder for each picture that is alone in its block;
    others are reported."""
    end, block = 0, ""
    for match in [*_BLOCK_TAG.finditer(raw), None]:
        piece = raw[end : match.start() if match else len(raw)]
        if "<img" in piece.lower():
            piece = _pictures(piece, block, found)
        yield piece
        if match:
            yield match[0]
            end, block = match.end(), "" if match[1] else match[2].lower()


def _pictures(piece: str, block: str, found: _Found) -> str:
    """Return a piece with placeholders. `piece` is between two tags of blocks, the first of which
    begins `block`."""
    is_alone = block not in _ONLY_WORDS and not _plain(_IMAGE.sub("", piece))
    marks = []

    def marked(match: re.Match[str]) -> str:
        written = _attributes(match[0])
        if "emoji" in written.get("class", "") or "smiley" in written.get("class", ""):
            return html.escape(written.get("alt", ""))
        if written.get("width") in ("0", "1") and written.get("height") in ("0", "1"):
            return ""  # it counts readers, and shows them nothing
        reference = _reference(match[0], found)
        if reference and is_alone:
            marks.append(found.mark(reference))
        elif reference:
            message = "A picture stands inside a line of text, or in a link."
            hint = "Give it a paragraph of its own: an empty line before and after it."
            found.problems.append(error("inline-picture", message, found.place(match[0]), hint))
        return ""

    changed = _IMAGE.sub(marked, piece)
    return "".join(marks) if marks else changed


def _reference(image: str, found: _Found) -> PhotoReference | None:
    """Return a picture; None if it has no address, which is reported, or if it is here again for
    readers without scripts."""
    found.tags[image.split("\n", 1)[0]] += 1
    written = _attributes(image)
    sources = [written.get("src", ""), *(_largest(written.get(name, "")) for name in _ELSEWHERE)]
    src = next((each for each in sources if each and each[:5].lower() != "data:"), "")
    if not src:
        is_pasted = sources[0][:5].lower() == "data:"
        message = "A picture is pasted into the text as code." if is_pasted else "A picture has no file."
        hint = "Save it as a file beside the article, and write ![alt](file.jpg)."
        found.problems.append(error("pasted-picture", message, found.place(image), hint))
        return None
    if src in found.late:
        return None
    if any(each[:5].lower() == "data:" for each in sources) or "lazy" in image:
        found.late.add(src)
    alt = " ".join(written.get("alt", "").split())
    return PhotoReference(src, alt, typographic(" ".join(written.get("title", "").split())))


def _largest(sources: str) -> str:
    """Return the largest of a list such as `a.jpg 300w, b.jpg 600w`."""
    candidates = [(float(size or 0), address) for address, size in _CANDIDATE.findall(sources)]
    return max(candidates, default=(0.0, ""), key=lambda each: each[0])[1]


def _attributes(tag: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, *values in _ATTRIBUTE.findall(tag[len("<img") : -1]):
        found.setdefault(name.lower(), html.unescape("".join(values)))
    return found


def _plain(text: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
