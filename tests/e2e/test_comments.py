"""`python build.py comments`: what a moderator approved in the form comes onto the page of its article, and no further."""

from __future__ import annotations

from pathlib import Path

import pytest
from newsroom import SITE, a_newsroom

from generator.cli import main

EXPORT = """
[comments.export]
name = "Name"
text = "Comment"
date = "Timestamp"
article = "Article"
approved = "Status"
date_format = "d/M/yyyy H:mm"
"""
ROWS = """\
Timestamp,Name,E-mail,Article,Comment,Status
21/11/2026 9:00,Ava,ava@mail.example,handover,"<b>So it was.</b>",approved
21/11/2026 9:01,Bea,bea@mail.example,handover,"No.",rejected
"""


def test_an_approved_row_comes_onto_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    newsroom = a_newsroom(tmp_path, printed=True)
    head, _, rest = SITE.partition("[photos]")
    newsroom.write("site.toml", f"{head}{EXPORT}\n[photos]{rest}")
    newsroom.build()
    before = newsroom.published()
    (tmp_path / "export.csv").write_text(ROWS, "utf-8")
    command = ["comments", str(tmp_path / "export.csv"), *newsroom.arguments()[2:]]
    assert main([*command, "--dry-run"]) == 0
    assert not (newsroom.content / "comments").exists()
    assert main(command) == 0
    said = capsys.readouterr().out
    assert "1 comment is new:\n  content/comments/handover/20261121-" in said
    assert main(command) == 0
    assert "No comment is new.\nOf the other rows: 1 known already, 1 not approved." in capsys.readouterr().out
    report = newsroom.build()
    assert report.changed == ("kurdistan/2026/11/handover/index.html",)
    page = newsroom.page("kurdistan/2026/11/handover/index.html")
    assert '<p dir="auto">&lt;b&gt;So it was.&lt;/b&gt;</p>' in page
    assert not any(b"mail.example" in content for content in newsroom.published().values())
    changed = {path for path, content in newsroom.published().items() if before.get(path) != content}
    assert changed - {".dateline-manifest.json"} == set(report.changed)
    assert main(["comments", str(tmp_path / "nothing.csv"), *newsroom.arguments()[2:]]) == 2
