"""Parts of a text that cannot be published: HTML that the allow-list removes, signs of other
programs, unclosed comments. Changes nothing; reports each kind once, at its place."""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterable, Iterator

from generator.model.problems import PhraseLocation, Problem
from generator.model.regex import regex
from generator.model.rules import (
    DEAD_REFERENCE,
    FOREIGN_SHORTCODE,
    GLUED_LIST,
    MARKDOWN_IN_HTML,
    MISSING_FOOTNOTE,
    OPEN_NOTE,
    RAW_HTML,
    RAW_ID,
    RAW_SCHEME,
    RAW_SCRIPT,
    UNREAD_ATTRIBUTES,
    broken,
)
from generator.read.markdown.dialects import dialects
from generator.read.markdown.fences import without_fences
from generator.read.markdown.list_numbers import list_number_problems

_RAW_TAG = regex(r"<([a-zA-Z][\w:-]*)")
_RAW_SCRIPTING = regex(r"<[^<>]*?\s(on\w+\s*=|srcdoc\s*=)", re.IGNORECASE)
_ADDRESS = regex(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_SCHEME = regex(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_CODE = regex(r"(?<!`)(`+)(?!`)(?:(?!\n\s*\n).)+?(?<!`)\1(?!`)", re.DOTALL)
_UNREAD = regex(r"<!--.*?-->|<(pre|code)\b.*?</\1>", re.DOTALL)
"""In HTML: comments, and code, where a text may explain signs."""
_REFERENCE = regex(r"\[[^\[\]<>]+\]\[[^\[\]<>^]+\]")
_FOOTNOTE = regex(r"\[\^[^\]\s]{1,100}\]")
# Each begins with a letter of its own, and not with an optional one: so it is found many times
# faster.
_SHORTCODE = regex(
    r"""\{\{[<%].{1,500}?[%>]\}\}         # Hugo
    | \{%.{1,500}?%\} | \{\{.{1,200}?\}\} # Liquid, Nunjucks
    | \{(?:filename|static|attach|photo|author|category|index|tag)\}  # Pelican
    | !\[\[[^\[\]\n]+\]\](?!\() | \[\[[^\[\]\n]+\]\](?!\() | \[![a-z]+\]  # wikis, Obsidian
    | \[(?<!\]\[)/?(?:audio|caption|contact-form-7|embed|gallery|playlist|video|youtube|vc_\w+|et_pb_\w+)\b[^\]\n]*\](?![(\[:])  # WordPress
    """,
    re.DOTALL | re.VERBOSE,
)

_CODE_NAME = regex(r"(?:\[|\{\{?[<%]?-?)\s*(?:/\s*(?P<end>\w+)|end(?P<endof>\w+)|(?P<name>\w+))")
"""The name of a shortcode, or of the one that it ends: [/caption], {% endhighlight %}, {{< /quote
>}}."""

_MARKDOWN = regex(r"\*\*\w[^*\n]*\*\*|^#{1,6} \S|!?\[[^\]\n]+\]\([^)\n]+\)", re.MULTILINE)
_WORD = regex(r"(?<=\w)(?!\w)")
_UNREAD_ATTRIBUTES = regex(r"\{:[^{}\n<]*\}")
_QUOTES = regex(r"[“”‘’\"']")
_GLUED_LIST = regex(r"<p>(?:(?!</p>).)*?\n((?:[-*+]|\d+\.) \S[^\n<]*)", re.DOTALL)

_INSTEAD = {
    "img": 'Write a picture as ![alt](file.jpg "Caption."), alone in its paragraph.',
    "iframe": "Link to the video or map instead.",
    "video": "Link to where it can be watched:  [Watch the video](https://…)",
    "audio": "Link to where it can be heard:  [Listen to it](https://…)",
    "object": "Link to it instead:  [words](https://…)",
    "embed": "Link to it instead:  [words](https://…)",
    "form": "Link to the form instead:  [words](https://…)",
    "style": "Looks are for the layouts: delete it.",
    "font": "Looks are for the layouts: delete it.",
    "center": "Looks are for the layouts: delete it.",
    "script": "Scripts are never published.",
    "h1": "Write ## Heading.",
}


def leftovers(text: str, raw: str, path: str, tags: Collection[str], schemes: Collection[str]) -> Iterator[Problem]:
    """Yield the problems of a text. `text` is the Markdown; `raw` is its HTML before the
    allow-list. Elements in `tags` are already reported. `schemes` are those allowed in links."""
    yield from _tags_taken_out(raw, path, tags)
    yield from _scripts(raw, path)
    yield from _addresses_taken_out(raw, path, schemes)
    unread = html.unescape("".join(match[0] for match in _UNREAD.finditer(raw)))
    shown = _UNREAD.sub("", raw)
    yield from dialects(text, unread, path)
    if "<ol" in shown:
        yield from list_number_problems(_CODE.sub("", without_fences(text)), path)
    yield from _shortcodes(text, unread, shown, path)
    yield from _missing_footnotes(shown, path)
    yield from _missing_addresses(shown, path)
    yield from _glued_lists(shown, path)
    yield from _unread_attributes(shown, path)
    if "<!--" in text and ("<!" in shown or "&lt;!" in shown):
        yield from _open_note(_CODE.sub("", without_fences(text)), path)


def unread_markdown(blocks: Iterable[object], path: str) -> Iterator[Problem]:
    """Yield a problem for Markdown inside raw HTML, which is printed with its signs; often an
    element was never closed. `blocks` are the pieces of raw HTML of a text."""
    for block in blocks:
        match = _MARKDOWN.search(_UNREAD.sub("", block)) if isinstance(block, str) and "<" in block else None
        if match:
            yield broken(MARKDOWN_IN_HTML, PhraseLocation(path, match[0]), written=match[0][:60])


def doubled_ids(ids: Iterable[str], text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for each id that was removed because another element of the page has it."""
    for id in ids:
        phrase = next((each for each in (f'id="{id}"', f"{{#{id}") if each in text), id)
        yield broken(RAW_ID, PhraseLocation(path, phrase), id=id)


def _glued_lists(shown: str, path: str) -> Iterator[Problem]:
    if not any(sign in shown for sign in ("\n- ", "\n* ", "\n+ ", "\n1. ")):
        return
    for line in dict.fromkeys(_GLUED_LIST.findall(shown)):
        yield broken(GLUED_LIST, PhraseLocation(path, html.unescape(line)))


def _unread_attributes(shown: str, path: str) -> Iterator[Problem]:
    """Yield a problem for `{:toc}` and similar signs of other Markdown."""
    if "{:" not in shown:
        return
    for written in dict.fromkeys(_UNREAD_ATTRIBUTES.findall(shown)):
        typed = html.unescape(written)
        yield broken(UNREAD_ATTRIBUTES, PhraseLocation(path, _QUOTES.split(typed)[0]), written=typed)


def _tags_taken_out(raw: str, path: str, tags: Collection[str]) -> Iterator[Problem]:
    for tag in dict.fromkeys(tag for tag in _RAW_TAG.findall(raw) if tag.lower() not in tags):
        hint = _INSTEAD.get(tag.lower(), "Write it in Markdown.")
        yield broken(RAW_HTML, PhraseLocation(path, f"<{tag}"), name=tag, hint=hint)


def _scripts(raw: str, path: str) -> Iterator[Problem]:
    for phrase in dict.fromkeys(match.strip() for match in _RAW_SCRIPTING.findall(raw)):
        yield broken(RAW_SCRIPT, PhraseLocation(path, phrase), written=phrase)


def _addresses_taken_out(raw: str, path: str, schemes: Collection[str]) -> Iterator[Problem]:
    addresses = (html.unescape("".join(match)).strip() for match in _ADDRESS.findall(raw))
    for address in dict.fromkeys(addresses):
        scheme = _SCHEME.match(address)
        if scheme and scheme[1].lower() not in schemes:
            yield broken(RAW_SCHEME, PhraseLocation(path, address), scheme=scheme[0])


def _shortcodes(text: str, unread: str, shown: str, path: str) -> Iterator[Problem]:
    """Yield a problem for shortcodes. `unread` are code and comments, where a text may explain such
    signs; `shown` is all other HTML: there, a link of the form `[talk][video]` has no bracket left.
    """
    # Where each ] belongs to a [link](address), and there is no brace, there is no shortcode.
    if "{" not in text and "[!" not in text and text.count("]") == text.count("]("):
        return
    for code in _opening(dict.fromkeys(_SHORTCODE.findall(text))):
        if text.count(code) <= unread.count(code) or (code[0] == "[" and _WORD.split(code)[0] not in shown):
            continue
        line = " ".join(code.split())
        yield broken(FOREIGN_SHORTCODE, PhraseLocation(path, code), code=line if len(line) <= 60 else f"{line[:59]}…")


def _opening(codes: Iterable[str]) -> Iterator[str]:
    """Yield shortcodes without those that end another one: they are one thing to correct."""
    begun = set[str]()
    for code in codes:
        name = _CODE_NAME.match(code)
        end = name and (name["end"] or name["endof"])
        if not (end and end in begun):
            yield code
        if name and not end:
            begun.add(name["name"])


def _missing_footnotes(shown: str, path: str) -> Iterator[Problem]:
    for mark in dict.fromkeys(_FOOTNOTE.findall(shown)):
        yield broken(MISSING_FOOTNOTE, PhraseLocation(path, mark), mark=mark)


def _missing_addresses(shown: str, path: str) -> Iterator[Problem]:
    """Yield a problem for links of the form [words][name] whose name has no address."""
    for link in dict.fromkeys(_REFERENCE.findall(shown)):
        yield broken(DEAD_REFERENCE, PhraseLocation(path, link), link=link, name=link.rpartition("[")[2])


def _open_note(prose: str, path: str) -> Iterator[Problem]:
    """Yield a problem for a comment that was never closed: it is printed."""
    start = prose.rfind("<!--")
    if start > prose.rfind("-->"):
        yield broken(OPEN_NOTE, PhraseLocation(path, prose[start:].split("\n", 1)[0]))
