"""The words of a picture -> problems: a credit that names nobody, or is in another form than
Name/Agency; an alternative text that says nothing. Missing words are told in `photos`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import PurePosixPath

from generator.model.headers import PhotoReference
from generator.model.letters import searched
from generator.model.problems import Location, Problem
from generator.model.regex import regex
from generator.model.rules import ALT_FILE_NAME, ALT_IMAGE_OF, CREDIT_FORM, POOR_ALT, VAGUE_CREDIT, broken

_NOBODY = (
    "internet, the internet, social media, social networks, google, google images, facebook, twitter, instagram, telegram, whatsapp, "
    "youtube, tiktok, web, the web, online, handout, unknown, sosyal medya, înternet, medyaya civakî, torên civakî, الإنترنت, انترنت, "
    "النت, مواقع التواصل, مواقع التواصل الاجتماعي, وسائل التواصل الاجتماعي, السوشيال ميديا, فيسبوك, غوغل, جوجل, ئینتەرنێت, "
    "تۆڕە کۆمەڵایەتییەکان, سۆشیال میدیا, سۆشیاڵ میدیا, فەیسبووک, گووگڵ"
)
"""Where pictures are found, and who made none, in English, Turkish, Kurmanji, Arabic and Sorani."""

_LABEL = regex(
    r"^(?:(?:photo(?:graph)?|image|picture|credit|source|foto(?:ğraf)?|kaynak|wêne|çavkanî|صورة|تصوير|المصدر|وێنە|سەرچاوە)"
    r"(?:\s+(?:by|credit))?\s*:\s*|©\s*)",
    re.IGNORECASE,
)
_SLASH = regex(r"\s+/\s*|\s*/\s+")
_BRACKETS = regex(r"^\((?P<first>[^()]+)\)$|^(?P<name>[^()]+?)\s*\((?P<agency>[^()]+)\)$")

_IMAGE_OF = regex(
    r"^(?:an? )?(?:image|picture|photo|photograph) (?:of|showing)\b|\b(?:fotoğrafı|resmi|görseli)\W*$|^wêney(?:ê|a|ekî|eke)\b"
    r"|^صورة (?:ل\w*|من|تظهر)|^وێنەی(?:ەکی?)?\b",
    re.IGNORECASE,
)
_FILE = regex(r"^\S+\.(?:jpe?g|png|webp|gif|avif|heic|tiff?)$", re.IGNORECASE)
_CAMERA = regex(r"^(?:img|dsc|dscf|dscn|pxl|p\d|screenshot|wa)[-_ ]?\d[\w-]*$", re.IGNORECASE)


def caption_problems(reference: PhotoReference, at: Callable[[str, object], Location]) -> Iterator[Problem]:
    """Yield the problems of what an editor wrote of a picture. `at` gives the place of a field, from
    its name and its value."""
    if credit := reference.credit:
        yield from _credit_problems(credit, at("credit", credit))
    if alt := reference.alt:
        where, name = at("alt", alt), reference.photo
        if _FILE.match(alt) or _CAMERA.match(alt) or alt == PurePosixPath(name).stem:
            yield broken(ALT_FILE_NAME, where, name=name)
        elif reference.caption and _bare(alt) == _bare(reference.caption):
            yield broken(POOR_ALT, where, name=name)
        elif typed := _IMAGE_OF.search(alt):
            yield broken(ALT_IMAGE_OF, where, name=name, written=typed[0].strip())


def _credit_problems(credit: str, where: Location) -> Iterator[Problem]:
    right = _SLASH.sub("/", _LABEL.sub("", credit))
    if brackets := _BRACKETS.match(right):
        right = brackets["first"] or f"{brackets['name']}/{brackets['agency']}"
    if vague := next((part for part in right.split("/") if searched(part.strip()) in _nobody()), ""):
        yield broken(VAGUE_CREDIT, where, written=vague)
    elif right != credit:
        yield broken(CREDIT_FORM, where, written=credit, right=right)


def _bare(text: str) -> str:
    return text.rstrip(".!…۔ ").casefold()


@cache
def _nobody() -> frozenset[str]:
    return frozenset(searched(word) for word in _NOBODY.split(", "))
