"""The index of the search: whole, of what is out, and left alone where no text of it changed."""

from __future__ import annotations

import gzip
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from newsroom import AS_OF, POLICY, SITE, Newsroom, codes, document, in_print, photo_keys

ON = f"{SITE}\n[search]\npagefind = true\n\n[languages.ckb]\nname = “ڕۆژنامە”\n".replace("“", '"').replace("”", '"')


def a_searched_newsroom(folder: Path) -> Newsroom:
    newsroom = in_print(folder)
    newsroom.write("site.toml", ON)
    newsroom.write("policies/comments.md", POLICY)
    newsroom.write("sections/kurdistan.md", document("", {"title": "Kurdistan"}))
    newsroom.write("sections/ckb/kurdistan.md", document("", {"title": "کوردستان"}))
    newsroom.write("authors/dilan.md", document("", {"name": "Dilan Example"}))
    for number in range(4):
        author = ["dilan", f"Guest {number}"]
        newsroom.article(f"a{number}", f"The *coun*cil met {number}.", title=f"“Headline” <{number}>", author=author)
    newsroom.article("ckb1", "شاری هەولێر.", title="هەولێر", lang="ckb")
    return newsroom


def results(newsroom: Newsroom, folder: str = "search/index") -> dict[str, dict[str, Any]]:
    """What a browser can load of each article, by its address."""
    files = (newsroom.output / folder / "fragment").iterdir()
    found = (json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")) for file in files)
    return {each["url"]: each for each in found}


def unpacked(newsroom: Newsroom) -> bytes:
    """All files of the site, those of the index unpacked."""
    files = newsroom.published()
    return b"\n".join(
        gzip.decompress(content) if path.rpartition(".")[2].startswith("pf_") else content
        for path, content in files.items()
    )


def of_index(paths: tuple[str, ...]) -> list[str]:
    return [path for path in paths if "search/index/" in path]


def clean_site(newsroom: Newsroom, folder: Path, **options: Any) -> dict[str, bytes]:
    clean = Newsroom(folder, newsroom.layouts, newsroom.assets)
    folder.mkdir()
    clean.content.symlink_to(newsroom.content)
    assert not clean.build(**options).errors
    return clean.published()


def test_readers_are_shown_what_editors_wrote(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    assert newsroom.build().published
    found = results(newsroom)["/kurdistan/2026/11/a1/"]
    assert found["content"] == "The council met 1."
    assert found["meta"]["title"] == "“Headline” <1>"
    assert found["meta"]["byline"] == ["Dilan Example", "Guest 1"]
    assert found["filters"] == {"author": ["Dilan Example", "Guest 1"], "section": ["Kurdistan"], "year": ["2026"]}
    (sorani,) = results(newsroom, "ckb/search/index").values()
    assert (sorani["content"], sorani["meta"]["title"]) == ("شاری هەولێر.", "هەولێر")
    assert ' hidden data-index="/search/index/"' in newsroom.page("search/index.html"), "the script shows the form"
    assert "<noscript>" in newsroom.page("search/index.html")
    assert 'href="/search/"' in newsroom.page("index.html")


def test_an_article_of_anything_is_found(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    odd = "“Q” </script> 👩‍👩‍👧 ___PAGEFIND_WEIGHT___3"
    newsroom.article("empty", "", title="Without a text")
    newsroom.photo("photos/flag.jpg")
    points = ["Ayes had it.", "Noes did not."]
    newsroom.article("seen", "It met.", summary="In short.", key_points=points, **photo_keys("flag"))
    newsroom.article("odd", f"{odd} ﷺ ء \u200b end.\n\n- one\n- *t*wo", title=f"{odd} {'long ' * 1000}")
    assert newsroom.build().published
    found = results(newsroom)
    assert found["/kurdistan/2026/11/empty/"]["content"] == "Without a text"
    seen = "In short. It met. Ayes had it. Noes did not. The caption of flag."
    assert found["/kurdistan/2026/11/seen/"]["content"] == seen
    assert found["/kurdistan/2026/11/odd/"]["content"].endswith("ﷺ ء end. one two")
    assert len(found["/kurdistan/2026/11/odd/"]["meta"]["title"]) > 5000


def test_a_changed_site_has_the_index_of_one_built_from_nothing(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    newsroom.build()
    newsroom.edit("articles/a1.md", "met 1", "sat 1")
    newsroom.article("a9", "One more.", title="Another")
    (newsroom.content / "articles" / "a2.md").unlink()
    report = newsroom.build()
    assert newsroom.published() == clean_site(newsroom, tmp_path / "clean")
    made = [*report.added, *report.changed]
    assert len([path for path in made if path.startswith("search/index/fragment/")]) == 2, "what stayed is left alone"
    assert len([path for path in report.removed if path.startswith("search/index/fragment/")]) == 2
    assert not [path for path in of_index(report.added) if path.startswith("ckb/")], "so is the other language"
    assert len(results(newsroom)) == 4


def test_an_index_of_which_no_text_changed_is_left_alone(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    newsroom.build()
    newsroom.write("pages/about.md", document("We are the Courier.", {"title": "About"}))
    report = newsroom.build()
    assert report.added
    assert not of_index((*report.added, *report.changed, *report.removed))
    assert not any("search/index/" in each.path for each in report.rebuilt)


def test_a_damaged_index_is_made_again(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    newsroom.build()
    site = newsroom.published()
    first, second, *_ = sorted(path for path in site if "search/index/fragment/" in path)
    (newsroom.output / first).write_bytes(b"")
    (newsroom.output / second).unlink()
    newsroom.build()
    assert newsroom.published() == site


def test_what_is_not_out_is_in_no_index(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    later = (AS_OF + timedelta(hours=1)).isoformat(" ")
    keys = {"summary": "Of zqsummary."}
    newsroom.article("embargoed", "The zqbody met.", title="Zqtitle", embargo=later, **keys)
    newsroom.article("expiring", "The zqover met.", title="Zqovertitle", expires=later)
    newsroom.article("draft", "The zqdraft met.", title="Zqdrafttitle", status="draft")
    newsroom.build()
    before = unpacked(newsroom).lower()
    assert not [word for word in (b"zqbody", b"zqtitle", b"zqsummary", b"zqdraft") if word in before]
    assert b"zqover" in before
    assert newsroom.published() == clean_site(newsroom, tmp_path / "clean")
    newsroom.build(as_of=AS_OF + timedelta(hours=2))
    after = unpacked(newsroom).lower()
    assert not [word for word in (b"zqover", b"zqdraft") if word in after]
    assert all(word in after for word in (b"zqbody", b"zqtitle", b"zqsummary"))
    (newsroom.content / "articles" / "embargoed.md").write_text(
        document(
            "The zqbody met.",
            {"title": "Zqtitle", "date": "2026-11-20 14:30", "section": "kurdistan", "status": "withdrawn"},
        )
    )
    newsroom.build(as_of=AS_OF + timedelta(hours=3))
    assert b"zqbody" not in unpacked(newsroom)


def test_a_preview_and_a_site_without_the_setting_have_none(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    newsroom.build(preview=True)
    assert not of_index(tuple(newsroom.published()))
    assert (newsroom.output / "search" / "index.html").is_file()
    newsroom.write("site.toml", ON.replace("pagefind = true", "pagefind = false"))
    newsroom.build()
    assert not [path for path in newsroom.published() if "search" in path]
    assert b"/search/" not in unpacked(newsroom)


def test_without_pagefind_a_build_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    report = newsroom.build()
    assert codes(report) == ["no-pagefind"]
    (problem,) = report.problems
    assert 'pip install ".[search]"' in problem.hint
    assert not report.published


def test_a_search_engine_alone_needs_neither_script_nor_pagefind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    monkeypatch.setenv("PAGEFIND_BINARY_PATH", str(tmp_path / "nothing"))
    engine = '[search]\nsite_search = "https://duckduckgo.com/?kp=-1&q={query}&sites={host}"'
    newsroom.write("site.toml", ON.replace("[search]\npagefind = true", engine))
    assert newsroom.build().published
    page = newsroom.page("ckb/search/index.html")
    assert '<form class="search-form" role="search" method="get" action="https://duckduckgo.com/"' in page
    assert '<input type="hidden" name="sites" value="courier.example">' in page
    assert 'name="q"' in page
    assert "<script" not in page


def test_a_withheld_name_is_in_no_index(tmp_path: Path) -> None:
    newsroom = a_searched_newsroom(tmp_path)
    newsroom.article("secret", "The source spoke.", title="A source", withheld=["Kawa Ali"])
    newsroom.write("authors/kawa.md", document("", {"name": "Kawa Ali"}))
    newsroom.article("other", "Kawa Ali sang.", title="A singer", author="kawa")
    assert newsroom.build().published
    secret = results(newsroom)["/kurdistan/2026/11/secret/"]
    assert "Kawa" not in json.dumps(secret)
