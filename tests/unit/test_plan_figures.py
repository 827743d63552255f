"""What readers and machines are told of a photograph: in the words of the editor, else in those embedded in it."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator.model.documents import Body, BodyFigure, Picture, Rights
from generator.model.headers import AuthorHeader, PhotoReference
from generator.model.outputs import PhotoFile
from generator.model.page_views import PageView
from generator.model.pictures import PictureView
from generator.model.settings import PhotoSettings
from generator.model.site import Photograph
from generator.model.views import ArticleView, FigureView
from generator.plan.photos.figures import picture_view
from generator.plan.photos.variants import PhotoUse, lead_files, narrow_crops, search_crops, variants
from generator.plan.urls import Address
from tests.unit.newsrooms import BRIDGE, DILAN, NOON, SETTINGS, article, page_views, plan

HERE = Address("https://outlet.example/paper", "/paper")
PHOTOS = PhotoSettings(formats=("webp", "jpeg"))
URL = "/kurdistan/2026/11/handover/"
OLD = replace(BRIDGE, created=date(2020, 3, 29))
NAMED = replace(
    BRIDGE,
    rights=Rights(
        "A. Name", "Agency", "© Agency", "https://agency.example/terms", "Agency", "https://agency.example/buy"
    ),
    caption="The bridge at Amedi.",
)


def _picture(picture: Picture = BRIDGE, photos: PhotoSettings = PHOTOS, **reference: Any) -> PictureView:
    photograph = Photograph(picture, PhotoReference("bridge.jpg", "A bridge", **reference))
    focus = photograph.reference.focus
    return picture_view(
        photograph,
        variants(PhotoUse(picture, None, photos, "r")),
        HERE,
        narrow_crops(PhotoUse(picture, focus, photos, "r")),
    )


def _page(
    picture: Picture = BRIDGE, *others: Any, as_of: Any = NOON, body: Body | None = None, **header: Any
) -> PageView:
    written = {"photo": "bridge.jpg", "photo_alt": "A bridge"} | header
    page: PageView = page_views(article(body=body, **written), picture, *others, as_of=as_of)[URL]
    return page


def _article(picture: Picture = BRIDGE, *others: Any, **how: Any) -> ArticleView:
    main = _page(picture, *others, **how).main
    assert isinstance(main, ArticleView)
    return main


def _lead(picture: Picture = BRIDGE, **how: Any) -> FigureView:
    lead = _article(picture, **how).lead
    assert lead
    return lead


def test_a_srcset_names_every_file_with_its_width() -> None:
    view = _picture()
    made = variants(PhotoUse(BRIDGE, None, PHOTOS, "r"))
    assert view.srcset == ", ".join(f"/paper/{file.path} {file.width}w" for file in made if file.format == "jpeg")
    assert [source.type for source in view.sources] == ["image/webp"]
    assert view.sources[0].srcset.count("w, ") == 3
    assert (view.width, view.height) == (800, 533)
    assert view.src.endswith("-800.jpg")
    assert view.alt == "A bridge"


def test_without_jpeg_the_last_format_is_the_one_for_every_browser() -> None:
    view = _picture(photos=replace(PHOTOS, formats=("avif", "webp")))
    assert [source.type for source in view.sources] == ["image/avif"]
    assert view.src.endswith(".webp")


def test_the_focus_of_a_photograph_is_a_place_in_the_style_sheets_words() -> None:
    assert _picture(focus=(0.5, 0.305)).focus == "50% 30%"


def test_narrow_screens_have_sources_of_their_own_with_their_own_size() -> None:
    assert _picture().narrow == ()
    narrow = _picture(focus=(0.5, 0.3)).narrow
    assert [source.type for source in narrow] == ["image/webp", "image/jpeg"]
    assert {(source.width, source.height) for source in narrow} == {(800, 800)}
    assert all("-1x1-" in source.srcset for source in narrow)


def test_a_colour_stands_for_a_picture_while_it_loads() -> None:
    assert _picture(replace(BRIDGE, colour="#8a7f6b")).colour == "#8a7f6b"


def test_what_the_editor_says_counts() -> None:
    lead = _lead(NAMED, photo_caption="The bridge.", photo_credit="B. Name/Outlet", file_photo=True)
    assert (lead.caption, lead.credit, lead.file_photo) == ("The bridge.", "B. Name/Outlet", True)


def test_what_is_embedded_stands_in_for_what_the_editor_left_out() -> None:
    lead = _lead(NAMED)
    assert (lead.caption, lead.credit) == ("The bridge at Amedi.", "Agency")
    assert _lead(replace(BRIDGE, rights=Rights("A. Name"))).credit == "A. Name"


@pytest.mark.parametrize(
    ("caption_in", "page_in", "marked"),
    [
        ("ar", "en", ("ar", "rtl")),
        ("en-US", "ckb", ("en-US", "")),
        ("ckb-Latn", "ckb", ("ckb-Latn", "")),
        ("en-US", "en", ("", "")),
        ("AR", "ar-IQ", ("", "")),
        ("", "ckb", ("", "")),
    ],
)
def test_a_caption_of_the_file_is_marked_where_its_language_is_another(
    caption_in: str, page_in: str, marked: tuple[str, str]
) -> None:
    lead = _lead(replace(NAMED, caption_lang=caption_in), lang=page_in)
    assert (lead.lang, lead.dir) == marked
    own = _lead(replace(NAMED, caption_lang=caption_in), lang=page_in, photo_caption="The bridge.")
    assert (own.lang, own.dir) == ("", ""), "an editor writes in the language of the page"


def test_a_photo_much_older_than_its_story_is_a_file_photo_with_its_day() -> None:
    lead = _lead(OLD)
    assert lead.file_photo
    assert lead.taken
    assert (lead.taken.iso, lead.taken.date) == ("2020-03-29", "March 29, 2020")


def test_the_day_of_a_file_photo_is_written_as_the_page_is() -> None:
    lead = _lead(OLD, lang="ckb")
    assert lead.taken
    assert lead.taken.date == "٢٩ی ئازاری ٢٠٢٠"


@pytest.mark.parametrize(
    ("caption", "has_label_day"),
    [
        ("The bridge on March 29, 2020.", False),
        ("The bridge on 29 March 2020, before the flood.", False),
        ("The bridge on the 29th of March, 2020.", False),
        ("The bridge, Mar. 29th 2020", False),
        ("The bridge (2020-03-29)", False),
        ("The bridge, 29/03/2020", False),
        ("The bridge, 3/29/2020", False),
        ("Köprü, 29 Mart 2020'de.", False),
        ("Köprü, 29.03.2020", False),
        ("Pir di 29ê adara 2020an de", False),
        ("Pir di 29'ê Adara 2020'an de", False),
        ("پردەکە لە ٢٩ی ئازاری ٢٠٢٠دا", False),
        ("پردەکە لە ٢٩ی مانگی ئازاری ساڵی ٢٠٢٠", False),
        ("پردەکە، ۲۹ی ئازاری ۲۰۲۰", False),
        ("پردەکە، 2020 ئازار 29", False),
        ("الجسر في ٢٩ آذار ٢٠٢٠.", False),
        ("الجسر في 29 اذار/مارس 2020.", False),
        ("الجسر في 29 من مارس عام 2020.", False),
        ("الجسر، ٢٩\u200f/٣\u200f/٢٠٢٠", False),
        ("The bridge in March 2020.", True),
        ("The bridge on March 29.", True),
        ("The bridge on March 28, 2020.", True),
        ("The bridge on 29 March 2019.", True),
        ("Bridge 29 in March 2020", True),
        ("The bridge on 129 March 2020", True),
        ("The bridge, 29/04/2020", True),
        ("پردەکە لە ٢٩ی ئابی ٢٠٢٠دا", True),
        ("", True),
    ],
)
def test_a_day_that_the_caption_gives_in_full_is_not_in_the_label_again(caption: str, has_label_day: bool) -> None:
    for language in ("en", "ckb"):
        lead = _lead(replace(OLD, caption=caption), lang=language)
        assert lead.file_photo
        assert (lead.taken is not None) is has_label_day
    assert (_lead(OLD, photo_caption=caption).taken is not None) is has_label_day


def test_a_day_is_found_in_the_caption_as_its_own_page_prints_it() -> None:
    for language in ("de", "fa", "en-GB", "tr", "ku"):
        taken = _lead(OLD, lang=language).taken
        assert taken
        assert _lead(OLD, lang=language, photo_caption=f"Amedi, {taken.date}.").taken is None


@pytest.mark.parametrize("month", range(1, 13))
def test_each_month_is_found_as_each_language_prints_it(month: int) -> None:
    picture = replace(OLD, created=date(2019, month, 3))
    for language in ("en", "en-GB", "ckb", "ku", "ar", "ar-IQ", "tr"):
        taken = _lead(picture, lang=language).taken
        assert taken
        assert _lead(picture, lang="en", photo_caption=f"Amedi, {taken.date}.").taken is None
        other = replace(OLD, created=date(2019, month % 12 + 1, 3))
        assert _lead(other, lang="en", photo_caption=f"Amedi, {taken.date}.").taken


@pytest.mark.parametrize(
    ("credit", "kind", "name"),
    [
        ("Illustration/Herald", "illustration", "Herald"),
        ("A. Name/Illustration", "illustration", "A. Name"),
        ("Illustration: A. Name/Agency", "illustration", "A. Name/Agency"),
        ("illustration by A. Name", "illustration", "A. Name"),
        ("İllüstrasyon/Herald", "illustration", "Herald"),
        ("ÇİZİM/Herald", "illustration", "Herald"),
        ("Xêzkirin/Herald", "illustration", "Herald"),
        ("نیگار/سەفین هێراڵد", "illustration", "سەفین هێراڵد"),
        ("رسم/سفين هيرالد", "illustration", "سفين هيرالد"),
        ("Illustration", "illustration", ""),
        ("Infographic/AFP", "graphic", "AFP"),
        ("Chart: Ministry of Water", "chart", "Ministry of Water"),
        ("خريطة/وكالة", "map", "وكالة"),
        ("A. Map/Agency", "", "A. Map/Agency"),
        ("Map Room Studio", "", "Map Room Studio"),
        ("A. Name/Agency", "", "A. Name/Agency"),
    ],
)
def test_what_a_credit_calls_a_drawing_is_no_photo(credit: str, kind: str, name: str) -> None:
    lead = _lead(photo_credit=credit)
    assert (lead.drawing, lead.credit) == (kind, name)


@pytest.mark.parametrize(
    ("source_type", "kind"), [("digitalArt", "illustration"), ("dataDrivenMedia", "graphic"), ("digitalCapture", "")]
)
def test_a_picture_that_says_it_was_drawn_is_no_photo(source_type: str, kind: str) -> None:
    lead = _lead(replace(OLD, source_type=source_type), photo_credit="A. Name/Agency")
    assert (lead.drawing, lead.credit, lead.file_photo) == (kind, "A. Name/Agency", kind == "")


def test_only_an_editor_says_that_a_drawing_is_from_the_archive_and_it_has_no_day() -> None:
    assert not _lead(OLD, photo_credit="Map/Agency").file_photo
    lead = _lead(OLD, photo_credit="Map/Agency", file_photo=True)
    assert (lead.drawing, lead.file_photo, lead.taken) == ("map", True, None)


def test_what_a_model_made_is_no_illustration() -> None:
    lead = _lead(replace(BRIDGE, source_type="trainedAlgorithmicMedia"), photo_credit="Illustration/Herald")
    assert (lead.generated, lead.drawing, lead.credit) == ("made", "", "Illustration/Herald")


@pytest.mark.parametrize(("days", "is_file_photo"), [(90, False), (91, True)])
def test_it_is_a_file_photo_when_it_is_older_than_the_settings_say(days: int, is_file_photo: bool) -> None:
    taken = date(2026, 11, 21) - timedelta(days=days)
    assert _lead(replace(BRIDGE, created=taken)).file_photo is is_file_photo


def test_an_editor_can_say_that_an_old_picture_is_no_file_photo() -> None:
    lead = _lead(OLD, file_photo=False)
    assert not lead.file_photo
    assert lead.taken is None


def test_a_file_photo_without_a_date_of_its_own_has_none() -> None:
    lead = _lead(file_photo=True)
    assert lead.file_photo
    assert lead.taken is None


def test_a_day_after_the_story_is_not_believed() -> None:
    lead = _lead(replace(BRIDGE, created=date(2027, 1, 1)), file_photo=True)
    assert lead.file_photo
    assert lead.taken is None


@pytest.mark.parametrize(
    ("source_type", "generated"),
    [
        ("trainedAlgorithmicMedia", "made"),
        ("compositeWithTrainedAlgorithmicMedia", "edited"),
        ("compositeSynthetic", "edited"),
        ("algorithmicMedia", ""),
        ("digitalCapture", ""),
        ("", ""),
    ],
)
def test_what_a_trained_model_had_a_part_in_says_so(source_type: str, generated: str) -> None:
    assert _lead(replace(BRIDGE, source_type=source_type)).generated == generated


TOMORROW = NOON + timedelta(days=1)


def test_a_picture_whose_rights_have_ended_is_nowhere() -> None:
    """Neither on the page nor in its head, nor on a card, in the feed or among the files; until then it is everywhere."""
    written: dict[str, Any] = {"photo": "bridge.jpg", "photo_alt": "A bridge", "photo_rights_expire": TOMORROW}
    for as_of, is_shown in ((NOON, True), (TOMORROW, False)):
        page = _page(photo_rights_expire=TOMORROW, as_of=as_of)
        assert isinstance(page.main, ArticleView)
        assert page.main.lead
        assert bool(page.main.lead.picture) is is_shown
        assert [bool(page.image), bool(page.images), bool(page.preload)] == [is_shown] * 3
        assert ("photos/" in page.metadata) is is_shown
        pages = page_views(article(**written), as_of=as_of)
        assert bool(pages["/kurdistan/"].main.cards[0].picture) is is_shown
        planned = plan(article(**written), as_of=as_of).value
        assert any(isinstance(output, PhotoFile) for output in planned.outputs) is is_shown
        assert bool(planned.site.stories[0].image) is is_shown


def test_nothing_is_said_of_a_picture_that_was_withdrawn() -> None:
    assert _lead(NAMED, photo_rights_expire=NOON, photo_credit="A. Name") == FigureView(None)


def test_the_end_of_rights_is_when_the_site_is_next_due() -> None:
    for written in (
        {"photo": "bridge.jpg", "photo_rights_expire": TOMORROW},
        {"photos": (PhotoReference("bridge.jpg", "A bridge", rights_expire=TOMORROW),)},
        {"body": Body((BodyFigure(PhotoReference("bridge.jpg", "A", rights_expire=TOMORROW)),), 1)},
    ):
        assert plan(article(**written)).value.site.next_due == TOMORROW


def test_a_gallery_keeps_its_order_and_what_is_said_of_each() -> None:
    photos = (
        PhotoReference("bridge.jpg", "One", "First.", "A. Name"),
        PhotoReference("bridge.jpg", "Two", "Second.", "A. Name", rights_expire=NOON),
        PhotoReference("bridge.jpg", "Three", "Third.", "A. Name", file_photo=True),
    )
    first, second, third = _article(photos=photos).gallery
    assert (first.caption, first.file_photo) == ("First.", False)
    assert second.picture is None
    assert (third.caption, third.file_photo) == ("Third.", True)


def _planned_files(*documents: Any) -> set[str]:
    return {output.path for output in plan(*documents).value.outputs if isinstance(output, PhotoFile)}


def test_pictures_of_texts_and_galleries_are_made_whole_and_a_lead_in_all_shapes() -> None:
    wide = replace(BRIDGE, width=4000)
    whole = {file.path for file in variants(PhotoUse(wide, None, SETTINGS.photos, "recipe"))}
    body = Body((BodyFigure(PhotoReference("bridge.jpg", "A bridge")),), 1)
    assert _planned_files(wide, article(body=body)) == whole
    assert _planned_files(wide, article(photos=(PhotoReference("bridge.jpg"),))) == whole
    as_lead = _planned_files(wide, article(photo="bridge.jpg"))
    assert as_lead > whole
    assert {path.split("-")[1] for path in as_lead - whole} == {"16x9", "4x3", "1x1", "3x2"}


def test_a_portrait_is_published_as_a_small_square_alone() -> None:
    dilan = replace(DILAN, header=AuthorHeader(name="Dilan Example", photo="bridge.jpg"))
    made = _planned_files(dilan)
    assert made
    assert all("-1x1-" in path for path in made)


def test_one_picture_is_made_for_each_focus_it_is_used_with() -> None:
    wide = replace(BRIDGE, width=4000)
    one = article("one", photo="bridge.jpg", photo_focus=(0.1, 0.5))
    other = article("other", photo="bridge.jpg", photo_focus=(0.9, 0.5))
    assert _planned_files(wide, one, other) == _planned_files(wide, one) | _planned_files(wide, other)
    assert _planned_files(wide, one) - _planned_files(wide, other)


def test_an_editors_credit_goes_into_the_files_of_a_picture_that_names_nobody() -> None:
    nameless = replace(BRIDGE, rights=Rights(copyright="© 2026"))
    one, same, other = (
        article(name, photo="bridge.jpg", photo_credit=credit)
        for name, credit in (("one", "A. Name/Agency"), ("same", "A. Name/Agency"), ("other", "B. Name"))
    )
    assert _planned_files(nameless, one) == _planned_files(nameless, same)
    assert _planned_files(nameless, one).isdisjoint(_planned_files(nameless, other))
    assert _planned_files(nameless, one, other) == _planned_files(nameless, one) | _planned_files(nameless, other)
    credited = replace(nameless, rights=Rights(credit="A. Name/Agency", copyright="© 2026"))
    assert _planned_files(nameless, one) == {
        file.path for file in lead_files(PhotoUse(credited, None, SETTINGS.photos, "recipe"))
    }


@pytest.mark.parametrize("rights", [Rights(creator="A. Name"), Rights(credit="Agency")])
def test_whom_a_picture_names_nobody_overwrites(rights: Rights) -> None:
    named = replace(BRIDGE, rights=rights)
    written, unwritten = article(photo="bridge.jpg", photo_credit="B. Name"), article(photo="bridge.jpg")
    assert _planned_files(named, written) == _planned_files(named, unwritten)


def test_a_page_names_the_very_files_that_are_made_for_it() -> None:
    written: dict[str, Any] = {
        "photo_credit": "A. Name",
        "photo_focus": (0.2, 0.4),
        "photos": (PhotoReference("bridge.jpg", "A bridge", credit="B. Name"),),
        "body": Body((BodyFigure(PhotoReference("bridge.jpg", "A bridge", credit="C. Name")),), 1),
    }
    planned = plan(replace(BRIDGE, width=4000), article(photo="bridge.jpg", **written)).value.outputs
    made = {output.path for output in planned if isinstance(output, PhotoFile)}
    pages = "".join(
        repr(page) for page in page_views(article(photo="bridge.jpg", **written), replace(BRIDGE, width=4000)).values()
    )
    assert set(re.findall(r"photos/[\w.-]+", pages)) == made


def test_search_engines_and_social_networks_are_given_crops() -> None:
    page = _page(NAMED)
    crops = search_crops(PhotoUse(NAMED, None, SETTINGS.photos, "recipe"))
    assert [image.url for image in page.images] == [f"https://outlet.example/{crop.path}" for crop in crops]
    assert [(image.width, image.height) for image in page.images] == [(1200, 675), (1200, 900), (1200, 1200)]
    assert page.image == page.images[0].url
