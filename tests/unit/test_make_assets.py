"""The files of assets/ under names that change with their content, and the style sheets as one."""

from __future__ import annotations

import pytest

from generator.make.assets import STYLE_SHEET, asset_outputs, assets_by_name
from generator.model.outputs import AssetOutput
from generator.model.problems import PhraseLocation, SourceLocation

ICON = b"<svg/>"


def test_a_theme_comes_after_all_other_styles_and_no_other_theme_is_published() -> None:
    files = {"css/90-z.css": b"a{}", "themes/paper.css": b"b{}", "themes/night.css": b"c{}", "icon.svg": ICON}
    assert [output.origin for output in asset_outputs(files).value] == ["assets/icon.svg", f"assets/{STYLE_SHEET}"]
    (_, style) = asset_outputs(files, "paper").value
    assert style.content == b"a{}b{}\n"


def test_a_theme_that_there_is_not_is_told_with_those_there_are() -> None:
    (problem,) = asset_outputs({"css/a.css": b"", "themes/paper.css": b""}, "papre").problems
    assert (problem.code, problem.hint) == ("missing-theme", "There are: paper.")


def made(**files: str) -> dict[str, AssetOutput]:
    """The outputs by the name layouts use. `css_10` stands for css/10.css."""
    checked = asset_outputs({name.replace("css_", "css/") + ".css": text.encode() for name, text in files.items()})
    assert checked.problems == ()
    return {output.origin.removeprefix("assets/"): output for output in checked.value}


def style(files: dict[str, bytes]) -> str:
    return next(output.content.decode() for output in asset_outputs(files).value if output.path.endswith(".css"))


def test_style_sheets_are_one_in_the_order_of_their_names() -> None:
    files = {"css/20-b.css": b"b {}", "css/90-c.css": b"c {}", "css/10-a.css": b"a {}"}
    assert style(files) == "a{}b{}c{}\n"
    assert [output.origin for output in asset_outputs(files).value] == [f"assets/{STYLE_SHEET}"]


def test_the_order_files_were_found_in_does_not_matter() -> None:
    files = {"css/1.css": b"a {}", "css/2.css": b"b {}", "icon.svg": ICON, "fonts/x.woff2": b"x"}
    assert asset_outputs(files) == asset_outputs(dict(reversed(files.items())))


def test_a_name_changes_with_the_content_and_with_nothing_else() -> None:
    one, same = (asset_outputs({"icon.svg": ICON, "b.txt": b}).value for b in (b"1", b"2"))
    icon = assets_by_name(one)["icon.svg"]
    assert assets_by_name(same)["icon.svg"] == icon
    assert assets_by_name(same)["b.txt"] != assets_by_name(one)["b.txt"]
    assert assets_by_name(asset_outputs({"icon.svg": b"<svg />"}).value)["icon.svg"] != icon
    assert icon.startswith("assets/icon-")
    assert icon.endswith(".svg")


def test_a_file_stays_in_its_folder() -> None:
    assert assets_by_name(asset_outputs({"fonts/a.b.woff2": b"x"}).value)["fonts/a.b.woff2"].startswith(
        "assets/fonts/a.b-"
    )


@pytest.mark.parametrize(
    "written", ["url(icon.svg)", "url('icon.svg')", 'url("icon.svg")', "url( icon.svg )", "url(../icon.svg)"]
)
def test_a_url_in_a_style_sheet_names_the_hashed_file(written: str) -> None:
    files = {"css/1.css": f"a {{ background: {written} }}".encode(), "icon.svg": ICON}
    icon = assets_by_name(asset_outputs(files).value)["icon.svg"].removeprefix("assets/")
    assert f"background:url({icon})" in style(files)


@pytest.mark.parametrize(
    "written", ["url(#clip)", "url(data:image/png;base64,AA==)", "url(https://x.example/a.png)", "url(/a.png)"]
)
def test_a_url_that_names_no_asset_is_left_alone(written: str) -> None:
    checked = asset_outputs({"css/1.css": f"a {{ background: {written} }}".encode()})
    assert checked.problems == ()
    assert written.encode() in checked.value[0].content


def test_a_url_of_a_missing_file_is_a_problem_where_it_is_written() -> None:
    checked = asset_outputs({"css/1.css": b"a {}", "css/2.css": b"b { background: url('gone.svg') }"})
    (problem,) = checked.problems
    assert problem.code == "missing-asset"
    assert "gone.svg" in problem.message
    assert problem.where == PhraseLocation("assets/css/2.css", "url('gone.svg')")


def test_readers_do_not_get_the_designers_notes() -> None:
    css = "/* one */ a { color: red } /* two\n lines; url(gone.svg) */\n\n\n  b { color: blue }"
    assert style({"css/1.css": css.encode()}) == "a{color:red}b{color:blue}\n"


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("a:hover ,\n  b > c {\n  color: red;\n  margin: 0 auto;\n}\n", "a:hover,b>c{color:red;margin:0 auto}\n"),
        (
            "@media (min-width: 40em) and (hover) { a { top: calc(1em + 2px) } }",
            "@media (min-width:40em) and (hover){a{top:calc(1em + 2px)}}\n",
        ),
        ('q { quotes: "\\"  { ; }  " \'a,  b\' ; }', 'q{quotes:"\\"  { ; }  " \'a,  b\'}\n'),
        ("nav :focus { color: red }", "nav :focus{color:red}\n"),
        (
            "a { margin: -0.5rem 10.5px 0 calc(1em*0.25); x: '0.5' }",
            "a{margin:-.5rem 10.5px 0 calc(1em*.25);x:'0.5'}\n",
        ),
    ],
)
def test_white_space_goes_where_it_has_no_meaning(written: str, published: str) -> None:
    assert style({"css/1.css": written.encode()}) == published


def test_a_url_in_a_note_of_the_designer_is_no_problem() -> None:
    assert asset_outputs({"css/1.css": b"/* a { background: url(old.svg) } */ b {}"}).problems == ()


def test_a_file_with_the_name_of_the_one_style_sheet_is_a_problem() -> None:
    (problem,) = asset_outputs({"site.css": b"a {}", "css/1.css": b"b {}"}).problems
    assert (problem.code, problem.where) == ("same-address", SourceLocation("assets/site.css"))
    assert asset_outputs({"site.css": b"a {}"}).problems == ()


def test_a_note_does_not_change_the_name_of_the_style_sheet() -> None:
    assert made(css_1="a {}")[STYLE_SHEET].path == made(css_1="/* why */\na {}")[STYLE_SHEET].path


def test_without_style_sheets_there_is_none() -> None:
    assert [output.origin for output in asset_outputs({"icon.svg": ICON}).value] == ["assets/icon.svg"]
