"""The configuration of the web desk, made from the model; and where its policy holds."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from generator.make.assets import without_unused
from generator.make.feeds.caddyfile import caddyfile
from generator.make.feeds.headers_file import headers_file
from generator.make.feeds.nginx_server import nginx_server
from generator.model.admin_settings import ADMIN_SCRIPT, AdminSettings, admin_policy
from generator.model.dataclass import fields
from generator.model.headers import ArticleHeader
from generator.model.hosting import TextFile
from generator.model.outputs import OldAddresses
from generator.model.settings import Language, Settings
from generator.plan.hosting import host_rules
from generator.plan.urls import Address
from generator.plan.web_desk.collections import UNSHOWN
from generator.plan.web_desk.outputs import configuration, web_desk
from tests.unit.newsrooms import SETTINGS

SCHEMA = json.loads((Path(__file__).parents[1] / "schemas" / "sveltia-cms-0.221.1.json").read_text("utf-8"))
GITHUB = AdminSettings("github", "outlet/newspaper")
ADDRESS = Address("https://outlet.example", "")
ASSETS = {name: f"assets/{name}" for name in (ADMIN_SCRIPT, "admin/desk.js", "admin/locales/ar.json")}


def settings_with(admin: AdminSettings, **more: Any) -> Settings:
    return replace(SETTINGS, admin=admin, **more)


@pytest.mark.parametrize(
    "admin",
    [
        GITHUB,
        AdminSettings("github", "o/n", "main", base_url="https://in.example", editorial_workflow=True),
        AdminSettings(
            "gitlab", "a/b/c", api_root="https://git.example/api/v4", base_url="https://git.example", app_id="1"
        ),
        AdminSettings("gitea", "o/n", path="{section}/{slug}"),
    ],
)
def test_the_configuration_is_one_by_its_official_schema(admin: AdminSettings) -> None:
    keys = (("kicker", "text"), ("seen", "date"), ("longread", "flag"), ("places", "list"))
    made = configuration(settings_with(admin, keys=keys, languages=(Language("en"), Language("ckb"))))
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(made)] == []
    shown = [each for each in made["collections"] if "folder" in each]
    assert [each["folder"] for each in shown] == [
        f"content/{kind}{language}"
        for language in ("", "/ckb")
        for kind in ("articles", "authors", "sections", "pages")
    ]
    assert shown[0]["path"] == admin.path.replace("{", "{{").replace("}", "}}")


def test_every_key_of_an_article_has_a_field_or_is_left_as_it_is() -> None:
    made = configuration(settings_with(GITHUB, languages=(Language("en"), Language("ckb"))))
    articles = next(each for each in made["collections"] if each.get("name") == "articles_ckb")
    named = [field["name"] for field in articles["fields"]]
    assert "template" not in articles["slug"]  # a name in Latin letters has to be typed
    assert len(named) == len(set(named))
    assert set(named) - {"body"} == {field.name for field in fields(ArticleHeader)} - UNSHOWN
    assert [field["name"] for field in articles["fields"] if field["required"]] == [
        *("title", "body", "section", "date", "status"),
    ]
    assert not [field["name"] for field in articles["fields"] if "default" in field and field["name"] != "date"]


def test_times_are_those_of_clocks_where_the_paper_is() -> None:
    articles = configuration(settings_with(GITHUB))["collections"][0]
    date = next(field for field in articles["fields"] if field["name"] == "date")
    assert (date["input_timezone"], date["format"]) == ("Asia/Baghdad", "YYYY-MM-DD HH:mm")


def test_there_is_no_desk_where_nobody_asked_for_one_and_none_on_a_mirror() -> None:
    assert [*web_desk(SETTINGS, ASSETS, ADDRESS)] == []
    mirror = Address("https://outlet.example", "", mirror="https://other.example")
    assert [*web_desk(settings_with(GITHUB), ASSETS, mirror)] == []
    files = {**dict.fromkeys(ASSETS, b""), "css/a.css": b""}
    assert [*without_unused(files, is_searched=True, is_republished=True, has_lite=True, has_admin=False)] == [
        "css/a.css"
    ]


def test_the_page_lies_where_the_site_does_and_is_not_for_search_engines() -> None:
    address = Address("https://outlet.example/paper", "/paper")
    page, configured = web_desk(settings_with(GITHUB), ASSETS, address)
    assert (page.path, configured.path) == ("admin/index.html", "admin/config.json")
    assert isinstance(page.content, TextFile)
    text = "\n".join(page.content.lines)
    for said in ('"noindex"', 'src="/paper/assets/admin/sveltia-cms.js"', 'href="/paper/admin/config.json"'):
        assert said in text
    assert "frame-ancestors" not in text  # browsers complain of it there


def test_only_the_desk_has_its_policy() -> None:
    before = host_rules(SETTINGS, ("en",), ADDRESS)
    rules = host_rules(settings_with(GITHUB), ("en",), ADDRESS)
    assert (rules.policy, rules.policies, rules.widest) == (before.policy, before.policies, before.widest)
    policy = admin_policy(GITHUB, is_secure=True)
    assert "script-src 'self'; " in policy
    assert "https://api.github.com" in policy
    told = headers_file(rules).splitlines()
    assert told[:-3] == headers_file(before).splitlines()
    assert told[-3:] == ["/admin/*", "  ! Content-Security-Policy", f"  Content-Security-Policy: {policy}"]
    caddy = caddyfile(rules, OldAddresses()).splitlines()
    assert [line for line in caddy if "Content-Security-Policy" in line] == [
        f'header @dateline_policy Content-Security-Policy "{rules.policy}"',
        f'header @dateline_policy_1 Content-Security-Policy "{policy}"',
    ]
    assert '\tnot path "/admin/" "/admin/index.html"' in caddy
    nginx = nginx_server(rules).splitlines()
    assert [line for line in nginx if "dateline_policy" in line] == [
        f'set $dateline_policy "{rules.policy}";',
        f'if ($uri ~ "^(?:/admin/)(?:index\\.html)?$") {{ set $dateline_policy "{policy}"; }}',
        "add_header Content-Security-Policy $dateline_policy always;",
    ]


def test_a_desk_speaks_with_the_server_of_the_outlet_alone() -> None:
    own = AdminSettings(
        "gitlab", "a/b", api_root="https://git.example/api/v4", base_url="https://git.example", app_id="1"
    )
    allowed = dict(part.split(" ", 1) for part in admin_policy(own, is_secure=True).split("; ") if " " in part)
    assert allowed["connect-src"] == "'self' blob: data: https://git.example"
