"""`[admin]` of content/site.toml -> the settings of the web desk, with a problem for every fault."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from generator.model.admin_settings import BACKENDS, PATH_FIELDS, WITH_WORKFLOW, AdminSettings, is_loopback
from generator.model.problems import Problem
from generator.model.regex import regex
from generator.model.settings import is_web_address
from generator.model.suggestions import did_you_mean
from generator.read.setting_problems import placeholder_problems, typed_table, wrong_value

_REPO = regex(r"[\w.-]+/[\w.-]+")
_DEEP_REPO = regex(r"[\w.-]+(?:/[\w.-]+)+")
"""At GitLab, a group may be in another one."""
_BRANCH = regex(r"(?![/.-])(?!.*(?:\.\.|//|@\{|/\.|\.lock(?:/|$)))[^\x00-\x20~^:?*\[\\\x7f]+(?<![/.])")
"""A name of a branch, by git-check-ref-format."""
_PATH = regex(r"(?:\{(?:year|month|day|section)\}/){0,4}\{slug\}")
_EXAMPLE_PATH = 'Write for instance path = "{year}/{month}/{slug}".'


def admin_settings(values: dict[str, Any], problems: list[Problem]) -> AdminSettings:
    """Return the table [admin]."""
    admin: AdminSettings | None = typed_table(AdminSettings, values, "admin.", problems)
    if admin is None:
        return AdminSettings()
    if not admin.backend:
        hint = (
            f'Write for instance backend = "github"; there are {", ".join(BACKENDS)}. Without a desk, delete [admin].'
        )
        problems.append(wrong_value("admin", "The web desk needs to know where the repository is.", hint))
    elif admin.backend not in BACKENDS:
        hint = did_you_mean(admin.backend, BACKENDS) or f"Write {', '.join(BACKENDS[:-1])} or {BACKENDS[-1]}."
        problems.append(wrong_value("admin.backend", f"“{admin.backend}” is no host that the desk can write to.", hint))
    else:
        problems += _repository_problems(admin)
        problems += _sign_in_problems(admin)
        problems += _path_problems(admin.path)
    return admin


def _repository_problems(admin: AdminSettings) -> Iterator[Problem]:
    pattern = _DEEP_REPO if admin.backend == "gitlab" else _REPO
    if not pattern.fullmatch(admin.repo):
        message = f"“{admin.repo}” is no repository." if admin.repo else "The desk needs to know the repository."
        yield wrong_value(
            "admin.repo" if admin.repo else "admin",
            message,
            'Write its owner and its name:  repo = "outlet/newspaper"',
        )
    if admin.branch and not _BRANCH.fullmatch(admin.branch):
        hint = 'Write for instance branch = "main", or leave it out for the usual one.'
        yield wrong_value("admin.branch", f"“{admin.branch}” is no name of a branch.", hint)
    if admin.editorial_workflow and admin.backend not in WITH_WORKFLOW:
        message = f"The desk can keep no draft out of the branch at {admin.backend}."
        yield wrong_value("admin.editorial_workflow", message, "Leave it out.")


def _sign_in_problems(admin: AdminSettings) -> Iterator[Problem]:
    for key, what, example in (
        ("api_root", "the API of your server", "https://git.outlet.example/api/v4"),
        ("base_url", "a service for signing in", "https://sign-in.outlet.example"),
    ):
        address = getattr(admin, key)
        if not address:
            continue
        if not is_web_address(address):
            yield wrong_value(
                f"admin.{key}", f"“{address}” is no web address.", f'Write for instance {key} = "{example}".'
            )
        elif urlsplit(address).scheme != "https" and not is_loopback(address):
            message = f"What editors send to {what} could be read on the way."
            yield wrong_value(f"admin.{key}", message, "Begin it with https://")
    if admin.app_id and admin.backend == "github":
        message = "At GitHub, the application is known to the service for signing in alone."
        yield wrong_value("admin.app_id", message, "Delete it, and name the service in  base_url.")


def _path_problems(path: str) -> Iterator[Problem]:
    unknown = list(placeholder_problems("admin.path", path, PATH_FIELDS))
    yield from unknown
    if not unknown and not _PATH.fullmatch(path):
        message = f"“{path}” is no path of an article: folders of {{year}}, {{month}}, {{day}} and {{section}}, then {{slug}}."
        yield wrong_value("admin.path", message, _EXAMPLE_PATH)
