"""`SiteChanges` -> lines for a person, Markdown for a comment on a pull request, or JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import tzinfo
from pathlib import Path, PurePosixPath

from generator.changes.compared import CHANGED, GONE, NEW, FileChange, SiteChanges, TextChange
from generator.model.problems import Severity
from generator.model.regex import regex
from generator.model.report import Folders
from generator.record.word_changes import WordChange
from generator.report.agenda import change_object, sentence
from generator.report.lines import problem_object
from generator.report.times import shown_instant

_MOST_TEXTS, _MOST_CHANGES, _MOST_PAGES, _MOST_DUE = 30, 12, 10, 5
_LONGEST = 400
"""Characters of changed words that are shown."""
_ROOM = 60_000
"""Characters of Markdown: GitHub takes 65,536 in a comment."""
_SIGNS = regex(r"([\\`*_{}\[\]()#+!|~<>&-])")
_STATES = {
    "draft": "a draft",
    "embargo": "under embargo until {}",
    "future": "comes out at {}",
    "withdrawn": "withdrawn",
    "expired": "expired",
}
_ARTICLE = "article.html"


def text_lines(changes: SiteChanges, timezone: tzinfo) -> Iterator[str]:
    """Yield what changes, for a terminal."""
    for heading, texts in _groups(changes):
        yield heading
        for text in texts[:_MOST_TEXTS]:
            yield f"  {text.title} (content/{text.path})"
            yield f"    {'; '.join(_facts(text, timezone))}"
            yield from (f"    headline: {each}" for each in text.headline)
            yield from (f"    {each}" for each in text.text[:_MOST_CHANGES])
            if len(text.text) > _MOST_CHANGES:
                yield f"    and {len(text.text) - _MOST_CHANGES:,} more places"
        if len(texts) > _MOST_TEXTS:
            yield f"  and {len(texts) - _MOST_TEXTS:,} more"
    for heading, examples in _site_changes(changes):
        yield heading
        yield from (f"  {each}" for each in examples)
    yield from (f"Next: {line}" for line in _due(changes, timezone))
    yield _problems(changes)


def markdown(changes: SiteChanges, timezone: tzinfo, screenshots: Sequence[str] = ()) -> str:
    """Return the comment. What editors wrote mentions nobody, links nowhere and is no markup."""
    lines = [f"### What this changes for readers, since `{changes.revision}`", ""]
    for heading, texts in _groups(changes):
        lines += [f"**{heading}**", ""]
        for text in texts[:_MOST_TEXTS]:
            lines += [*_markdown_text(text, timezone)]
        if len(texts) > _MOST_TEXTS:
            lines.append(f"- and {len(texts) - _MOST_TEXTS:,} more")
        lines.append("")
    for heading, examples in _site_changes(changes):
        lines += _folded(heading, examples)
    if due := [*_due(changes, timezone)]:
        lines += ["**Next, by itself**", "", *(f"- {_plain(line)}" for line in due)]
        lines.append("")
    if screenshots:
        named = ", ".join(f"`{name}`" for name in screenshots)
        lines += [f"Screenshots are in the artifact of this run: {named}.", ""]
    lines += [f"**{_problems(changes)}**"]
    written = "\n".join(lines)
    return written if len(written) <= _ROOM else f"{written[:_ROOM].rpartition(chr(10))[0]}\n\n… and more."


def json_text(changes: SiteChanges, folders: Folders, here: Path, timezone: tzinfo) -> str:
    """Return one JSON object. Times are in ISO 8601; paths of files are in the site, those of problems
    relative to the folder `here`."""
    said = {
        "since": changes.revision,
        "files": [{"path": each.path, "what": each.what, "layout": each.layout} for each in changes.files],
        "articles": [_text_object(each) for each in changes.texts],
        "due": [change_object(each, timezone) for each in changes.due],
        "problems": [problem_object(each, folders, here) for each in changes.report.problems],
    }
    return json.dumps(said, ensure_ascii=False, indent=1)


def _text_object(text: TextChange) -> dict[str, object]:
    changes = {"headline": text.headline, "text": text.text}
    return {
        "path": f"content/{text.path}",
        "what": text.what,
        "title": text.title,
        "lang": text.language,
        "url": text.url,
        "old_url": text.old_url or None,
        "words": text.words,
        "state": text.state or "published",
        "changes": [
            {"in": place, "old": each.old, "new": each.new} for place, found in changes.items() for each in found
        ],
    }


def _groups(changes: SiteChanges) -> Iterator[tuple[str, list[TextChange]]]:
    for what, said in ((NEW, "new"), (CHANGED, "changed"), (GONE, "gone")):
        if texts := [text for text in changes.texts if text.what == what]:
            yield f"{_number(len(texts), 'article is', 'articles are')} {said}", texts


def _facts(text: TextChange, timezone: tzinfo) -> Iterator[str]:
    yield _number(text.words, "word", "words")
    if text.state:
        yield _STATES[text.state].format(shown_instant(text.out.astimezone(timezone)))
    if text.old_url:
        yield f"moves from {text.old_url} to {text.url}"
    if text.what == CHANGED and not (text.headline or text.text or text.old_url):
        yield "no word of its text has changed"


def _site_changes(changes: SiteChanges) -> Iterator[tuple[str, list[str]]]:
    """Yield how much of the site differs besides the changed articles, with examples of pages."""
    told = {f"content/{text.path}" for text in changes.texts}
    pages = [each for each in changes.files if each.layout and each.origin not in told]
    articles = [each for each in pages if each.layout == _ARTICLE]
    others = [each for each in pages if each.layout != _ARTICLE]
    if articles:
        yield (
            _number(len(articles), "page of another article differs", "pages of other articles differ"),
            _some(articles),
        )
    if others:
        yield (
            _number(len(others), "front, list or other page differs", "fronts, lists and other pages differ"),
            _some(others),
        )
    kinds = Counter((each.what, PurePosixPath(each.path).suffix) for each in changes.files if not each.layout)
    if kinds:
        listed = ", ".join(f"{count:,} {suffix or 'other'} {what}" for (what, suffix), count in sorted(kinds.items()))
        yield f"Other files: {listed}", []
    if not changes.files:
        yield "No page and no file of the site differs", []


def _some(files: Sequence[FileChange]) -> list[str]:
    more = [f"and {len(files) - _MOST_PAGES:,} more"] if len(files) > _MOST_PAGES else []
    return [*(f"{_address(each)}{_what(each)}" for each in files[:_MOST_PAGES]), *more]


def _folded(heading: str, examples: Sequence[str]) -> list[str]:
    if not examples:
        return [f"**{heading}**", ""]
    listed = (f"- {_plain(each)}" for each in examples)
    return [f"<details><summary><b>{heading}</b></summary>", "", *listed, "", "</details>", ""]


def _address(file: FileChange) -> str:
    return f"/{file.path.removesuffix('index.html')}"


def _what(file: FileChange) -> str:
    return "" if file.what == CHANGED else f" ({file.what})"


def _due(changes: SiteChanges, timezone: tzinfo) -> Iterator[str]:
    for change in changes.due[:_MOST_DUE]:
        at = change_object(change, timezone)["at"]
        yield f"{at[:16].replace('T', ' ')}: {sentence(change)}"


def _problems(changes: SiteChanges) -> str:
    report = changes.report
    if not report.problems:
        return "No problems were found."
    counted = Counter(problem.severity for problem in report.problems)
    errors = _number(counted[Severity.ERROR], "error", "errors")
    return f"{errors}, {_number(counted[Severity.WARNING], 'warning', 'warnings')} in the whole newsroom."


def _markdown_text(text: TextChange, timezone: tzinfo) -> Iterator[str]:
    facts = _plain("; ".join(_facts(text, timezone)))
    yield f"- <bdi>{_plain(text.title)}</bdi> — `content/{text.path}` — {facts}"
    found = [*text.headline, *text.text]
    yield from (f"  - <bdi>{_difference(each)}</bdi>" for each in found[:_MOST_CHANGES])
    if len(found) > _MOST_CHANGES:
        yield f"  - and {len(found) - _MOST_CHANGES:,} more places"


def _difference(change: WordChange) -> str:
    """Return the words that went and those that came, between those around them."""
    before, _, after = change.context.partition(change.new) if change.new else (change.context, "", "")
    old = f"<del>{_plain(_cut(change.old))}</del>" if change.old else ""
    new = f"<ins>{_plain(_cut(change.new))}</ins>" if change.new else ""
    return " ".join(filter(None, (_plain(before).strip(), old, new, _plain(after).strip())))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rpartition(' ')[0]} …"


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is. A word joiner stands behind “@”: no name of an account
    is told of a pull request because it stands in an article."""
    return _SIGNS.sub(r"\\\1", " ".join(text.split())).replace("@", "@\u2060")


def _number(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
