"""A picture's credit and digital source type -> whether it is a photograph, or which kind of
drawing: readers see “Illustration” and not “Photo”. Knows no page."""

from __future__ import annotations

import unicodedata

from generator.model.regex import regex

DRAWN = {
    "digitalArt": "illustration",
    "digitalCreation": "illustration",
    "algorithmicMedia": "graphic",
    "dataDrivenMedia": "graphic",
}
"""The digital source types of IPTC without a camera, and the word for readers."""

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
_SEPARATOR = regex(r"\s*[/:：،]\s*|\s+by\s+")


def drawing(credit: str, source_type: str) -> tuple[str, str]:
    """Return "illustration", "graphic", "chart" or "map", or "" for a photograph; and the credit
    without that word. “Illustration/Herald” is the Herald's illustration. A credit without the word
    is unchanged."""
    parts = _SEPARATOR.split(credit)
    kinds = [_KINDS.get(_folded(part), "") for part in parts]
    kind = next(filter(None, kinds), "")
    if not kind:
        return DRAWN.get(source_type, ""), credit
    return kind, "/".join(part for part, of in zip(parts, kinds, strict=True) if part and not of)


def _folded(word: str) -> str:
    """Return a word in small letters, as in the list. Turkish needs no rule of its own: these words
    have no letter that differs there."""
    return unicodedata.normalize("NFC", word.strip(" .()[]").casefold().replace("i̇", "i"))
