from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.headers import ArticleHeader, CommentsMode, Correction, CorrectionSeverity, PhotoReference, Status
from generator.model.problems import Checked, FieldLocation, Severity
from generator.model.suggestions import did_you_mean
from generator.read.front_matter.foreign_keys import FOREIGN_KEYS
from generator.read.values.schema import is_language, validated

BAGHDAD = ZoneInfo("Asia/Baghdad")
WHOLE = {"title": "A headline", "date": "2021-12-09 14:30", "section": "news"}


def _read(**values: Any) -> Checked[ArticleHeader | None]:
    return validated(ArticleHeader, WHOLE | values, "content/a.md", timezone=BAGHDAD, foreign_keys=FOREIGN_KEYS)


def _header(**values: Any) -> ArticleHeader:
    header = _read(**values).value
    assert header is not None
    return header


def _said(**values: Any) -> list[tuple[str, str]]:
    return [(problem.code, problem.hint) for problem in _read(**values).problems]


def test_a_date_without_offset_is_in_the_sites_time_zone() -> None:
    assert _header().date == datetime(2021, 12, 9, 14, 30, tzinfo=BAGHDAD)
    assert _header().date.utcoffset() == timedelta(hours=3)


@pytest.mark.parametrize(
    "written",
    ["2021-12-09 14:30:00+03:00", "2021-12-09T11:30:00Z", "2021-12-09 14:30 +0300", "2021-12-9 14:30+3", "2021-12-09  11:30 z"],
)  # fmt: skip
def test_a_date_may_be_written_in_several_ways(written: str) -> None:
    assert _header(date=written).date == datetime(2021, 12, 9, 11, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "written", ["yesterday", "09.12.2021 14:30", "2021-12-09 24:30", "2021-02-30 14:30", "2021-12-09 14:30+99:00", "0021-12-09 14:30", "9999-12-31 23:59", "2021-12-09 2:30 pm", ["2021-12-09"]]
)  # fmt: skip
def test_what_is_no_date_is_a_problem(written: object) -> None:
    assert [code for code, _ in _said(date=written)] == ["wrong-date"]


@given(st.text())
def test_any_text_is_a_date_or_its_problem_is_told(written: str) -> None:
    found = _read(date=written)
    assert found.value is not None or found.problems


def test_a_date_without_time_is_midnight_once_the_outlet_accepts_that() -> None:
    checked = _read(date="2021-12-09")
    assert [(problem.code, problem.severity) for problem in checked.problems] == [("date-without-time", Severity.ERROR)]
    assert checked.value is not None
    assert checked.value.date == datetime(2021, 12, 9, tzinfo=BAGHDAD)


@pytest.mark.parametrize("key", ["embargo", "expires"])
def test_an_embargo_without_time_is_never_guessed(key: str) -> None:
    checked = _read(**{key: "2021-12-09"})
    assert checked.value is None
    assert [problem.code for problem in checked.problems] == ["wrong-date"]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    problems = _read(date="yesterday", status="ready", file_photo="maybe", mood="sombre").problems
    assert {problem.where for problem in problems} == {
        FieldLocation("content/a.md", key) for key in ("date", "status", "file_photo", "mood")
    }


def test_an_unknown_key_is_an_error_with_the_closest_known_one() -> None:
    assert _said(sumary="x") == [("unknown-key", "Did you mean “summary”?")]


def test_an_unknown_key_like_no_other_leads_to_the_guide() -> None:
    assert "content/README.md" in _said(mood="x")[0][1]


@pytest.mark.parametrize("key", ["draft", "Categories", "featured-image", "featured_image", "coverImage"])
def test_keys_of_other_programs_are_answered_with_ours(key: str) -> None:
    assert _said(**{key: "x"})[0][1].startswith("Write  ")


def test_a_key_that_is_only_misspelt_is_not_also_missing() -> None:
    values = {"Title": "A", "date": "2021-12-09 14:30", "section": "news"}
    checked = validated(ArticleHeader, values, "a.md", timezone=BAGHDAD, foreign_keys=FOREIGN_KEYS)
    assert [problem.code for problem in checked.problems] == ["unknown-key"]


def test_a_misspelt_key_of_a_correction_says_nothing_of_the_article() -> None:
    values = {"title": "A", "section": "news", "corrections": [{"dat": "2021-12-10 10:00", "text": "One."}]}
    checked = validated(ArticleHeader, values, "a.md", timezone=BAGHDAD, foreign_keys=FOREIGN_KEYS)
    assert [problem.where for problem in checked.problems] == [
        FieldLocation("a.md", "date"),
        FieldLocation("a.md", "corrections.0.dat"),
    ]


@pytest.mark.parametrize("empty", ["", "   ", None, []])
def test_an_empty_value_counts_as_none(empty: object) -> None:
    assert _header(photo=empty, author=empty, updated=empty) == _header()
    assert [problem.message for problem in _read(title=empty).problems] == ["“title” has no value."]


@pytest.mark.parametrize(
    "written", [["Sara", "dilan"], "Sara, dilan", "Sara، dilan", "Sara,dilan,", "Sara, dilan, Sara"]
)
def test_a_list_may_be_written_with_commas(written: object) -> None:
    assert _header(author=written).author == ("Sara", "dilan")


@pytest.mark.parametrize(
    ("written", "value"), [("true", True), ("Yes", True), ("on", True), ("no", False), ("False", False)]
)
def test_truth_may_be_written_as_yaml_allows(written: str, value: bool) -> None:
    assert _header(file_photo=written).file_photo is value


@pytest.mark.parametrize("written", [["0.5", "0.3"], "0.5, 0.3"])
def test_a_focus_is_two_numbers(written: object) -> None:
    assert _header(photo_focus=written).photo_focus == (0.5, 0.3)


@pytest.mark.parametrize("written", ["0.5", ["0.5", "2"], ["a", "b"], "nan, 0", {"x": "1"}, ["1", "1", "1"]])
def test_a_focus_outside_the_picture_is_a_problem(written: object) -> None:
    assert [code for code, _ in _said(photo_focus=written)] == ["wrong-value"]


def test_choices_are_read_whatever_their_case() -> None:
    header = _header(status="Draft", comments="CLOSED")
    assert (header.status, header.comments) == (Status.DRAFT, CommentsMode.CLOSED)


def test_corrections_are_values_of_their_own() -> None:
    header = _header(corrections=[{"date": "2021-12-10 10:00", "text": "A name was wrong.", "severity": "serious"}])
    moment = datetime(2021, 12, 10, 10, tzinfo=BAGHDAD)
    assert header.corrections == (Correction(moment, "A name was wrong.", CorrectionSeverity.SERIOUS),)


@pytest.mark.parametrize("written", ["A name was wrong.", ["A name was wrong."], {"text": "A name was wrong."}])
def test_a_correction_without_its_keys_is_told_which_it_needs(written: object) -> None:
    ((code, hint),) = _said(corrections=written)
    assert code == "wrong-value"
    assert "the keys date, text, severity" in hint or "the keys are date, text, severity" in hint


@pytest.mark.parametrize("entry", [7, None, "", "A name was wrong.", ["a"]])
def test_an_entry_that_is_none_is_placed_there(entry: object) -> None:
    problems = _read(corrections=[{"date": "2021-12-10 10:00", "text": "One."}, entry]).problems
    assert [getattr(each.where, "key", "") for each in problems] == ["corrections.1"]
    assert "number 2 of this list" in problems[0].message


def test_a_fault_in_a_correction_is_placed_there() -> None:
    problems = _read(corrections=[{"date": "2021-12-10 10:00", "text": "One."}, {"text": "Two.", "mood": "x"}]).problems
    assert [(problem.where, problem.message) for problem in problems] == [
        (FieldLocation("content/a.md", "corrections.1.date"), "“date” in number 2 of “corrections” is missing."),
        (
            FieldLocation("content/a.md", "corrections.1.mood"),
            "Dateline has no key “mood” in number 2 of “corrections”.",
        ),
    ]


def test_html_in_a_value_is_told_because_readers_would_see_it() -> None:
    assert _said(title="Ministers &amp; judges") == [("html-entity", "Write the sign itself:  &")]
    assert _header(title="AT&T & Co; R&D").title == "AT&T & Co; R&D"


def test_a_list_entry_with_a_colon_is_told_as_what_it_is() -> None:
    assert _said(tags=["dam", {"water": "the shortage"}]) == [
        ("unquoted-colon", 'Put it in quotes:  "water: the shortage"')
    ]


_ANY = st.recursive(
    st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from([*ArticleHeader.__dataclass_fields__, *FOREIGN_KEYS, "mood"]), _ANY, max_size=8))
def test_no_values_make_it_raise_and_no_message_speaks_of_the_program(values: dict[str, Any]) -> None:
    for problem in _read(**values).problems:
        assert problem.hint
        assert not any(word in problem.message for word in ("Input should", "tuple", "dictionary", "instance"))


def test_the_closest_word_is_found_whatever_its_case() -> None:
    assert did_you_mean("TITEL", ["title", "date"]) == "Did you mean “title”?"
    assert did_you_mean("mood", ["title", "date"]) == ""


@pytest.mark.parametrize(
    ("tag", "right"),
    [("ckb", True), ("ar-IQ", True), ("zh-Hant-TW", True), ("english", False), ("ar_IQ", False), ("", False)],
)
def test_a_language_tag_has_the_form_of_bcp_47(tag: str, right: bool) -> None:
    assert is_language(tag) is right


@pytest.mark.parametrize(("written", "value"), [({}, None), ({"file_photo": ""}, None), ({"file_photo": "no"}, False)])
def test_whether_a_picture_is_a_file_photo_may_be_left_unsaid(written: dict[str, str], value: bool | None) -> None:
    assert _header(**written).file_photo is value


def test_rights_expire_when_their_day_begins_unless_an_hour_is_written() -> None:
    assert _header(photo_rights_expire="2027-01-31").photo_rights_expire == datetime(2027, 1, 31, tzinfo=BAGHDAD)
    assert _header(photo_rights_expire="2027-01-31 18:00").photo_rights_expire == datetime(
        2027, 1, 31, 18, tzinfo=BAGHDAD
    )
    assert _said(photo_rights_expire="2027-01-31") == []
    assert [code for code, _ in _said(photo_rights_expire="31.1.2027")] == ["wrong-date"]


def test_the_photos_of_a_gallery_are_read_in_their_order_and_without_what_has_no_value() -> None:
    first = {"photo": "a.jpg", "alt": "A", "focus": ["0.5", "0.3"], "file_photo": "yes", "rights_expire": "2027-01-31"}
    second = {"photo": "b.jpg", "alt": "", "caption": None, "focus": ""}
    assert _header(photos=[first, second]).photos == (
        PhotoReference(
            "a.jpg", "A", file_photo=True, focus=(0.5, 0.3), rights_expire=datetime(2027, 1, 31, tzinfo=BAGHDAD)
        ),
        PhotoReference("b.jpg"),
    )


@pytest.mark.parametrize("written", ["a.jpg", ["a.jpg", "b.jpg"], [{"photo": "a.jpg"}, "b.jpg"]])
def test_a_gallery_of_names_alone_is_refused_with_how_to_write_it(written: object) -> None:
    ((code, hint),) = _said(photos=written)
    assert code == "wrong-value"
    assert ".jpg  and below the word photo  alt: …" in hint


@pytest.mark.parametrize("entry", [{}, {"alt": "A"}, {"photo": "", "alt": "A"}])
def test_a_photo_of_a_gallery_must_be_named(entry: dict[str, str]) -> None:
    assert [code for code, _ in _said(photos=[entry])] == ["missing-key"]


def test_a_key_of_the_lead_is_called_otherwise_in_a_gallery() -> None:
    entry = {"photo": "a.jpg", "photo_alt": "A", "photo_rights_expire": "2027-01-31", "Src": "b.jpg"}
    assert sorted(_said(photos=[entry])) == [
        ("unknown-key", "Write  alt:"),
        ("unknown-key", "Write  photo:"),
        ("unknown-key", "Write  rights_expire:"),
    ]
