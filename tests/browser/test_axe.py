"""axe-core finds nothing wrong with any kind of page, on a small screen in the dark and on a large one by day."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open
from tests.browser.sample import PAGES

RUN = """
async () => (await axe.run()).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`))
"""


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(opened: Open, axe: str, name: str, width: int, scheme: str) -> None:
    page = opened(name, width, scheme)
    page.evaluate(axe)
    assert page.evaluate(RUN) == []
