"""An article -> texts in it that the page prints by itself, and that would appear twice: the
dateline before the first words, “File photo” below a picture. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.model.documents import Article
from generator.model.headers import PhotoReference
from generator.model.letters import folded
from generator.model.problems import FieldLocation, Location, PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import TYPED_DATELINE, TYPED_FILE_PHOTO, broken

_FILE_PHOTO = regex(
    r"\bfile (?:photo|picture|image)\b|\barchive (?:photo|picture|image)\b|^file\s*[-–—:]"
    r"|\barşiv foto\w*|\(arşiv\)|\bw[êe]ney\w* arş[îi]v\w*"
    r"|صور[ةه] [اأ]رشيفي[ةه]|وێنەی ئەرشیف\w*|وێنەیەکی ئەرشیف\w*",
    re.IGNORECASE,
)
"""In English, Turkish, Kurmanji, Arabic and Sorani: the label below a picture, and its spellings by
editors."""
_DASH = regex(r"\s*(?:[-–—―]|--|:)")
_LONGEST_REGION = 60
"""Characters between the city and the dash."""


def typed_twice(article: Article) -> Iterator[Problem]:
    """Yield a problem for each such text."""
    header, location = article.header, f"content/{article.path}"
    if header.dateline and (typed := _typed_dateline(header.dateline, article.body.opening)):
        where = PhraseLocation(location, re.split(r"[,،(:]|\s+[-–—―]", typed)[0].strip())
        yield broken(TYPED_DATELINE, where, typed=typed)
    lead = header.lead_photo
    captions: list[tuple[str, Location]] = []
    if lead and lead.caption:
        captions.append((lead.caption, FieldLocation(location, "photo_caption")))
    for number, photo in enumerate(header.photos):
        captions.append((photo.caption, FieldLocation(location, f"photos.{number}.caption")))
    captions += [(figure.caption, _place(figure, location)) for figure in article.body.figures]
    for caption, place in captions:
        if typed_label := _FILE_PHOTO.search(caption):
            yield broken(TYPED_FILE_PHOTO, place, typed=typed_label[0].strip())


def _place(figure: PhotoReference, location: str) -> Location:
    return PhraseLocation(location, figure.photo)


def _typed_dateline(dateline: str, opening: str) -> str:
    """Return the dateline at the beginning of a text, with its dash, as it was typed; "" without
    one."""
    city = re.split(r"[,،(/]", dateline)[0].strip()
    start = len(opening) - len(opening.lstrip(" (*“\"'"))
    text = opening[start:]
    for name in (dateline.rstrip(" -–—"), city):
        if name and folded(text[: len(name)]) == folded(name):
            rest = text[len(name) :]
            if dash := _DASH.match(rest):
                return text[: len(name) + dash.end()]
            region = re.match(rf"\s*[,،(][^.!?؟:–—]{{1,{_LONGEST_REGION}}}?(?:\s[-–—―]|\s--|[–—―])", rest)
            if region:
                return text[: len(name) + region.end()]
    return ""
