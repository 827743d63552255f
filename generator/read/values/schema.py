"""Written values -> a typed header or settings table, with a problem for every fault.

The keys are the fields of a dataclass in model/, listed only there. `types` has the readers of each
type of field. After a fault, pydantic checks all keys at once (`inspection`), so that an editor
sees every fault of a file in one run."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, TypeVar, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from generator.model.dataclass import fields
from generator.model.problems import Checked, FieldLocation, Problem, error
from generator.model.regex import regex
from generator.model.rules import RULES
from generator.model.suggestions import closest, did_you_mean
from generator.read.packages import required
from generator.read.values.moments import DateRules
from generator.read.values.types import is_empty, made, type_hints

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

required("pydantic")

H = TypeVar("H")

_EMAIL = regex(r"[^\s@\"'<>?&%]+@[^\s@\"'<>?&%]+")
_FEW_KEYS = 8
"""So many known keys are listed in a hint."""
_LANGUAGE = regex(r"[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8})*")


def validated(
    kind: type[H],
    values: dict[str, Any],
    path: str,
    *,
    timezone: ZoneInfo,
    foreign_keys: dict[str, str],
    prefix: str = "",
) -> Checked[H | None]:
    """Return `values` as a `kind`; None when an error makes that impossible. `foreign_keys` gives
    the hint for keys of other programs; those in an entry of a list are under the list's name
    ("photos.src"). `prefix` is put before a key's name in locations ("site." in site.toml)."""
    written = {key: value for key, value in values.items() if not is_empty(value)}
    try:
        return Checked(made(kind, written, DateRules(timezone)))
    except (TypeError, ValueError):
        problems = _problems(kind, written, values, path, timezone, foreign_keys, prefix)
    if all(problem.code in RULES for problem in problems):  # only warnings that an outlet may accept: use midnight
        return Checked(made(kind, written, DateRules(timezone, accepts_days=True)), problems)
    return Checked(None, problems)


def _problems(
    kind: type[Any],
    written: dict[str, Any],
    values: dict[str, Any],
    path: str,
    timezone: ZoneInfo,
    foreign_keys: dict[str, str],
    prefix: str,
) -> tuple[Problem, ...]:
    from generator.read.values.inspection import faults  # noqa: PLC0415 - only after a fault

    details = faults(kind, written, DateRules(timezone))
    meant = {
        (detail["loc"][:-1], closest(str(detail["loc"][-1]), _keys_at(kind, detail)))
        for detail in details
        if detail["type"] == "extra_forbidden" and _foreign_name(detail) not in foreign_keys
    }
    return tuple(
        _problem(detail, kind, path, foreign_keys, prefix, values.keys())
        for detail in details
        if not (detail["type"] == "missing" and (detail["loc"][:-1], detail["loc"][-1]) in meant)
    )


def _problem(
    detail: ErrorDetails, kind: Any, path: str, foreign_keys: dict[str, str], prefix: str, present: Collection[str]
) -> Problem:
    """Return a problem. `present` are the keys in the file, with a value or without."""
    *parents, key = [str(part) for part in detail["loc"]]
    where = FieldLocation(path, prefix + ".".join([*parents, key]))
    subject = f"“{key}”" + (f" in number {int(parents[1]) + 1} of “{parents[0]}”" if len(parents) == 2 else "")
    context = detail.get("ctx", {})
    if detail["type"] == "extra_forbidden":
        hint = foreign_keys.get(_foreign_name(detail), "")
        known = _keys_at(kind, detail)
        hint = hint or did_you_mean(key, known) or _known_keys(known)
        return error("unknown-key", f"Dateline has no key {subject}.", where, hint)
    line = f'{key} = "…"' if path.endswith(".toml") else f"{key}: …"
    if detail["type"] == "missing" and not parents and key in present:
        return error("missing-key", f"{subject} has no value.", where, f"Write one:  {line}")
    if detail["type"] == "missing":
        below = f"  under {_table_of(prefix)}" if prefix and not parents else ""
        return error("missing-key", f"{subject} is missing.", where, f"Add a line  {line}{below}")
    code = detail["type"] if "hint" in context else "wrong-value"
    if (entry := int(context.get("entry", -1))) >= 0:
        where = FieldLocation(path, f"{where.key}.{entry}")
    message = f"{subject}: {context.get('message', detail['msg'])}."
    return error(code, message, where, str(context.get("hint", "")))


def _table_of(prefix: str) -> str:
    """Return the line that begins a table: one of many, counted from 0, has two brackets."""
    name, _, number = prefix.rstrip(".").rpartition(".")
    return f"[[{name}]]" if number.isdecimal() else f"[{prefix.rstrip('.')}]"


def _known_keys(known: list[str]) -> str:
    """Return the known keys as a sentence. A long list is in the guide: an archive has the same
    unknown key in thousands of files."""
    if len(known) > _FEW_KEYS:
        return "All keys stand in content/README.md, with an example of each."
    return f"The keys are: {', '.join(sorted(known))}."


def _keys_at(kind: Any, detail: ErrorDetails) -> list[str]:
    """Return the known keys at a fault: those of the whole, or of an entry of one of its lists."""
    parents = detail["loc"][:-1]
    return _keys(get_args(type_hints(kind)[str(parents[0])])[0] if parents else kind)


def _foreign_name(detail: ErrorDetails) -> str:
    """Return the name of a key in the table of foreign keys: without the number of the entry."""
    *parents, key = [str(part) for part in detail["loc"]]
    return ".".join([*parents[:1], key.lower().replace("-", "_")])


def _keys(kind: Any) -> list[str]:
    return [field.name for field in fields(kind)]


def is_email(text: str) -> bool:
    """Whether a text is valid after mailto:; whether the address exists cannot be known."""
    return bool(_EMAIL.fullmatch(text))


def is_http(text: str) -> bool:
    """Whether a text is an address of the web: http or https, and a host."""
    try:
        parts = urlsplit(text)
    except ValueError:  # as for https://[courier
        return False
    return parts.scheme in ("http", "https") and bool(parts.netloc) and not any(map(str.isspace, text))


def is_language(tag: str) -> bool:
    """Whether a text has the form of a BCP 47 language tag."""
    return bool(_LANGUAGE.fullmatch(tag))


def canonical_tag(tag: str) -> str:
    """Return a language tag with the customary capitals: ar-IQ, ku-Arab (RFC 5646, 2.1.1)."""
    first, *others = tag.split("-")
    written = (part.title() if len(part) == 4 else part.upper() if len(part) == 2 else part.lower() for part in others)
    return "-".join([first.lower(), *written])
