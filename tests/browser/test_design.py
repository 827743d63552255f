"""What a reader would see at once if it broke: where the text stands, lines that are broken, digits, letters."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Open

EDGES = """
selector => { const box = document.querySelector(selector).getBoundingClientRect(); return [box.left, box.right]; }
"""

LINES = """
selector => [...document.querySelectorAll(selector)].map(element => {
  const range = document.createRange();
  range.selectNodeContents(element);
  return new Set([...range.getClientRects()].map(box => Math.round(box.bottom))).size;
})
"""


@pytest.mark.parametrize("name", ["article", "sorani"])
def test_the_text_stands_in_the_middle_and_its_picture_reaches_the_edge_of_the_page(opened: Open, name: str) -> None:
    page = opened(name)
    screen = page.evaluate("document.documentElement.clientWidth")
    text, lead, bar = (
        page.evaluate(EDGES, selector) for selector in (".body", ".lead-figure img", ".masthead > .wrap")
    )
    assert sum(text) / 2 == pytest.approx(screen / 2, abs=1)
    margin = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.masthead > .wrap')).paddingLeft)")
    outer = (bar[0] + margin, lead[0]) if name == "sorani" else (bar[1] - margin, lead[1])
    assert outer[0] == pytest.approx(outer[1], abs=1)


def test_an_upright_lead_has_its_caption_beside_it_where_there_is_room(opened: Open) -> None:
    for width, is_beside in ((1280, True), (768, False), (360, False)):
        page = opened("hard", width)
        picture, caption = (page.locator(f".lead-figure {part}").bounding_box() for part in ("img", "figcaption"))
        assert picture is not None
        assert caption is not None
        assert (caption["x"] > picture["x"] + picture["width"]) == is_beside
        assert is_beside or caption["y"] >= picture["y"] + picture["height"]


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_no_hour_is_broken_in_two(opened: Open, width: int) -> None:
    lines = opened("month", width).evaluate(LINES, ".day-list > li > time")
    assert len(lines) > 10
    assert set(lines) == {1}


@pytest.mark.parametrize(("name", "style"), [("hard", "decimal"), ("sorani", "arabic-indic")])
def test_a_list_is_counted_in_the_digits_of_its_page(opened: Open, name: str, style: str) -> None:
    page = opened(name)
    page.evaluate("document.querySelector('.body').insertAdjacentHTML('beforeend', '<ol id=counted><li>x</ol>')")
    assert page.locator("#counted").evaluate("list => getComputedStyle(list).listStyleType") == style


def test_english_in_a_page_in_arabic_script_keeps_its_digits_and_its_slant(opened: Open) -> None:
    page = opened("sorani")
    quoted = "<div lang=en dir=ltr id=quoted><ol><li><em>x</em></ol></div><em id=ours>x</em>"
    page.evaluate("html => document.querySelector('.body').insertAdjacentHTML('beforeend', html)", quoted)
    slant = "element => getComputedStyle(element).fontStyle"
    assert page.locator("#quoted ol").evaluate("list => getComputedStyle(list).listStyleType") == "decimal"
    assert page.locator("#quoted em").evaluate(slant) == "italic"
    assert page.locator("#ours").evaluate(slant) == "normal"


@pytest.mark.parametrize("name", ["sorani", "arabic-section"])
def test_the_line_of_copyright_reads_in_its_own_direction(opened: Open, name: str) -> None:
    line = opened(name).locator(".copyright > bdi")
    direction = "element => getComputedStyle(element).direction"
    assert line.inner_text().startswith("©")
    assert line.evaluate(direction) == "rtl"
    line.evaluate("element => { element.textContent = '© The Safeen Herald.'; }")
    assert line.evaluate(direction) == "ltr"


@pytest.mark.parametrize("letter", "ڕڵۆێەگچپژڤ")
def test_every_letter_of_kurdish_is_drawn_and_has_a_bold_of_its_own(opened: Open, letter: str) -> None:
    """Drawn otherwise than the box that stands for a letter no face has."""
    drawn = """
    letter => {
      const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
      const faces = getComputedStyle(document.querySelector('h1')).fontFamily;
      return ['400', '700'].flatMap(weight => [letter, '\\u{10FFFD}'].map(sign => {
        canvas.clearRect(0, 0, 300, 150);
        canvas.font = `${weight} 80px ${faces}`;
        canvas.fillText(sign, 50, 90);
        return canvas.getImageData(0, 0, 300, 150).data.reduce((sum, value, at) => (sum * 31 + value * (at % 97)) % 1000003, 7);
      }));
    }
    """
    plain, no_plain, bold, no_bold = opened("sorani").evaluate(drawn, letter)
    assert plain != no_plain
    assert bold != no_bold
    assert plain != bold


def test_the_latest_stand_beside_their_heading_where_a_page_is_missing(opened: Open) -> None:
    page = opened("404")
    heading = page.locator("#latest").bounding_box()
    assert heading is not None
    lists = [one.bounding_box() for one in page.locator(".latest-list, .day").all()]
    assert len(lists) > 2
    for box in lists:
        assert box is not None
        assert box["x"] >= heading["x"] + heading["width"]
        assert box["width"] > 700


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("name", ["home", "sorani-home", "arabic-page"])
def test_the_address_of_the_newsroom_is_not_broken(opened: Open, name: str, width: int) -> None:
    assert opened(name, width).evaluate(LINES, '.imprint a[href^="mailto:"]') == [1]
