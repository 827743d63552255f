"""Instants and durations, as lines for editors have them."""

from __future__ import annotations

from datetime import datetime, timedelta


def shown_instant(instant: datetime) -> str:
    """Return day, time and zone; seconds only where there are some."""
    offset = f"{instant:%z}"  # a zone without a name has “+03” as its name
    zone = (
        f"UTC{offset[:3]}:{offset[3:5]}"
        if instant.tzname() in (None, offset[:3], offset) and offset
        else instant.tzname() or ""
    )
    time = f"{instant:%H:%M:%S}" if instant.second else f"{instant:%H:%M}"
    return f"{instant:%Y-%m-%d} {time} {zone}".strip()


def shown_duration(duration: timedelta) -> str:
    """Return the two largest units of a duration, rounded down: “2 h 5 min”."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = ((days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s"))
    first = next((place for place, (number, _) in enumerate(units) if number), len(units) - 1)
    return " ".join(f"{number} {unit}" for number, unit in units[first : first + 2] if number) or "0 s"
