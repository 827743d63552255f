"""The bar of sections of papers with few and with many: every one can be reached, and the one that is read is in view."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.browser.observe import Windows
from tests.browser.sample import ROOT, served

sys.path.insert(0, str(ROOT / "tests" / "e2e"))

from newsroom import POLICY, SITE, document, in_print

KURMANJI = ("Jîngeh û guherîna avhewayê", "Civak û jiyana rojane", "Werzîş", "Perwerde û zanîngeh")
ARABIC = ("البيئة وتغيّر المناخ", "المجتمع والحياة اليومية", "الرياضة", "التعليم والجامعات")
NAMES = {"ku": KURMANJI, "ar-IQ": ARABIC}

BOXES = """
() => {
  const wide = document.documentElement.clientWidth, bar = document.querySelector('.section-nav ul');
  const links = [...bar.querySelectorAll('a')];
  const seen = link => { const box = link.getBoundingClientRect(); return box.left >= -1 && box.right <= wide + 1; };
  const atRest = links.map(seen), here = links.find(link => link.hasAttribute('aria-current'));
  const hereSeen = !here || seen(here);
  const reached = links.map(link => {  // as a thumb does
    link.scrollIntoView({block: 'nearest', inline: 'center'});
    const box = link.getBoundingClientRect();
    return link.contains(document.elementFromPoint((box.left + box.right) / 2, (box.top + box.bottom) / 2));
  });
  return {atRest, hereSeen, reached, sideways: document.documentElement.scrollWidth - wide};
}
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[tuple[str, int], str]]:
    """The addresses of papers, by their language and how many sections they have."""
    with ExitStack() as stack:
        found = {}
        for language, names in NAMES.items():
            for count in (1, 6, 12, 20):
                newsroom = in_print(tmp_path_factory.mktemp("paper"))
                newsroom.write("policies/comments.md", POLICY)
                newsroom.write("site.toml", SITE.replace("[site]", f'[site]\nlanguage = "{language}"', 1))
                for number in range(count):
                    name = f"{names[number % len(names)]} {number}"
                    newsroom.write(f"sections/s{number:02}.md", document("", {"title": name, "order": number}))
                    newsroom.article(f"a{number}", title=name, section=f"s{number:02}")
                assert newsroom.build().published
                found[language, count] = stack.enter_context(served(newsroom.output))
        yield found


@pytest.mark.parametrize("count", [1, 6, 12, 20])
@pytest.mark.parametrize("language", NAMES)
@pytest.mark.parametrize("width", [360, 768, 1280])
def test_every_section_can_be_reached_and_the_one_that_is_read_is_in_view(
    windows: Windows, papers: dict[tuple[str, int], str], language: str, count: int, width: int
) -> None:
    page = windows.blank(width)
    for place in ("", f"s{count - 1:02}/", f"s{count // 2:02}/", "s00/"):
        page.goto(f"{papers[language, count]}/{place}")
        bar = page.evaluate(BOXES)
        assert bar["sideways"] == 0
        assert len(bar["atRest"]) == count
        assert bar["hereSeen"], place
        assert bar["atRest"][0] or place not in ("", "s00/"), "the first can be read at once"
        assert all(bar["reached"]), place
        if width > 360:
            assert all(bar["atRest"]), "they take as many lines as they need"
