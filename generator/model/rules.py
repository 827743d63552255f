"""The editorial rules an outlet may loosen or switch off in `[checks]` of site.toml, each with the severity it has
otherwise. Every other problem is an error that nothing can switch off."""

from __future__ import annotations

from generator.model.problems import Severity

RULES: dict[str, Severity] = {
    "animated-photo": Severity.WARNING,
    "date-without-time": Severity.ERROR,
    "dead-link": Severity.ERROR,
    "doubtful-encoding": Severity.ERROR,
    "early-update": Severity.ERROR,
    "expired-photo": Severity.WARNING,
    "foreign-shortcode": Severity.ERROR,
    "glued-list": Severity.WARNING,
    "gone-from-front": Severity.WARNING,
    "link-to-unpublished": Severity.WARNING,
    "lost-words": Severity.ERROR,
    "markdown-in-html": Severity.ERROR,
    "misread-photo": Severity.WARNING,
    "missing-footnote": Severity.ERROR,
    "mistyped-year": Severity.WARNING,
    "no-catalogue": Severity.WARNING,
    "no-photo": Severity.WARNING,
    "no-text": Severity.WARNING,
    "not-yet-on-front": Severity.WARNING,
    "old-photo": Severity.WARNING,
    "open-html": Severity.ERROR,
    "open-note": Severity.ERROR,
    "other-caption": Severity.WARNING,
    "other-credit": Severity.WARNING,
    "other-edition-on-front": Severity.WARNING,
    "other-markdown": Severity.WARNING,
    "photo-alt": Severity.ERROR,
    "photo-caption": Severity.WARNING,
    "photo-credit": Severity.ERROR,
    "raw-html": Severity.WARNING,
    "similar-tags": Severity.WARNING,
    "small-photo": Severity.WARNING,
    "stray-file": Severity.WARNING,
    "two-of-one-name": Severity.ERROR,
    "typed-dateline": Severity.WARNING,
    "typed-file-photo": Severity.WARNING,
}
