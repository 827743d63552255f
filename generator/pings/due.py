"""The last build of an output folder -> the messages that are due, and what is remembered once some of
them are sent. Sends nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from html import escape
from pathlib import Path

from generator.model.dataclass import dataclass
from generator.model.published_file import PublishedFile
from generator.model.search_settings import PingSettings
from generator.pings.messages import (
    INDEXNOW,
    WEBSUB,
    Message,
    changed_files,
    digest_of_news,
    indexnow_messages,
    is_page,
    websub_messages,
)
from generator.plan.urls import Address

_FEEDS = (".xml", ".json")


@dataclass(frozen=True, slots=True)
class DueMessages:
    """The messages that are due. `now` has the digests of all files by service, `before` those that
    were told."""

    messages: tuple[Message, ...]
    now: Mapping[str, Mapping[str, str]]
    before: Mapping[str, Mapping[str, str]]

    def told(self, failed: Collection[Message]) -> dict[str, dict[str, str]]:
        """Return what counts as told once all messages are sent but those that `failed`. Of a service
        that the outlet does not use any more, it stays as it was."""
        found = {service: dict(files) for service, files in {**self.before, **self.now}.items()}
        for message in failed:
            for path in message.files:
                found[message.service].pop(path, None)
                if path in (before := self.before.get(message.service, {})):
                    found[message.service][path] = before[path]
        return found


def due_messages(
    files: Mapping[str, PublishedFile],
    before: Mapping[str, Mapping[str, str]],
    settings: PingSettings,
    address: Address,
    output: Path,
) -> DueMessages:
    """Return the messages. `files` are those of the last build, in the folder `output`; `before` is
    what was told of them, by service. A feed is a file that names the hub."""

    def url_of(path: str) -> str:
        return address.canonical("/" + path.removesuffix("index.html"))

    messages: list[Message] = []
    now: dict[str, dict[str, str]] = {}
    if settings.hub:
        data = {path: file for path, file in files.items() if not file.layout and path.endswith(_FEEDS)}
        now[WEBSUB] = {path: digest_of_news(file) for path, file in data.items()}
        changed = changed_files(data, before.get(WEBSUB))
        feeds = {path: digest for path, digest in changed.items() if digest and _names(output / path, settings.hub)}
        messages += websub_messages(feeds, settings, url_of)
    if settings.indexnow_key:
        pages = {path: file for path, file in files.items() if is_page(file)}
        now[INDEXNOW] = {path: digest_of_news(file) for path, file in pages.items()}
        messages += indexnow_messages(changed_files(pages, before.get(INDEXNOW)), settings, url_of)
    return DueMessages(tuple(messages), now, before)


def _names(file: Path, hub: str) -> bool:
    try:
        content = file.read_bytes()
    except OSError:
        return False
    return hub.encode() in content or escape(hub).encode() in content
