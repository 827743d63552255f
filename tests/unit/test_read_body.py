from __future__ import annotations

import html
import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown

from generator.model.documents import Body, BodyFigure, BodyLink, DatelinePlace
from generator.model.headers import PhotoReference
from generator.model.outputs import IDS_OF_LAYOUTS
from generator.model.problems import PhraseLocation, SourceLocation
from generator.read.markdown.body import converted

_FRAGMENTS = st.sampled_from(
    (
        "<script>", "</script>", "<scr", "ipt>", "<img src=x onerror=alert(1)>", "<svg/onload=alert(1)>", "javascript:",
        "[a](", ")", "![a](", "jav&#x09;ascript:alert(1)", "<a href=\"", "\"", "'", ">", "<", "<p onclick=x>", "{onclick=x}",
        "{: onclick=x }", "{#main .x style=y}", "`", "```", "\n", "\n\n", "    ", "> ", "- ", "* ", "1. ", "# ", "[^1]", "[^1]: x", "|",
        "|--|", "<!--", "-->", "<![CDATA[", "]]>", "&lt;", "&#60;", "\\", "<style>", "<iframe srcdoc=", "<math>", "<textarea>", "text ",
        "<details open ontoggle=x>", "[x]: javascript:x", "<javascript:x>", "\"a\"", "--", "...", "<base href=//x>", "<div", " style=", "مجلس ",
    )
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=300), st.lists(_FRAGMENTS, max_size=40).map("".join))


def _text(body: Body) -> str:
    """The HTML of a body, with the marks in brackets, and the targets of links, which are values, as an attribute has
    them."""
    marks = {BodyFigure: "[figure]", DatelinePlace: "[dateline]"}
    return "".join(
        part
        if isinstance(part, str)
        else f'href="{html.escape(part.target)}"'
        if isinstance(part, BodyLink)
        else marks[type(part)]
        for part in body.parts
    )


def _converted(text: str) -> str:
    return _text(converted(text, "content/articles/a.md").value)


def _codes(text: str) -> list[str]:
    return [problem.code for problem in converted(text, "content/articles/a.md").problems]


def _figures(text: str) -> list[PhotoReference]:
    parts = converted(text, "content/articles/a.md").value.parts
    return [part.photo for part in parts if isinstance(part, BodyFigure)]


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {key: value or "" for key, value in attributes}))


@given(_TEXTS)
def test_no_text_makes_converted_raise(text: str) -> None:
    assert "markdown" not in _codes(text)


@given(_TEXTS)
def test_no_script_gets_through(text: str) -> None:
    for tag, attributes in _Elements(_converted(text)).found:
        assert tag not in (
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "base",
            "form",
            "img",
            "textarea",
        )
        for key, value in attributes.items():
            assert not key.startswith("on")
            assert key != "srcdoc"
            if key in ("href", "src"):
                address = re.sub(r"[\s\x00-\x20]", "", html.unescape(value)).lower()
                assert not address.startswith(("javascript:", "vbscript:", "data:"))
            assert key != "style"


@given(_TEXTS)
def test_no_mark_of_ours_or_of_the_library_is_left_in_the_text(text: str) -> None:
    shown = _converted(text)
    assert "wzxhzdk" not in shown
    assert not re.search(r"mark[0-9a-f]{20}x", shown)


@given(_TEXTS)
def test_there_is_one_place_for_the_dateline_in_every_body_that_is_not_empty(text: str) -> None:
    places = [part for part in converted(text, "a.md").value.parts if isinstance(part, DatelinePlace)]
    assert len(places) == (1 if text.strip() else 0)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The council met.", "<p>[dateline]The council met.</p>"),
        ("*The council* met.", "<p>[dateline]<em>The council</em> met.</p>"),
        ("[The council](https://c.example) met.", '<p>[dateline]<a href="https://c.example">The council</a> met.</p>'),
        ("> The council met.", "<blockquote>\n<p>[dateline]The council met.</p>\n</blockquote>"),
        ("- The council met.", "<ul>\n<li>[dateline]The council met.</li>\n</ul>"),
        ("> - The council met.", "<blockquote>\n<ul>\n<li>[dateline]The council met.</li>\n</ul>\n</blockquote>"),
        ("## The decision\n\nIt met.", '<h2 id="the-decision">The decision</h2>\n<p>[dateline]It met.</p>'),
        ("![a](a.jpg)\n\nIt met.", "[figure]\n<p>[dateline]It met.</p>"),
        ("- - -\n\nIt met.", "<hr>\n<p>[dateline]It met.</p>"),
        ("> It was over.\n{: .pull }\n\nIt met.",
         '<aside class="pull-quote">\n<p class="pull">It was over.</p>\n</aside>\n<p>[dateline]It met.</p>'),
        ("<div><p>It met.</p></div>", "<div><p>[dateline]It met.</p></div>"),
        ("<div>It met.</div>", "<div>[dateline]It met.</div>"),
        ("<details><summary>More</summary><p>It met.</p></details>",
         "<details><summary>More</summary><p>[dateline]It met.</p></details>"),
        ("<details><summary>More</summary>It met.</details>",
         "<details><summary>More</summary>[dateline]It met.</details>"),
        ("&nbsp;\n\nIt met.", "<p>&nbsp;</p>\n<p>[dateline]It met.</p>"),
        ("    code\n\nIt met.", "<pre tabindex=\"0\" role=\"region\" aria-label=\"1\"><code>code\n</code></pre>\n<p>[dateline]It met.</p>"),
        ("![a](a.jpg)", "<p>[dateline]</p>[figure]"),
    ],
)  # fmt: skip
def test_the_dateline_stands_right_before_the_first_words(text: str, shown: str) -> None:
    assert _converted(text) == shown


def test_quotes_dashes_and_dots_become_typographic() -> None:
    assert _converted('"No," he said -- and left...') == "<p>[dateline]“No,” he said – and left…</p>"


def test_smart_punctuation_leaves_code_alone() -> None:
    shown = html.unescape(_converted("Write `\"a\" -- 'b'...` so.\n\n    \"c\" -- 'd'..."))
    assert "\"a\" -- 'b'..." in shown
    assert "\"c\" -- 'd'..." in shown


def test_smart_punctuation_leaves_attributes_alone() -> None:
    assert 'title="it\'s -- so"' in _converted('<abbr title="it\'s -- so">x</abbr>').replace("&#39;", "'")


def test_a_picture_alone_in_its_paragraph_is_a_figure_with_all_it_says() -> None:
    text = '![A crowd](crowd.jpg "The crowd."){credit="A. Name/Agency" file_photo focus="0.5,0.3"}'
    assert _figures(text) == [PhotoReference("crowd.jpg", "A crowd", "The crowd.", "A. Name/Agency", True, (0.5, 0.3))]


def test_a_picture_that_says_nothing_of_it_is_neither_a_file_photo_nor_none() -> None:
    text = "![a](a.jpg)\n\n![b](b.jpg){file_photo}\n\n![c](c.jpg){file_photo=false}"
    assert [figure.file_photo for figure in _figures(text)] == [None, True, False]


def test_rights_of_a_picture_expire_in_the_time_zone_of_the_site() -> None:
    text = '![a](a.jpg){rights_expire="2027-01-31 18:00"}\n\n![b](b.jpg){rights_expire=2027-01-31}'
    body = converted(text, "a.md", ZoneInfo("Asia/Baghdad")).value
    expiring = [part.photo.rights_expire for part in body.parts if isinstance(part, BodyFigure)]
    assert expiring == [datetime(2027, 1, 31, 15, tzinfo=UTC), datetime(2027, 1, 30, 21, tzinfo=UTC)]


@pytest.mark.parametrize("wrong", ["file_photo=maybe", "focus=0.5", 'rights_expire="31.1.2027"', "width='300'"])
def test_what_cannot_stand_behind_a_picture_is_told_where_it_stands(wrong: str) -> None:
    (problem,) = converted(f"![a](a.jpg){{{wrong}}}", "a.md").problems
    assert problem.where == PhraseLocation("a.md", wrong)
    assert problem.hint


def test_a_picture_says_itself_whether_it_is_a_file_photo() -> None:
    assert [figure.file_photo for figure in _figures("![a](a.jpg){file_photo=no}\n\n![b](b.jpg){file_photo=true}")] == [
        False,
        True,
    ]


def test_html_in_a_credit_is_kept_as_it_was_typed() -> None:
    assert _figures('![a](a.jpg){credit="<i>B.</i> Name"}')[0].credit == "<i>B.</i> Name"


@pytest.mark.parametrize("text", ["It ![a](a.jpg) met.", "[![a](a.jpg)](https://c.example)", "- ![a](a.jpg)"])
def test_a_picture_in_a_line_is_a_problem(text: str) -> None:
    assert "inline-picture" in _codes(text)


@pytest.mark.parametrize("around", ["{}", "It met. {}", "- {}", "[{}](https://c.example)"])
def test_a_picture_pasted_as_code_is_told_once_and_in_short(around: str) -> None:
    pasted = f"![x](data:image/png;base64,{'iVBO' * 50_000})"
    checked = converted(around.format(pasted), "a.md")
    (problem,) = checked.problems
    assert problem.code == "pasted-picture"
    assert len(str(problem)) < 500
    assert not [part for part in checked.value.parts if isinstance(part, BodyFigure)]


@pytest.mark.parametrize("written", ["top", "0.5", "0.5,3", "nan,0", ""])
def test_a_focus_is_two_numbers_from_0_to_1(written: str) -> None:
    assert _codes(f'![a](a.jpg){{focus="{written}"}}') == ["wrong-value"]


def test_links_to_other_documents_stay_symbolic() -> None:
    body = converted(
        "[a](depot.md#x) [b](id:depot) [c](/about/) [d](#x) [e](https://c.example) [f](//c.example)", "a.md"
    ).value
    assert [part.target for part in body.parts if isinstance(part, BodyLink)] == ["depot.md#x", "id:depot", "/about/"]


@pytest.mark.parametrize("written", ["ID:Depot", "Id:Depot", "id:Depot"])
def test_the_scheme_of_a_link_to_an_article_may_be_in_capitals(written: str) -> None:
    body = converted(f"[a]({written})", "a.md").value
    assert [part.target for part in body.parts if isinstance(part, BodyLink)] == ["id:Depot"]


@pytest.mark.parametrize(
    "text",
    [
        'Write `<a href="foo.md">` so.', '    <a href="foo.md">', 'Write `a href="foo.md"` so.',
        """<abbr title='<a href="foo.md">'>x</abbr>""", """<abbr title='<a href=' lang='foo.md'>x</abbr>""",
    ],
)  # fmt: skip
def test_html_that_is_shown_is_no_link(text: str) -> None:
    assert not [part for part in converted(text, "a.md").value.parts if isinstance(part, BodyLink)]


def test_an_address_behind_other_attributes_is_a_link() -> None:
    body = converted('<a title="x > y" hreflang="ckb" href="foo.md">x</a>', "a.md").value
    assert [part.target for part in body.parts if isinstance(part, BodyLink)] == ["foo.md"]


def test_headings_begin_below_the_headline() -> None:
    assert _converted("# One\n\n###### Six") == '<p>[dateline]</p><h2 id="one">One</h2>\n<h3 id="six">Six</h3>'


@pytest.mark.parametrize(
    ("written", "levels"),
    [
        ("346", "234"),
        ("2424", "2323"),
        ("2553", "2333"),
        ("42", "22"),
        ("3325", "2223"),
        ("23456", "23456"),
        ("1246", "2345"),
    ],
)
def test_no_level_of_headings_is_jumped(written: str, levels: str) -> None:
    text = "\n\n".join(f"{int(level) * '#'} Heading" for level in written)
    assert re.findall(r"<h(\d)", _converted(text)) == list(levels)


@pytest.mark.parametrize(
    ("heading", "id"),
    [
        ("The vote", "the-vote"),
        ("What's *next* for A & B?", "whats-next-for-a--b"),
        ("2026: `what` now", "2026-what-now"),
        ("snake_case and re-entry", "snake_case-and-re-entry"),
        ("Önerge İPTAL", "önerge-iptal"),
        ("ئەنجامی هه‌ڵبژاردن", "ئەنجامی-هەڵبژاردن"),
        ("ما بعد ١٢ عامًا", "ما-بعد-12-عاما"),
        ("وقـــال", "وقال"),
        ("???", "part"),
        ("Comments", "comments-1"),
        ("Main", "main-1"),
    ],
)
def test_a_heading_is_called_by_its_words(heading: str, id: str) -> None:
    assert converted(f"Text.\n\n## {heading}", "a.md").value.ids == (id,)


def test_no_two_parts_have_one_id() -> None:
    body = converted("## A\n\n## A\n\n## A-1\n\n## B {#a-2}\n\n## A\n\n## B", "a.md").value
    assert sorted(body.ids) == ["a", "a-1", "a-1-1", "a-2", "a-3", "b"]


def test_a_text_that_stands_on_the_pages_of_others_has_no_id_of_theirs() -> None:
    body = converted(
        "See [rules](#rules).\n\n## Comments\n\n## Rules {#rules}", "content/policies/comments.md", has_page=False
    )
    assert re.findall(r'(?:id="|href="#)([^"]*)', _text(body.value)) == ["rules:comments", "rules:comments"]
    assert body.problems == ()


def test_notes_to_the_desk_are_not_published() -> None:
    assert "Hevi" not in _converted("It met. <!-- ask Hevi -->\n\n<!-- and Hevi\n\nagain -->\n\nEnd.")


def test_words_are_counted_without_pictures_and_markup() -> None:
    body = converted("One *two* [th*re*e](https://c.example).\n\n![not this](a.jpg)", "a.md").value
    assert (body.words, body.opening) == (3, "One two three.")


@pytest.mark.parametrize(
    "text",
    [
        "One two three.[^1]\n\n[^1]: Not these four words.\n\n    > Nor this.",
        "One <https://x.example/a-b> two (https://y.example/) [https://z.example/?q=1](https://z.example/) www.x.example three.",
    ],
)
def test_footnotes_and_bare_addresses_are_no_words_of_a_text(text: str) -> None:
    body = converted(text, "a.md").value
    assert (body.words, body.opening) == (3, "One two three.")


def test_footnotes_of_two_documents_can_stand_on_one_page() -> None:
    text = "One.[^1] Two.[^1] Three.[^my note]\n\n[^1]: Four.\n\n[^my note]: Five."
    ids = [re.findall(r' id="([^"]*)"', _text(converted(text, path).value)) for path in ("a.md", "b.md")]
    assert len(ids[0]) == 5
    assert len({*ids[0], *ids[1]}) == 10
    assert not any(" " in name for name in ids[0])
    assert set(re.findall(r'href="#([^"]*)"', _text(converted(text, "a.md").value))) == set(ids[0])


def test_the_same_text_is_converted_the_same_whatever_came_before() -> None:
    text = "One.[^1]\n\n![a](a.jpg)\n\n[^1]: Two."
    alone = _converted(text)
    converted("Other.[^1]\n\n[^1]: Three.", "b.md")
    assert _converted(text) == alone


def test_a_text_is_converted_the_same_after_one_that_was_too_deep() -> None:
    lists = "- One\n- Two\n\n    Three\n\n> Four"
    alone = _converted(lists)
    problem = converted("".join("    " * depth + "- deep\n" for depth in range(400)), "b.md").problems[0]
    assert (problem.code, problem.where) == ("too-deep", SourceLocation("b.md"))
    assert _converted(lists) == alone


def test_whatever_the_library_stumbles_over_is_a_problem_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(self: Markdown, source: str) -> str:
        raise AssertionError("we should not get here!")

    monkeypatch.setattr(Markdown, "convert", stumble)
    problem = converted("It `met`.", "a.md").problems[0]
    assert (problem.code, problem.where) == ("markdown", SourceLocation("a.md"))


@pytest.mark.parametrize(
    "text",
    [
        ">" * 3000 + " deep",
        "".join("    " * depth + "- deep\n" for depth in range(150)),
        "[" * 1000,
        "*" * 3000,
        "<div>" * 2000,
        "`" * 3000,
    ],
    ids=["quotes", "lists", "brackets", "stars", "elements", "backticks"],
)
def test_nesting_without_end_never_raises(text: str) -> None:
    converted(text, "a.md")


@pytest.mark.parametrize(
    "code",
    [
        '{{< figure src="a.jpg" >}}', "{{% notice %}}", "{{< tweet\n1 >}}", "{% include a.html %}", "{{ page.title }}",
        '[caption id="1"]', "[/caption]", '[gallery ids="1,2"]', "[embed]", "[[Erbil]]", "![[a.jpg]]", "[!note]", "{static}",
    ],
)  # fmt: skip
def test_signs_of_other_programs_are_told(code: str) -> None:
    assert _codes(f"It met. {code} So.") == ["foreign-shortcode"]


@pytest.mark.parametrize(
    "text",
    [
        "A set {a, b} and [a] and [Video] and 5 % and {}.", "Write `{{< ref >}}` so.", "The [video](https://c.example).",
        "[[1]](https://c.example)", "Prices { rose } by 5%.", "Write `<!--` so.", "Write `[^1]` so.",
    ],
)  # fmt: skip
def test_plain_brackets_and_code_are_not_taken_for_signs_of_other_programs(text: str) -> None:
    assert _codes(text) == []


def test_signs_in_a_block_of_code_are_left_alone_unless_they_stand_outside_too() -> None:
    assert _codes("So:\n\n    {% include a.html %}\n\nYes.") == []
    assert _codes("So:\n\n    {% include a.html %}\n\nAnd {% include a.html %}.") == ["foreign-shortcode"]


def test_each_element_that_is_taken_out_is_told_once() -> None:
    assert _codes("<iframe></iframe>\n\n<iframe></iframe>\n\n<video></video>") == ["raw-html", "raw-html"]


def test_what_would_run_a_script_is_told() -> None:
    problems = converted("<p onclick='x()'>It met.</p>\n\n[a](javascript:x)", "a.md").problems
    assert ["onclick" in problems[0].message, "javascript:" in problems[1].message] == [True, True]


def test_a_note_that_is_never_closed_is_told() -> None:
    assert _codes("It met. <!-- ask Hevi -->\n\n<!-- ask Sara") == ["open-note"]


def test_a_footnote_and_a_link_that_lead_nowhere_are_told() -> None:
    assert sorted(_codes("It met.[^1] See [this][x].")) == ["dead-link", "missing-footnote"]


def test_no_text_can_name_a_place_that_the_layouts_name() -> None:
    layouts = Path(__file__).resolve().parents[2] / "layouts"
    named = {id for file in layouts.rglob("*.html") for id in re.findall(r' id="([\w-]+)"', file.read_text("utf-8"))}
    assert named == IDS_OF_LAYOUTS
