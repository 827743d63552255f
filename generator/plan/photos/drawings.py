"""A picture's credit and digital source type -> whether it is a photograph, and what it is if not: readers are told “Illustration”, not
“Photo”, of a drawing. Knows no page."""

from __future__ import annotations

import re
import unicodedata

DRAWN = {
    "digitalArt": "illustration",
    "digitalCreation": "illustration",
    "algorithmicMedia": "graphic",
    "dataDrivenMedia": "graphic",
}
"""The digital source types of IPTC that name no camera, and what readers call the picture."""

_WORDS = {
    "illustration": (
        "illustration illustrations illustrated drawing drawings painting cartoon caricature artwork sketch "
        "îlustrasyon îlûstrasyon xêz xêzkirin nîgar karîkatur karîkatûr illüstrasyon çizim karikatür resim "
        "رسم رسوم كاريكاتير كاريكاتور لوحة نیگار نیگارکێشان وێنەکێشان کاریکاتێر کاریکاتۆر ئیلوستراسیۆن"
    ),
    "graphic": "graphic graphics infographic infographics grafîk înfografîk grafik infografik إنفوغرافيك إنفوجرافيك غرافيك جرافيك گرافیک ئینفۆگرافیک",
    "chart": "chart charts diagram diyagram diyagrama xişte şema çizelge مخطط هێڵکاری",
    "map": "map maps nexşe harita خريطة خرائط خارطة نەخشە",
}
_KINDS = {word: kind for kind, words in _WORDS.items() for word in words.split()}
_SEPARATOR = re.compile(r"\s*[/:：،]\s*|\s+by\s+")


def drawing(credit: str, source_type: str) -> tuple[str, str]:
    """What a picture is, "illustration", "graphic", "chart" or "map", or "" for a photograph; and its credit without the word that says
    so: “Illustration/Herald” is the Herald's illustration. A credit without any such word stays as it is."""
    parts = _SEPARATOR.split(credit)
    kinds = [_KINDS.get(_folded(part), "") for part in parts]
    kind = next(filter(None, kinds), "")
    if not kind:
        return DRAWN.get(source_type, ""), credit
    return kind, "/".join(part for part, of in zip(parts, kinds, strict=True) if part and not of)


def _folded(word: str) -> str:
    """As in the list: in small letters of any language but Turkish, whose capitals of these words are no others."""
    return unicodedata.normalize("NFC", word.strip(" .()[]").casefold().replace("i̇", "i"))
