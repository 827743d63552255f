"""The settings of the files that programs look for at fixed addresses, and of one licence for all of
them. Reads no file."""

from __future__ import annotations

from datetime import timedelta

from generator.model.dataclass import dataclass
from generator.model.headers import DayOrTime, Sentences

SECURITY, TRUST, ADS, HUMANS = "/.well-known/security.txt", "/.well-known/trust.txt", "/ads.txt", "/humans.txt"
MANIFEST, RIGHTS, NO_JEKYLL = "/manifest.json", "/rsl.xml", "/.nojekyll"
"""The addresses of the files, without the prefix of an edition."""

WARNED_BEFORE = timedelta(days=30)
"""So long before security.txt ends, the outlet is told of it."""

DATA_TRAINING = "datatrainingallowed"
"""The key of trust.txt that the licence fills in."""


@dataclass(frozen=True, slots=True)
class WellKnownSettings:
    """The content of the files. A file without content is not made.

    security.txt (RFC 9116) has `security_contact`, as addresses that begin with https: or mailto:,
    and ends with `security_expires`. The others have their lines as they stand: `trust` those of trust.txt
    (JournalList), `ads` those of ads.txt (IAB Tech Lab, 1.1), `humans` those of humans.txt. With
    `manifest`, each edition has a web app manifest (W3C)."""

    security_contact: Sentences = ()
    security_expires: DayOrTime | None = None
    security_policy: str = ""
    trust: Sentences = ()
    ads: Sentences = ()
    humans: Sentences = ()
    manifest: bool = False
    nojekyll: bool = False


AI_USES = ("allow", "search-only", "deny")
"""What machines that learn may do: everything; find, quote and link; nothing."""


@dataclass(frozen=True, slots=True)
class LicenceSettings:
    """Who may use the texts and how. `text` is the address of their licence, `ai` one of `AI_USES`;
    "" says nothing. `contact` is an address for other uses, which begins with https: or mailto:."""

    text: str = ""
    ai: str = ""
    contact: str = ""

    @property
    def is_set(self) -> bool:
        return bool(self.text or self.ai)


TRAINING_CRAWLERS = (
    "AI2Bot", "Amazonbot", "anthropic-ai", "Applebot-Extended", "Bytespider", "CCBot", "ClaudeBot",
    "cohere-training-data-crawler", "Diffbot", "FacebookBot", "Google-CloudVertexBot", "Google-Extended",
    "GPTBot", "ImagesiftBot", "meta-externalagent", "omgili", "PanguBot", "Timpibot", "Webzio-Extended",
)  # fmt: skip
ANSWERING_CRAWLERS = (
    "ChatGPT-User", "Claude-SearchBot", "Claude-User", "DuckAssistBot", "Google-NotebookLM",
    "meta-externalfetcher", "MistralAI-User", "OAI-SearchBot", "Perplexity-User", "PerplexityBot",
)  # fmt: skip
"""Crawlers of models by what their makers say that they fetch for: to train; to answer a question
with a link (as of 2026). No search engine is among them."""


def refused_crawlers(licence: LicenceSettings) -> tuple[str, ...]:
    """Return the crawlers that robots.txt sends away, in alphabetical order."""
    refused = {"deny": (*TRAINING_CRAWLERS, *ANSWERING_CRAWLERS), "search-only": TRAINING_CRAWLERS}
    return tuple(sorted(refused.get(licence.ai, ()), key=str.lower))


DATA_MINING = {
    "search-only": "DMI-PROHIBITED-AIMLTRAINING",
    "deny": "DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING",
}
"""What PLUS calls it, in photographs. Nothing is allowed there: most pictures of an outlet are an
agency's, and not its own to allow."""

RSL_USES = {
    "allow": (("search", "ai-train", "ai-input", "ai-index"), ()),
    "search-only": (("search", "ai-input", "ai-index"), ("ai-train",)),
    "deny": (("search",), ("ai-train", "ai-input", "ai-index")),
}
"""What RSL 1.0 calls permitted and prohibited, by `ai`."""
