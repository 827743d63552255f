"""Who made a picture: a person or an organisation? By the name alone, and the credit beside it."""

from __future__ import annotations

import re

from generator.model.settings import SiteSettings


def is_organisation(name: str, credit: str, site: SiteSettings) -> bool:
    """Whether the creator of a picture is an organisation: the outlet itself, the agency after the
    slash of a credit, or a name with a word of `_OF_ORGANISATIONS`."""
    known = {site.name.casefold(), site.organisation.casefold(), *agencies(credit), *_INITIALS}
    words = {word.strip(".,()").casefold() for word in re.split(r"[\s/&-]+", name)}
    return name.strip().casefold() in known or bool(words & _OF_ORGANISATIONS)


def agencies(credit: str) -> set[str]:
    """Return the names after the slashes of “Name/Agency”."""
    return {part.strip().casefold() for part in credit.split("/")[1:]}


_INITIALS = ("afp", "ap", "dpa", "efe", "epa", "esa", "nasa", "tass", "un", "upi")
_OF_ORGANISATIONS = frozenset([
    "anadolu", "reuters", "getty", "xinhua", "ruptly", "kurdistan24", "rudaw", "associated",
    "agency", "agencies", "agence", "presse", "news", "newspaper", "media", "network",
    "television", "tv", "radio", "images", "photos", "pictures", "studio", "studios", "archive",
    "archives", "museum", "library", "institute", "institution", "university", "foundation",
    "association", "society", "union", "party", "ministry", "government", "office", "directorate",
    "department", "council", "parliament", "municipality", "army", "police", "company",
    "corporation", "cooperative", "ltd", "inc", "llc", "gmbh",
    "herald", "times", "tribune", "courier", "journal",
    "ajans", "ajansı", "ajansi", "haber", "gazetesi", "bakanlığı", "belediyesi", "üniversitesi",
    "ajansa", "wezareta", "rojnameya", "zanîngeha",
    "وكالة", "وزارة", "جامعة", "مؤسسة", "صحيفة", "قناة", "شركة", "حكومة",
    "ئاژانسی", "وەزارەتی", "زانکۆی", "دەزگای", "ڕۆژنامەی", "حکومەتی", "کۆمپانیای",
])  # fmt: skip
"""Words that occur in names of organisations and not in names of people, in small letters."""
