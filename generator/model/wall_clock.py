"""A time as a clock on the wall shows it, and the instants that it may mean in a zone. Reads no
clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo

_MINUTE = timedelta(minutes=1)


def unclear(written: datetime, zone: tzinfo) -> tuple[str, str] | None:
    """Return why a time without an offset means no single instant in a zone, and the two times that
    may be meant; None if it means one. Offsets with seconds, of before 1940, are not looked at."""
    first, second = (written.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    before, after = first.utcoffset(), second.utcoffset()
    if before is None or after is None or before == after or before % _MINUTE or after % _MINUTE:
        return None
    name = getattr(zone, "key", "") or "this time zone"
    if before > after:
        return (
            f"{_shown(written)} is there twice in {name}, because clocks are set back",
            f"Write {_with_offset(first)} for the first, or {_with_offset(second)} for the second.",
        )
    early, late = (each.astimezone(UTC).astimezone(zone) for each in (second, first))
    return (
        f"{_shown(written)} does not exist in {name}, because clocks are set forward",
        f"Write {_shown(early)} or {_shown(late)}.",
    )


def written(instant: datetime) -> str:
    """Return an instant as an editor writes it: with an offset only where clocks in its zone show
    that time twice."""
    zone = instant.tzinfo
    is_clear = zone is None or unclear(instant.replace(tzinfo=None, fold=0), zone) is None
    return f"{instant:%Y-%m-%d %H:%M}" if is_clear else _with_offset(instant.replace(second=0))


def _shown(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M:%S}" if time.second else f"{time:%Y-%m-%d %H:%M}"


def _with_offset(time: datetime) -> str:
    offset = f"{time:%z}"
    return f"{_shown(time)}{offset[:3]}:{offset[3:]}"
