"""Rules on what silences other rules: `allow` in an article, and the baseline of an archive."""

from __future__ import annotations

from generator.model.rules.rule import WARNING, Rule

# fmt: off
UNUSED_ALLOW = Rule(
    "unused-allow", WARNING, "an article allows what is not wrong in it any more",
    "“{name}” is allowed, and nothing in this article breaks that rule.", "Delete it from  allow:",
    examples=(("", "dateline: ERBIL, Kurdistan Region\nallow: {D1: the city writes itself so}", "dateline: ERBIL, Kurdistan Region"),))
STALE_BASELINE = Rule(
    "stale-baseline", WARNING, "the baseline lists what has been mended since",
    "The baseline lists {count} {problems} no longer there; the first is {code} in content/{path}.",
    "python build.py check --write-baseline  takes out what is mended.",
    examples=(("", "articles/2019/bridge.md photo-alt 2      # one is mended", "articles/2019/bridge.md photo-alt 1"),))
