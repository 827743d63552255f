"""The editorial rules an outlet may loosen or switch off in `[checks]` of site.toml, each with the severity it has
otherwise. Every other problem is an error that nothing can switch off."""

from __future__ import annotations

from generator.model.problems import Severity

RULES: dict[str, Severity] = {
    "date-without-time": Severity.ERROR,
    "dead-link": Severity.ERROR,
    "foreign-shortcode": Severity.ERROR,
    "glued-list": Severity.WARNING,
    "link-to-unpublished": Severity.WARNING,
    "markdown-in-html": Severity.ERROR,
    "missing-footnote": Severity.ERROR,
    "no-photo": Severity.WARNING,
    "no-text": Severity.WARNING,
    "open-note": Severity.ERROR,
    "photo-alt": Severity.ERROR,
    "photo-caption": Severity.WARNING,
    "photo-credit": Severity.ERROR,
    "raw-html": Severity.WARNING,
    "stray-file": Severity.WARNING,
}
