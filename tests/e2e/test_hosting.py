"""What hosts and programs are told of the site besides its pages: the files for them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring
from newsroom import AS_OF, Newsroom, a_newsroom
from test_addresses import PUBLISHED

from generator.model.report import BuildReport

RSL = "{https://rslstandard.org/rsl}"

EVERYTHING = """
[languages.ckb]
name = "ڕۆژنامە"

[hosting]
headers = true

[hosting.sources]
img-src = "https://maps.example"
form-action = ["https://search.example"]
script-src = "'self'"

[well_known]
security_contact = ["mailto:security@courier.example", "https://courier.example/security"]
security_expires = 2026-12-31
trust = ["belongto=https://association.example/"]
ads = ["adsystem.example, 1234, DIRECT"]
humans = ["Layouts: Name Example, Hewlêr"]
manifest = true
nojekyll = true

[feeds]
json = ["site"]

[licence]
text = "https://creativecommons.org/licenses/by-nc/4.0/"
ai = "search-only"
contact = "mailto:rights@courier.example"
"""


def a_paper_that_tells(folder: Path, settings: str = EVERYTHING) -> Newsroom:
    newsroom = a_newsroom(folder, printed=True)
    with (newsroom.content / "site.toml").open("a", encoding="utf-8") as file:
        file.write(settings)
    newsroom.article("in-sorani", lang="ckb", title="کۆبوونەوە", section="kurdistan")
    return newsroom


def settled(report: BuildReport) -> BuildReport:
    assert report.problems == ()
    return report


# -- files -------------------------------------------------------------------------------------------------------------


def test_without_a_setting_there_is_no_such_file(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    settled(newsroom.build())
    site = newsroom.published()
    assert not [
        path
        for path in site
        if path.startswith((".", "_")) or (path.endswith((".txt", "manifest.json", "rsl.xml")) and path != "robots.txt")
    ]
    assert b"User-agent" in site["robots.txt"]
    assert site["robots.txt"].count(b"\n\n") == 1


def test_what_the_settings_say_is_at_the_addresses_where_programs_look(tmp_path: Path) -> None:
    newsroom = a_paper_that_tells(tmp_path)
    settled(newsroom.build())
    site = {path: content.decode("utf-8", "replace") for path, content in newsroom.published().items()}
    assert site[".well-known/security.txt"].splitlines() == [
        "Contact: mailto:security@courier.example",
        "Contact: https://courier.example/security",
        "Expires: 2026-12-31T00:00:00Z",
        "Preferred-Languages: en, ckb",
        "Canonical: https://courier.example/.well-known/security.txt",
    ]
    assert site[".well-known/trust.txt"].splitlines() == [
        "belongto=https://association.example/",
        "datatrainingallowed=no",
    ]
    assert site["ads.txt"] == "adsystem.example, 1234, DIRECT\n"
    assert site["humans.txt"] == "Layouts: Name Example, Hewlêr\n"
    assert site[".nojekyll"] == ""
    for prefix, name, direction in (("", "The Courier", "ltr"), ("ckb/", "ڕۆژنامە", "rtl")):
        manifest = json.loads(site[f"{prefix}manifest.json"])
        assert (manifest["name"], manifest["dir"], manifest["scope"]) == (name, direction, f"/{prefix}")
        assert all(icon["src"].removeprefix("/") in newsroom.published() for icon in manifest["icons"])
        assert f'<link rel="manifest" href="/{prefix}manifest.json">' in site[f"{prefix}index.html"]


def test_one_licence_says_the_same_everywhere(tmp_path: Path) -> None:
    said = {}
    for use in ("allow", "search-only", "deny"):
        newsroom = a_paper_that_tells(tmp_path / use, EVERYTHING.replace("search-only", use))
        settled(newsroom.build())
        site = newsroom.published()
        rights = fromstring(site["rsl.xml"])
        assert b'<atom:link href="https://courier.example/rsl.xml" rel="license"' in site["feed.xml"]
        assert json.loads(site["feed.json"])["_license"]["href"] == "https://courier.example/rsl.xml"
        robots = site["robots.txt"].decode()
        assert "\nLicense: https://courier.example/rsl.xml\n" in robots
        assert rights.findtext(f".//{RSL}standard") == "https://creativecommons.org/licenses/by-nc/4.0/"
        assert next(rights.iter(f"{RSL}copyright")).attrib == {
            "type": "organization",
            "contactEmail": "rights@courier.example",
        }
        said[use] = (
            "User-agent: GPTBot\n" in robots,
            "User-agent: OAI-SearchBot\n" in robots,
            words(rights, "permits"),
            words(rights, "prohibits"),
            site[".well-known/trust.txt"].decode().splitlines()[-1],
        )
        assert (b"plus:DataMining" in photo(site)) == (use != "allow")
        assert (b"DMI-PROHIBITED-AIMLTRAINING<" in photo(site)) == (use == "search-only")
        assert (b"DMI-PROHIBITED-EXCEPTSEARCHENGINEINDEXING<" in photo(site)) == (use == "deny")
        group = robots.partition("\n\n")[0]
        assert "Googlebot" not in robots
        assert group == "User-agent: *\nAllow: /" if use == "allow" else group.endswith("Allow: /rsl.xml\nDisallow: /")
    everything = {"search", "ai-train", "ai-input", "ai-index"}
    assert said == {
        "allow": (False, False, everything, set(), "datatrainingallowed=yes"),
        "search-only": (True, False, everything - {"ai-train"}, {"ai-train"}, "datatrainingallowed=no"),
        "deny": (True, True, {"search"}, everything - {"search"}, "datatrainingallowed=no"),
    }


def photo(site: Mapping[str, bytes]) -> bytes:
    """A photograph whose original says nothing of its rights."""
    return next(
        content for path, content in sorted(site.items()) if path.startswith("photos/") and path.endswith(".jpg")
    )


def words(rights: Element, name: str) -> set[str]:
    return {word for each in rights.iter(RSL + name) for word in (each.text or "").split()}


def test_an_outlet_is_told_before_security_txt_ends_and_when_it_has(tmp_path: Path) -> None:
    """The instants are found without a change of any file, and nothing that readers see depends on them."""
    newsroom = a_paper_that_tells(tmp_path)
    settled(newsroom.build())
    before = newsroom.published()
    for day, told in (
        ("2026-11-30", []),
        ("2026-12-01", ["ends on 2026-12-31"]),
        ("2026-12-31", ["ended on 2026-12-31"]),
    ):
        instant = AS_OF.fromisoformat(f"{day} 12:00+03:00")
        report = newsroom.build(as_of=instant)
        assert [problem.code for problem in report.problems] == ["security-expires"] * len(told)
        assert all(words in problem.message for words, problem in zip(told, report.problems, strict=True))
        assert newsroom.build(as_of=instant).problems == report.problems
    assert newsroom.published()[".well-known/security.txt"] == before[".well-known/security.txt"]


def test_the_files_for_hosts_have_a_policy_and_the_404_page_of_each_language(tmp_path: Path) -> None:
    newsroom = a_paper_that_tells(tmp_path)
    settled(newsroom.build())
    site = newsroom.published()
    lines = site["_headers"].decode().splitlines()
    policy = lines[1].removeprefix("  Content-Security-Policy: ").split("; ")
    assert lines[0] == "/*"
    assert "default-src 'none'" in policy
    assert "img-src 'self' https://maps.example" in policy
    assert "form-action https://search.example" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in lines[1]
    assert lines[lines.index("/photos/*") + 1] == "  Cache-Control: public, max-age=31536000, immutable"
    assert site["_redirects"].decode().splitlines()[-1] == "/ckb/* /ckb/404.html 404"
    newsroom.article("handover", "It met.", aliases=["/old/handover/"])
    newsroom.build()
    assert newsroom.published()["_redirects"].decode().splitlines() == [
        f"/old/handover/ {PUBLISHED}handover/ 301!",
        f"/old/handover/ {PUBLISHED}handover/ 301",
        "/ckb/* /ckb/404.html 404",
    ]


def test_the_configuration_is_never_written_where_readers_are(tmp_path: Path) -> None:
    newsroom = a_newsroom(tmp_path)
    said = newsroom.build_py("hosting", f"--file={newsroom.output / 'server.conf'}")
    assert (said.returncode, "readers must not see" in said.stderr) == (2, True)
