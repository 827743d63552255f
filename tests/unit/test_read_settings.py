from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.model.problems import Checked, FieldLocation, Severity, SourceLocation
from generator.model.settings import PhotoSettings, Settings, Social
from generator.read.setting_problems import PATH
from generator.read.settings import read_settings

SITE = '[site]\nname = "The Courier"\nurl = "https://courier.example"\ntimezone = "Asia/Baghdad"\n'


def _read(folder: Path, text: str) -> Checked[Settings | None]:
    (folder / "site.toml").write_text(text, "utf-8")
    return read_settings(folder)


def _settings(folder: Path, text: str) -> Settings:
    checked = _read(folder, text)
    assert checked.problems == ()
    assert checked.value is not None
    return checked.value


def _messages(folder: Path, text: str) -> list[str]:
    checked = _read(folder, text)
    assert checked.value is None
    return [problem.message for problem in checked.problems]


def test_three_lines_are_enough(tmp_path: Path) -> None:
    found = _settings(tmp_path, SITE)
    assert (found.site.name, found.site.timezone) == ("The Courier", ZoneInfo("Asia/Baghdad"))
    assert (found.site.language, found.site.permalink) == ("en", "/{section}/{year}/{month}/{slug}/")
    assert (found.comments.form_url, found.photos.widths) == ("", (480, 800, 1200, 1600))


def test_the_address_has_no_slash_at_its_end_and_may_have_a_folder(tmp_path: Path) -> None:
    site = _settings(tmp_path, SITE.replace("courier.example", "courier.example/paper/")).site
    assert (site.url, site.base_path) == ("https://courier.example/paper", "/paper")


def test_widths_are_sorted_and_stand_once(tmp_path: Path) -> None:
    assert _settings(tmp_path, SITE + "[photos]\nwidths = [800, 480, 800]\n").photos.widths == (480, 800)


@pytest.mark.parametrize("key", ["quality", "effort"])
def test_quality_and_effort_are_one_number_or_one_a_format(tmp_path: Path, key: str) -> None:
    otherwise = dict(getattr(PhotoSettings(), key))
    everywhere = dict(getattr(_settings(tmp_path, SITE + f"[photos]\n{key} = 7\n").photos, key))
    somewhere = dict(getattr(_settings(tmp_path, SITE + f"[photos]\n{key} = {{ webp = 7 }}\n").photos, key))
    assert everywhere == dict.fromkeys(otherwise, 7) | ({"png": otherwise["png"]} if key == "quality" else {})
    assert somewhere == otherwise | {"webp": 7}


@pytest.mark.parametrize(
    "wrong",
    ["effort = -1", "effort = 11", "effort = true", "effort = { heic = 1 }", "quality = 0", "quality = { png = 80 }",
     "old_after_days = 0", "full_size = 1", 'formats = ["png"]', 'formats = ["jpg"]'],
)  # fmt: skip
def test_what_photos_cannot_be_is_a_problem_at_its_key(tmp_path: Path, wrong: str) -> None:
    places = [problem.where for problem in _read(tmp_path, SITE + f"[photos]\n{wrong}\n").problems]
    key = wrong.partition(" ")[0]
    assert places == [FieldLocation(PATH, f"photos.{key}")]


def test_photos_may_be_kept_in_full_and_be_old_after_any_number_of_days(tmp_path: Path) -> None:
    photos = _settings(
        tmp_path, SITE + '[photos]\nfull_size = true\nold_after_days = 1\nformats = ["avif", "jpeg"]\n'
    ).photos
    assert (photos.full_size, photos.old_after_days, photos.formats) == (True, 1, ("avif", "jpeg"))


def test_accounts_are_listed_in_their_order(tmp_path: Path) -> None:
    text = (
        SITE
        + '[[site.social]]\nname = "B"\nurl = "https://b.example"\n[[site.social]]\nname = "A"\nurl = "https://a.example"\n'
    )
    assert _settings(tmp_path, text).site.social == (Social("B", "https://b.example"), Social("A", "https://a.example"))


def test_a_rule_has_the_severity_the_outlet_chose(tmp_path: Path) -> None:
    found = _settings(tmp_path, SITE + '[checks]\nphoto-alt = "off"\n')
    assert found.severity("photo-alt") is Severity.OFF
    assert found.severity("photo-credit") is Severity.ERROR


def test_a_rule_that_cannot_be_changed_is_a_problem(tmp_path: Path) -> None:
    assert _messages(tmp_path, SITE + '[checks]\nsame-address = "off"\n') == [
        "There is no rule “same-address” that could be changed."
    ]


def test_nothing_is_read_while_anything_is_wrong(tmp_path: Path) -> None:
    assert _messages(tmp_path, SITE + '[comments]\nform_url = "https://f.example?{headline}"\n') == [
        "“comments.form_url” has an unknown placeholder {headline}."
    ]


@pytest.mark.parametrize(
    "permalink",
    ["{slug}", "/{section}/", "/../{slug}/", "/{slug}/../", "//{slug}/", "/{slug} x/", "/{slug}?a", "/{slug}#a", "/{slug", "/{}{slug}/",
     "/{slug!r}/", "/{slug:>9}/", "/{slug.__class__}/", "/{0}{slug}/", "/a\\\\{slug}/", "/{section}/{slug}", "/{slug}.v2"],
)  # fmt: skip
def test_a_permalink_that_leads_nowhere_is_a_problem(tmp_path: Path, permalink: str) -> None:
    assert _messages(tmp_path, SITE + f'permalink = "{permalink}"\n')


@pytest.mark.parametrize(
    "url",
    [
        "courier.example", "ftp://courier.example", "https://", "https://c.example?x", "/", "https://[c", "https://c]",
        "https://not a url", "https://c.example/a b", "https://c..example", "https://.c.example", "https://c.example:99999",
        "https://c.example:x", "https://javascript:alert(1)", "https://name:word@c.example", "https://c.example/<b>",
    ],
)  # fmt: skip
def test_an_address_that_is_none_is_a_problem(tmp_path: Path, url: str) -> None:
    assert _messages(tmp_path, SITE.replace("https://courier.example", url))


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost:8000", "https://127.0.0.1/paper", "http://[::1]:8000", "https://xn--bcher-kva.example/~paper",
        "https://bücher.example/zeitung", "https://صحيفة.example", "https://c_d.example/a%20b",
    ],
)  # fmt: skip
def test_an_address_in_any_script_with_a_port_or_a_folder_is_one(tmp_path: Path, url: str) -> None:
    assert _settings(tmp_path, SITE.replace("https://courier.example", url)).site.url == url


@pytest.mark.parametrize("permalink", ["/{slug}/", "/{year}/{slug}.html"])
def test_a_permalink_ends_so_that_hosts_serve_a_page(tmp_path: Path, permalink: str) -> None:
    assert _settings(tmp_path, SITE + f'permalink = "{permalink}"\n').site.permalink == permalink


@pytest.mark.parametrize("url", ["https://[forms", "https://[{id}/", "forms.example"])
def test_a_comment_form_whose_address_is_none_is_a_problem(tmp_path: Path, url: str) -> None:
    assert _messages(tmp_path, SITE + f'[comments]\nform_url = "{url}"\n')


@pytest.mark.parametrize(
    "value",
    ["[" * 5000, "[" * 5000 + "]" * 5000, "{a = " * 5000, "9" * 5000],
    ids=["open", "closed", "tables", "number"],
)
def test_what_python_cannot_read_is_a_problem_of_its_line(tmp_path: Path, value: str) -> None:
    (problem,) = _read(tmp_path, f"{SITE}[photos]\nwidths = {value}\n").problems
    assert problem.code == "toml-syntax"
    assert isinstance(problem.where, SourceLocation)
    assert problem.where.line == 6


@pytest.mark.parametrize(
    "line", [f"photo-alt = 0x{'f' * 5000}", f"photo-alt{'.x' * 5000} = 1"], ids=["number", "table"]
)
def test_a_severity_that_cannot_even_be_shown_is_a_problem(tmp_path: Path, line: str) -> None:
    assert _messages(tmp_path, f"{SITE}[checks]\n{line}\n")


def test_a_folder_without_settings_is_told_what_to_write(tmp_path: Path) -> None:
    problem = read_settings(tmp_path).problems[0]
    assert problem.code == "no-settings"
    assert "[site]" in problem.hint


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="ab=[]{}\"'#.,\n\\ 1-:", max_size=60))
def test_any_text_is_read_or_its_problem_is_told(tmp_path: Path, text: str) -> None:
    for written in (SITE + text, text):
        found = _read(tmp_path, written)
        assert found.value is not None or found.problems
