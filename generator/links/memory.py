"""What is known of links from earlier days: a file of JSON in the cache folder. Without it, or with one
that cannot be read, all are asked again."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from generator.links.judging import Judged, Verdict
from generator.model.dataclass import dataclass, replace

FILE = "links.json"
_VERSION = 1
_DAY = 86_400.0
_LASTS = {Verdict.FINE: 7 * _DAY, Verdict.MOVED: 7 * _DAY, Verdict.DEAD: _DAY, Verdict.UNCERTAIN: 0.0}
"""Seconds for which a verdict is not asked for again."""
PATIENCE = 3 * _DAY
"""Seconds for which a server may be away before its links count as dead."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is known of an address: the verdict, when it was asked for, and since when there has been
    no answer (0 for one that answers), in seconds since the epoch. `copy` is the address of an
    archived copy; None where nobody asked for one."""

    judged: Judged
    asked: float
    silent_since: float = 0.0
    copy: str | None = None

    def is_fresh(self, now: float) -> bool:
        return 0 <= now - self.asked < _LASTS[self.judged.verdict]


def remembered(judged: Judged, before: Remembered | None, now: float) -> Remembered:
    """Return what is to be known of an address. A server that has not answered for some days, in two
    checks or more, is gone."""
    if not judged.is_failure:
        return Remembered(judged, now, copy=before.copy if before else None)
    since = before.silent_since if before and before.silent_since else now
    if now - since >= PATIENCE:
        days = int((now - since) / _DAY)
        reason = judged.why.partition(": ")[2] or judged.why
        judged = replace(judged, verdict=Verdict.DEAD, why=f"has led nowhere for {days} days: {reason}")
    return Remembered(judged, now, since, before.copy if before else None)


def load(cache: Path) -> dict[str, Remembered]:
    """Return what is known, by address."""
    try:
        stored = json.loads((cache / FILE).read_text("utf-8"))
        if stored["version"] != _VERSION:
            return {}
        return {address: _loaded(entry) for address, entry in stored["links"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _loaded(entry: Mapping[str, Any]) -> Remembered:
    judged = Judged(Verdict(entry["verdict"]), str(entry["why"]), str(entry["to"]), bool(entry["failure"]))
    copy = entry["copy"]
    return Remembered(judged, float(entry["asked"]), float(entry["silent"]), None if copy is None else str(copy))


def store(cache: Path, known: Mapping[str, Remembered]) -> None:
    """Write what is known, whole or not at all. A cache that cannot be written to is no fault: the
    next check asks again."""
    entries = {
        address: {
            "verdict": str(each.judged.verdict),
            "why": each.judged.why,
            "to": each.judged.to,
            "failure": each.judged.is_failure,
            "asked": each.asked,
            "silent": each.silent_since,
            "copy": each.copy,
        }
        for address, each in sorted(known.items())
    }
    content = json.dumps({"version": _VERSION, "links": entries}, ensure_ascii=False, indent=1).encode()
    with suppress(OSError), tempfile.NamedTemporaryFile(dir=cache, prefix=".", suffix=".part", delete=False) as opened:
        opened.write(content)
        opened.close()
        try:
            os.replace(opened.name, cache / FILE)  # noqa: PTH105 - beside the temporary file's name
        except OSError:
            Path(opened.name).unlink(missing_ok=True)
