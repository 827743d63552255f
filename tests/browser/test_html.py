"""The Nu HTML checker, which browsers' makers and W3C use, finds no error on any page of the built site, nor in what becomes of HTML
that other programs write."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path

from generator.model.documents import BodyLink
from generator.read.markdown.body import converted
from tests.browser.conftest import missing
from tests.browser.sample import INSTALL, VNU

_INLINE = (
    "{}", "{} &amp; {}", "<b>{}</b>", "<em>{}", "<a href='https://x.example/a b?c=d&e=f|g'>{}</a>", "<a href=x><i>{}</a>", "<span lang=en_GB>{}</span>",
    "<time>{}</time>", "<time datetime='soon'>{}</time>", "<font>{}</font>", "{}<br>{}", "<o:p>{}</o:p>", "<sup>{}</sup>", "<q>{}</q>", "<abbr>{}</abbr>",
    "<code>{}</code>", "<a id='a b'></a>{}", "<s>{}<u>{}</s>{}</u>", "<https://x.example/>", "<p>{}</p>", "<ins>{}</ins>", "<bdi dir=wrong>{}</bdi>",
)  # fmt: skip
_BLOCKS = (
    "<p>{}</p>", "<p>{}", "<div>{}</div>", "<center>{}</center>", "<ul><li>{}<li>{}</ul>", "<ul>{}<ul><li>{}</ul></ul>", "<ol start=x reversed><li>{}</ol>",
    "<li>{}</li>", "<dl><dt>{}<dd>{}</dl>", "<dl><dd>{}</dl>", "<dt>{}</dt>", "<blockquote>{}</blockquote>", "<h2>{}</h2>", "<strong><p>{}</p><hr></strong>",
    "<table><caption>{}</caption>{}<tr><th>{}<td colspan=3>{}<tr><td rowspan=4>{}</table>", "<table><tr></tr></table>{}", "<td>{}</td>", "<a href=x><p>{}</p></a>",
    "<details>{}</details>", "<details>{}<summary>{}</summary></details>", "<summary>{}</summary>", "<pre>{}</pre>", "<figure><table><tr><td>{}</table><figcaption>{}</figcaption></figure>",
    "<section>{}</section>", "<form>{}<button>{}</button></form>", "<span>{}<div>{}</div></span>", "<aside>{}</aside>", "<select><option>{}</select>", "<b>{}<p>{}</b>{}</p>",
)  # fmt: skip


def _soup(chance: random.Random, depth: int = 0) -> str:
    """HTML as it comes out of other programs: blocks in anything, and anything in blocks."""
    piece = chance.choice(_INLINE if depth > 2 or chance.random() < 0.4 else _BLOCKS)
    while "{}" in piece:
        piece = piece.replace("{}", "words" if depth > 3 else _soup(chance, depth + 1), 1)
    return piece


def test_html_of_other_programs_becomes_valid(tmp_path: Path) -> None:
    chance = random.Random(11)
    for number in range(300):
        parts = converted("\n\n".join(_soup(chance) for _ in range(3)), "content/articles/a.md").value.parts
        body = "".join(
            part if isinstance(part, str) else 'href="/a/"' if isinstance(part, BodyLink) else "" for part in parts
        )
        page = f'<!doctype html><html lang="en"><title>A page</title><h1>A headline</h1><div>{body}</div></html>'
        (tmp_path / f"{number}.html").write_text(page, "utf-8")
    assert _wrong(tmp_path) == []


def test_every_page_is_valid_html(public: Path) -> None:
    assert _wrong(public) == []


def _wrong(folder: Path) -> list[str]:
    java = shutil.which("java") or missing("There is no Java here, which the HTML checker needs.")
    if not VNU.is_file():
        missing(f"There is no vnu.jar at {VNU}; for instance:  {INSTALL}")
    options = ("--errors-only", "--skip-non-html", "--format", "json")
    told = subprocess.run([java, "-Xss4m", "-jar", VNU, *options, folder], capture_output=True, text=True, check=False)
    return [
        f"{message['url'].rsplit(f'/{folder.name}/', 1)[-1]}:{message.get('lastLine')}: {message['message']}"
        for message in json.loads(told.stderr)["messages"]
    ]
