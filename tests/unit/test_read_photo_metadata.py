"""What a photograph's file says of it: read from what real software writes, and from what nobody should."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest

from generator.model.documents import Picture, Rights
from generator.read.photos.metadata import MAX_ADDRESS, MAX_CAPTION
from tests.unit.pictures import exif, measure, picture_bytes, with_iptc, xmp

DESCRIPTION, EXIF_DIRECTORY, TAKEN = 0x010E, 0x8769, 0x9003
NAMESPACES = (
    ' xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:exif="http://ns.adobe.com/exif/1.0/"'
    ' xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"'
)

needs_exiftool = pytest.mark.skipif(
    not shutil.which("exiftool") and "CI" not in os.environ, reason="exiftool is not installed"
)


def with_xmp(inside: str) -> Picture:
    packet = xmp(inside).replace(b' xmlns:dc="', NAMESPACES.encode() + b' xmlns:dc="', 1)
    return measure(picture_bytes(xmp=packet))


def with_exif(tags: dict[int, Any]) -> Picture:
    return measure(picture_bytes(exif=exif(tags)))


def written(content: bytes, folder: Path, suffix: str, *arguments: str) -> Picture:
    """What is read once exiftool has written something into a file."""
    path = folder / f"flag.{suffix}"
    path.write_bytes(content)
    subprocess.run(["exiftool", "-q", "-overwrite_original", *arguments, str(path)], check=True)
    return measure(path.read_bytes(), f"photos/flag.{suffix}")


@needs_exiftool
@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "TIFF", "AVIF"])
def test_all_that_an_agency_writes_is_read_from_every_format(image_format: str, tmp_path: Path) -> None:
    picture = written(
        picture_bytes(image_format),
        tmp_path,
        image_format.lower(),
        "-XMP-dc:Creator=Dilan Example",
        "-XMP-photoshop:Credit=Dilan Example/The Agency",
        "-XMP-dc:Rights=© 2026 The Agency",
        "-XMP-xmpRights:WebStatement=https://agency.example/terms?id=7&lang=en",
        "-XMP-plus:LicensorName=The Agency",
        "-XMP-plus:LicensorURL=https://agency.example/buy/7",
        "-XMP-dc:Description=Rain in Hewlêr.",
        "-XMP-photoshop:DateCreated=2020:03:29 23:30:00-08:00",
        "-XMP-iptcExt:DigitalSourceType=http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
        "-GPSLatitude=36.19",
        "-GPSLatitudeRef=N",
        "-SerialNumber=4711",
    )
    assert picture.rights == Rights(
        "Dilan Example",
        "Dilan Example/The Agency",
        "© 2026 The Agency",
        "https://agency.example/terms?id=7&lang=en",
        "The Agency",
        "https://agency.example/buy/7",
    )
    assert picture.caption == "Rain in Hewlêr."
    assert picture.created == date(2020, 3, 29)
    assert picture.source_type == "trainedAlgorithmicMedia"


@needs_exiftool
@pytest.mark.parametrize("image_format", ["JPEG", "TIFF"])
def test_all_that_an_old_program_writes_is_read_from_iptc(image_format: str, tmp_path: Path) -> None:
    picture = written(
        picture_bytes(image_format),
        tmp_path,
        image_format.lower(),
        "-IPTC:By-line=Dilan Example",
        "-IPTC:Credit=The Agency",
        "-IPTC:CopyrightNotice=2026 The Agency",
        "-IPTC:Caption-Abstract=Rain in the old town.",
        "-IPTC:DateCreated=2020:03:29",
    )
    assert picture.rights == Rights("Dilan Example", "The Agency", "2026 The Agency")
    assert (picture.caption, picture.created) == ("Rain in the old town.", date(2020, 3, 29))


@needs_exiftool
def test_all_that_a_camera_writes_is_read_from_exif(tmp_path: Path) -> None:
    picture = written(
        picture_bytes(),
        tmp_path,
        "jpg",
        "-EXIF:Artist=Dilan Example",
        "-EXIF:Copyright=2026 The Agency",
        "-EXIF:ImageDescription=Rain in Hewlêr.",
        "-EXIF:DateTimeOriginal=2020:03:29 23:59:59",
        "-EXIF:OffsetTimeOriginal=-08:00",
    )
    assert picture.rights == Rights(creator="Dilan Example", copyright="2026 The Agency")
    assert (picture.caption, picture.created) == ("Rain in Hewlêr.", date(2020, 3, 29))


@needs_exiftool
def test_rights_in_a_struct_of_several_licensors_are_those_of_the_first(tmp_path: Path) -> None:
    struct_of_two = "-XMP-plus:Licensor=[{LicensorURL=https://a.example/},{LicensorURL=https://b.example/}]"
    assert written(picture_bytes(), tmp_path, "jpg", struct_of_two).rights.licensor_url == "https://a.example/"


def test_a_licensor_may_be_written_as_attributes_or_as_a_description() -> None:
    attributes = '<plus:Licensor><rdf:Seq><rdf:li plus:LicensorName="A" plus:LicensorURL="https://a.example/"/></rdf:Seq></plus:Licensor>'
    described = attributes.replace("<rdf:li ", "<rdf:li><rdf:Description ").replace(
        "/></rdf:Seq>", "/></rdf:li></rdf:Seq>"
    )
    for inside in (attributes, described):
        rights = with_xmp(inside).rights
        assert (rights.licensor, rights.licensor_url) == ("A", "https://a.example/")


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "www.agency.example/terms",
        "see our site",
        "https://",
        "https://[agency",
        "https://agency.example/&quot;onclick=&quot;",
        "https://agency.example/two words",
        "https://agency.example/" + "x" * MAX_ADDRESS,
        "ftp://agency.example/terms",
    ],
)
def test_what_is_no_web_address_is_kept_as_none(address: str) -> None:
    inside = f"<xmpRights:WebStatement>{address}</xmpRights:WebStatement><plus:Licensor><rdf:Seq><rdf:li"
    inside += f' plus:LicensorName="A" plus:LicensorURL="{address}"/></rdf:Seq></plus:Licensor>'
    rights = with_xmp(inside).rights
    assert (rights.statement, rights.licensor_url, rights.licensor) == ("", "", "A")


def test_an_address_may_be_written_as_a_resource() -> None:
    picture = with_xmp(
        '<xmpRights:WebStatement rdf:resource=" https://agency.example/terms "/>'
        '<Iptc4xmpExt:DigitalSourceType rdf:resource="http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture"/>'
    )
    assert (picture.rights.statement, picture.source_type) == ("https://agency.example/terms", "digitalCapture")


@pytest.mark.parametrize(
    ("written_type", "kept"),
    [
        ("http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic", "compositeSynthetic"),
        ("https://cv.iptc.org/newscodes/digitalsourcetype/negativeFilm/", "negativeFilm"),
        ("digsrctype:algorithmicMedia", "algorithmicMedia"),
        ("trainedAlgorithmicMedia", "trainedAlgorithmicMedia"),
        ("http://agency.example/type?x=&lt;script&gt;", ""),
        ("made by hand", ""),
        ("", ""),
    ],
)
def test_of_a_digital_source_type_the_last_part_is_kept(written_type: str, kept: str) -> None:
    picture = with_xmp(f"<Iptc4xmpExt:DigitalSourceType>{written_type}</Iptc4xmpExt:DigitalSourceType>")
    assert picture.source_type == kept


@pytest.mark.parametrize(
    "default",
    [
        "OLYMPUS DIGITAL CAMERA         ",
        "SONY DSC",
        "KONICA MINOLTA DIGITAL CAMERA",
        "KODAK Digital Still Camera",
        "SAMSUNG",
        "DCF 1.0",
        "Exif_JPEG_PICTURE",
        "Untitled",
        "IMG_4711.JPG",
        "DSC_0001",
        "DSCF1234",
        "20200329_2359",
        "---",
        "Created with GIMP",
        "Screenshot",
    ],
)
def test_what_cameras_and_programs_write_by_default_is_no_caption(default: str) -> None:
    assert with_exif({DESCRIPTION: default}).caption == ""
    assert with_xmp(f"<dc:description>{default}</dc:description>").caption == ""


@pytest.mark.parametrize(
    "caption",
    ["Rain.", "Sony workers on strike", "A digital camera at the fair in Hewlêr", "باران", "Voters in 2020", "Photo 51 at the museum", "1 2 " * 400 + "x"],
)  # fmt: skip
def test_a_caption_is_kept_although_it_begins_like_a_default(caption: str) -> None:
    assert with_exif({DESCRIPTION: caption.encode()}).caption == caption


def test_a_default_of_the_camera_does_not_stand_before_the_caption_of_an_editor() -> None:
    content = picture_bytes(xmp=xmp("<dc:description>SONY DSC</dc:description>"))
    assert measure(with_iptc(content, [(120, b"Rain.")])).caption == "Rain."


@pytest.mark.parametrize(
    ("alternatives", "language"),
    [
        ([("ar", "الجسر")], "ar"),
        ([("x-default", "الجسر"), ("ar-IQ", "الجسر")], "ar-IQ"),
        ([("en", "The bridge"), ("x-default", "الجسر"), ("ar", "الجسر")], "ar"),
        ([("en", "The bridge"), ("x-default", "الجسر")], ""),
        ([("x-default", "الجسر")], ""),
        ([("und", "الجسر")], ""),
        ([('x"><b>', "الجسر")], ""),
    ],
)
def test_a_caption_is_in_the_language_that_it_says(alternatives: list[tuple[str, str]], language: str) -> None:
    entries = "".join(f"<rdf:li xml:lang={quoteattr(tag)}>{text}</rdf:li>" for tag, text in alternatives)
    picture = with_xmp(f"<dc:description><rdf:Alt>{entries}</rdf:Alt></dc:description>")
    assert (picture.caption, picture.caption_lang) == ("الجسر", language)


def test_the_language_of_one_caption_is_not_that_of_another() -> None:
    """A caption that is none, in XMP, and one of which nobody knows the language, in IPTC."""
    notes = '<dc:description><rdf:Alt><rdf:li xml:lang="ja">SONY DSC</rdf:li></rdf:Alt></dc:description>'
    picture = measure(with_iptc(picture_bytes(xmp=xmp(notes)), [(120, b"Rain.")]))
    assert (picture.caption, picture.caption_lang) == ("Rain.", "")


def test_a_caption_is_one_line_and_cut_where_iptc_cuts_it() -> None:
    picture = with_xmp(f"<dc:description>Rain\n\n in\u202e {'x' * 3000}</dc:description>")
    assert picture.caption.startswith("Rain in xxx")
    assert len(picture.caption) == MAX_CAPTION


@pytest.mark.parametrize(
    ("taken", "day"),
    [
        ("2020:03:29 23:59:59", date(2020, 3, 29)),
        ("2020-03-29T00:30:00+03:00", date(2020, 3, 29)),
        ("2020:03:29", date(2020, 3, 29)),
        ("20200329", date(2020, 3, 29)),
        ("1850:06:01 12:00:00", date(1850, 6, 1)),
        ("0000:00:00 00:00:00", None),
        ("    :  :     :  :  ", None),
        ("2020:00:00", None),
        ("2020:02:30", None),
        ("2020:03", None),
        ("2020", None),
        ("1970:01:01 00:00:00", None),
        ("1980:01:01 00:00:00", None),
        ("1500:01:01", None),
        ("9999:12:31", None),
        ("2020:03:291", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_read_as_it_is_written_and_nonsense_is_none(taken: str, day: date | None) -> None:
    assert with_exif({EXIF_DIRECTORY: {TAKEN: taken}}).created == day
    assert with_xmp(f"<photoshop:DateCreated>{taken}</photoshop:DateCreated>").created == day


def test_the_day_that_an_editor_wrote_goes_before_that_of_the_camera() -> None:
    camera = exif({EXIF_DIRECTORY: {TAKEN: "2004:04:04 04:04:04"}})
    packet = xmp(
        "<photoshop:DateCreated>2001-01-01</photoshop:DateCreated><exif:DateTimeOriginal>2002-02-02</exif:DateTimeOriginal>"
    )
    packet = packet.replace(b' xmlns:dc="', NAMESPACES.encode() + b' xmlns:dc="', 1)
    editor = packet.replace(b"<photoshop:DateCreated>2001-01-01</photoshop:DateCreated>", b"")
    contents = [
        with_iptc(picture_bytes(exif=camera, xmp=packet), [(55, b"20030303")]),
        with_iptc(picture_bytes(exif=camera, xmp=editor), [(55, b"20030303")]),
        with_iptc(picture_bytes(exif=camera), [(55, b"20030303")]),
        picture_bytes(exif=camera),
    ]
    days = [date(2001, 1, 1), date(2002, 2, 2), date(2003, 3, 3), date(2004, 4, 4)]
    assert [measure(content).created for content in contents] == days


def test_a_broken_directory_of_the_camera_leaves_the_artist_known() -> None:
    block = exif({0x013B: "Dilan", EXIF_DIRECTORY: {TAKEN: "2020:03:29 10:00:00"}})
    place = block.index(struct.pack("<H", EXIF_DIRECTORY) if b"II*" in block else struct.pack(">H", EXIF_DIRECTORY))
    broken = block[: place + 8] + b"\xff\xff\xff\x7f" + block[place + 12 :]
    picture = measure(picture_bytes(exif=broken))
    assert (picture.rights.creator, picture.created) == ("Dilan", None)


def test_iptc_with_an_extended_size_and_a_field_that_is_cut_off_is_read_as_far_as_it_goes() -> None:
    fields = b"\x1c\x02\x50\x80\x04\0\0\0\x05Dilan" + b"\x1c\x01\x5a\0\x03\x1b%G" + b"\x1c\x02\x6e\0\xffThe"
    block = (
        b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(fields)) + fields + b"\0" * (len(fields) % 2)
    )
    content = picture_bytes()
    segment = b"\xff\xed" + struct.pack(">H", len(block) + 2) + block
    assert measure(content[:2] + segment + content[2:]).rights.creator == "Dilan"


def test_photoshops_list_of_ancestors_does_not_hide_the_rights_behind_it() -> None:
    ancestors = "".join(f"<rdf:li>{number:032x}</rdf:li>" for number in range(80_000))
    packet = xmp(
        f"<photoshop:DocumentAncestors><rdf:Bag>{ancestors}</rdf:Bag></photoshop:DocumentAncestors>"
        "<dc:rights>The Agency</dc:rights>"
    )
    assert len(packet) > 3_000_000
    assert measure(picture_bytes("WEBP", xmp=packet)).rights.copyright == "The Agency"


def test_words_in_a_wrong_encoding_are_read_rightly_and_told() -> None:
    picture = with_xmp(
        "<dc:description>The governorâ€™s cafÃ©</dc:description><dc:creator>Â\u0093JoséÂ\u0094</dc:creator>"
        "<dc:rights>Lost\u0081word</dc:rights>"
    )
    assert picture.caption == "The governor’s café"
    assert picture.rights.creator == "“José”"
    assert picture.rights.copyright == "Lost word", "what nobody can read is not published"
    assert picture.misread == ("Â�JoséÂ�", "“José”")


def test_captions_of_other_alphabets_are_in_no_wrong_encoding() -> None:
    assert with_xmp("<dc:description>“Şêrko’s” Çiya, À la carte</dc:description>").misread == ("", "")
