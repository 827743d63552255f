"""The settings of an outlet about those who take over its articles: partners, and anybody who may
republish them. A part of `Settings`."""

from __future__ import annotations

from generator.model.dataclass import dataclass
from generator.model.headers import Sentences


@dataclass(frozen=True, slots=True)
class PartnerSettings:
    """The files for programs of partners. With `ninjs`, each article has a file beside it, and each
    edition one with its latest articles."""

    ninjs: bool = False


@dataclass(frozen=True, slots=True)
class RepublishSettings:
    """The terms under which others may republish articles; each then has a page to copy it from.

    `licence` is the web address of the licence, `licence_name` its name for readers. `conditions`
    are sentences for those who republish. Pictures may be taken along if their credit is one of
    `credits`, or if the file itself names this licence or one of Creative Commons."""

    licence: str
    licence_name: str = ""
    conditions: Sentences = ()
    credits: tuple[str, ...] = ()
