"""What layouts can say: text is escaped, languages are named where they differ, and a frame is filled in once."""

from __future__ import annotations

import pickle
from dataclasses import replace
from gettext import NullTranslations
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from generator.make.pages.layouts import Layouts, environment
from generator.make.pages.vocabulary import Frame, digits, escaped, gettext_of, language, link, srcset
from generator.model.page_views import PageView, SiteView
from generator.model.pictures import PictureView, Source
from generator.model.views import ArchiveView, Link

ENGLISH, KURDISH, UNSAID = (SimpleNamespace(lang=lang, dir=dir) for lang, dir in (("en", ""), ("ckb", "rtl"), ("", "")))
FILES = ", ".join(f"/photos/a-{width}.jpg {width}w" for width in (400, 800, 1600))


@given(
    st.one_of(
        st.text(alphabet="&<>'\"a ک"),
        st.text(),
        st.integers(),
        st.booleans(),
        st.floats(),
        st.none(),
        st.builds(Markup, st.text()),
    )
)
def test_what_is_printed_is_escaped_as_by_markupsafe(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


@pytest.mark.parametrize(
    ("of", "page", "expected"),
    [
        (ENGLISH, ENGLISH, ""),
        (UNSAID, KURDISH, ""),
        (KURDISH, ENGLISH, ' lang="ckb" dir="rtl"'),
        (ENGLISH, KURDISH, ' lang="en" dir="ltr"'),
        (SimpleNamespace(lang="tr", dir=""), ENGLISH, ' lang="tr"'),
    ],
)
def test_a_language_is_named_where_it_differs_from_the_page(
    of: SimpleNamespace, page: SimpleNamespace, expected: str
) -> None:
    assert language(of, page) == expected


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        (Link("Iraq", "/iraq/"), '<a href="/iraq/"><bdi>Iraq</bdi></a>'),
        (
            Link("عێراق", "/iraq/", "ckb", "rtl"),
            '<a href="/iraq/" lang="ckb" dir="rtl" hreflang="ckb"><bdi>عێراق</bdi></a>',
        ),
        (
            Link("عێراق", "/iraq/", "ckb", "rtl", hreflang="en"),
            '<a href="/iraq/" lang="ckb" dir="rtl"><bdi>عێراق</bdi></a>',
        ),
        (Link("Water", "/tags/water/", hreflang="ckb"), '<a href="/tags/water/" hreflang="ckb"><bdi>Water</bdi></a>'),
        (Link("A Guest", ""), "<bdi>A Guest</bdi>"),
        (Link("<b>", '/"/'), '<a href="/&#34;/"><bdi>&lt;b&gt;</bdi></a>'),
    ],
)
def test_a_link(to: Link, expected: str) -> None:
    assert link(to, ENGLISH) == expected


@pytest.mark.parametrize(
    ("needed", "expected"),
    [
        (0, f'srcset="{FILES}" sizes="100vw"'),
        (700, 'srcset="/photos/a-400.jpg 400w, /photos/a-800.jpg 800w" sizes="100vw"'),
        (400, 'srcset="/photos/a-400.jpg"'),
        (9000, f'srcset="{FILES}" sizes="100vw"'),
    ],
)
def test_a_srcset_goes_up_to_the_first_file_that_is_wide_enough(needed: int, expected: str) -> None:
    assert srcset(Source("image/jpeg", FILES), {"sizes": "100vw", "needed": needed}) == expected


def test_a_picture_of_one_file_names_it_once() -> None:
    place = {"sizes": "100vw", "needed": 400}
    assert srcset(PictureView((), "/photos/a-400.jpg", FILES, 4, 3, ""), place) == ""
    assert srcset(PictureView((), "/photos/a-800.jpg", FILES, 4, 3, ""), place) == 'srcset="/photos/a-400.jpg"'


class Sorani(NullTranslations):
    def gettext(self, message: str) -> str:
        return {"100%%": "٪100%%", "On %(day)s": "لە %(day)s", "No %(number)s": "ژمارە %(number)d"}[message]


def test_a_message_is_translated_and_what_stands_in_it_escaped() -> None:
    gettext = gettext_of(Sorani())
    for _ in range(2):
        assert gettext("100%%") == "٪100%"
        assert gettext("On %(day)s", day="<b>") == "لە &lt;b&gt;"
        assert gettext("On %(day)s", day=Markup("<b>")) == "لە <b>"
        assert gettext("No %(number)s", number=3) == "ژمارە 3"


def fill_in(folder: Path, macro: str, page: PageView) -> str:
    """What a layout prints that fills in a macro `once`."""
    (folder / "part.html").write_text(f"{{% macro part(frame) %}}{macro}{{% endmacro %}}", "utf-8")
    (folder / "a.html").write_text("{% from 'part.html' import part %}{{ once(part, page) }}", "utf-8")
    return environment(Layouts(str(folder), macro), page.lang).get_template("a.html").render(page=page)


HOME, KURDISTAN, IRAQ = Link("The Outlet", "/"), Link("Kurdistan", "/kurdistan/"), Link("Iraq", "/iraq/")
SITE = SiteView(
    name="The Outlet",
    description="",
    url="https://outlet.example",
    lang="en",
    dir="",
    home="/",
    archive="/archive/",
    people="/authors/",
    feed="/feed.xml",
    sections=(KURDISTAN, IRAQ),
    pages=(),
    organisation="",
    email="",
    phone="",
    address="",
    founded="",
    copyright="",
    social=(),
    assets={},
)


def page(url: str, *breadcrumb: Link, lang: str = "en", dir: str = "", site: SiteView = SITE) -> PageView:
    return PageView(ArchiveView(()), url, "", "", lang, dir, breadcrumb, site=site)


NOTE = "{{ note(frame) }}"


def noted(folder: Path, *views: PageView) -> list[Frame]:
    """The frames that a macro was filled in for."""
    filled: list[Frame] = []
    environment(Layouts(str(folder), NOTE), "en").globals["note"] = filled.append
    for view in views:
        fill_in(folder, NOTE, view)
    return filled


def test_a_macro_is_filled_in_once_for_all_pages_with_the_same_frame(tmp_path: Path) -> None:
    one, two = page("/kurdistan/one/", HOME, KURDISTAN), page("/kurdistan/two/", HOME, KURDISTAN)
    assert [frame.section for frame in noted(tmp_path, one, two, one)] == ["/kurdistan/"]


def test_the_site_of_another_batch_is_another_object_but_the_same_site(tmp_path: Path) -> None:
    batches = (pickle.dumps(page("/archive/", HOME)), pickle.dumps(page("/authors/", HOME)))
    assert len(noted(tmp_path, *(pickle.loads(batch) for batch in batches))) == 1


def test_another_site_is_filled_in_anew(tmp_path: Path) -> None:
    here, there = page("/"), page("/", site=replace(SITE, name="The Other"))
    names = [fill_in(tmp_path, "{{ frame.site.name }}", view) for view in (here, there, here)]
    assert names == ["The Outlet", "The Other", "The Outlet"]


def test_a_frame_knows_the_section_that_the_page_is_in(tmp_path: Path) -> None:
    macro = "{{ frame.section }}{{ ' front' if frame.section_front }}"
    views = (
        page("/"),
        page("/archive/", HOME),
        page("/kurdistan/", HOME),
        page("/kurdistan/page/1/", HOME, KURDISTAN),
        page("/iraq/three/", HOME, IRAQ),
        page("/kurdistan/", HOME),
    )
    expected = ["", "", "/kurdistan/ front", "/kurdistan/", "/iraq/", "/kurdistan/ front"]
    assert [fill_in(tmp_path, macro, view) for view in views] == expected


def test_pages_of_two_languages_have_two_frames(tmp_path: Path) -> None:
    english, kurdish = page("/one/", HOME), page("/four/", HOME, lang="ckb", dir="rtl")
    macro = "{{ frame.lang }} {{ frame.dir }}"
    assert [fill_in(tmp_path, macro, view) for view in (english, kurdish, english)] == ["en ", "ckb rtl", "en "]


def test_a_frame_has_nothing_of_the_page(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="has no attribute 'url'"):
        fill_in(tmp_path, "{{ frame.url }}", page("/"))


def test_a_macro_that_sees_the_page_is_filled_in_for_every_page(tmp_path: Path) -> None:
    """It is made anew for each page, so nothing of another page can be found under it."""
    (tmp_path / "part.html").write_text("{% macro part(frame) %}{{ page.url }}{% endmacro %}", "utf-8")
    (tmp_path / "a.html").write_text("{% from 'part.html' import part with context %}{{ once(part, page) }}", "utf-8")
    layout = environment(Layouts(str(tmp_path), "with context"), "en").get_template("a.html")
    assert [layout.render(page=page(url)) for url in ("/one/", "/two/")] == ["/one/", "/two/"]


@pytest.mark.parametrize("number", [1204, "1204"])
def test_a_number_is_written_in_the_digits_of_the_page(number: int | str) -> None:
    assert digits(number, SimpleNamespace(digits="٠١٢٣٤٥٦٧٨٩")) == "١٢٠٤"
    assert digits(number, SimpleNamespace(digits="")) == "1204"
