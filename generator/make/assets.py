"""The files of assets/ -> outputs whose names contain the digest of their bytes, so that browsers
may cache them for ever.

The style sheets in assets/css/ become one file, in the order of their names: a designer works in
parts, a browser makes one request. `url(name)` in them becomes the name with the digest. Reads and
writes no file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.model.admin_settings import ADMIN_ASSETS
from generator.model.lite import LITE_SHEET
from generator.model.outputs import AssetOutput
from generator.model.problems import Checked, FieldLocation, PhraseLocation, Problem, SourceLocation, error
from generator.model.regex import regex

STYLE_SHEET = "site.css"
"""The name of the style sheet in layouts: asset("site.css")."""

THEMES = "themes/"
SEARCH = "search/"
"""The script and the style sheet of the page on which readers search."""
REPUBLISH = "republish/"
"""Those of the page from which others copy an article."""

_URL = regex(r"""url\(\s*(["']?)(?!data:|https?:|#|/)([^"')]+)\1\s*\)""")
_COMMENT = regex(r"/\*.*?\*/", re.DOTALL)
"""Comments in style sheets, which browsers do not need."""
_SPARE = regex(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\s*;?\s*(\})\s*|\s*([{;,>])\s*|(:)\s+|\s+|(?<![\w.])0(?=\.\d)"""
)
"""White space, the zero before a decimal point, and semicolons before a brace. Strings are matched
first, because all of these have a meaning there."""


def asset_outputs(files: Mapping[str, bytes], theme: str = "") -> Checked[tuple[AssetOutput, ...]]:
    """Return the assets, sorted by path. `assets_by_name` gives the paths by `asset_name`. `files`
    are those of assets/ by path; `theme` names the style sheet in themes/ that comes after all
    others."""
    problems: list[Problem] = []
    others = (name for name in sorted(files) if not (_is_style_part(name) or _is_theme(name)))
    plain = [_hashed(name, lite_sheet(files[name]) if name == LITE_SHEET else files[name]) for name in others]
    chosen = f"{THEMES}{theme}.css"
    parts = {name: content for name, content in sorted(files.items()) if _is_style_part(name)}
    if theme and chosen in files:
        parts[chosen] = files[chosen]
    elif theme:
        problems.append(_no_theme(theme, files))
    if parts:
        names = {name: output.path for output in plain for name in (output.origin.removeprefix("assets/"),)}
        css = "\n".join(
            _linked(name, _COMMENT.sub("", content.decode("utf-8", "replace")), names, problems)
            for name, content in parts.items()
        )
        plain.append(_hashed(STYLE_SHEET, _narrow(css).encode()))
    if parts and STYLE_SHEET in files:
        where = SourceLocation(f"assets/{STYLE_SHEET}")
        message = f"The style sheets in assets/css/ become one called {STYLE_SHEET}, and so is this file."
        problems.append(error("same-address", message, where, "Move it into assets/css/."))
    return Checked(tuple(plain), tuple(problems))


def without_unused(
    files: Mapping[str, bytes], *, is_searched: bool, is_republished: bool, has_lite: bool, has_admin: bool
) -> dict[str, bytes]:
    """Return the files of assets/ without those for pages that the site does not have: to search on,
    to copy articles from, those of the lite edition, the web desk."""
    wanted = {SEARCH: is_searched, REPUBLISH: is_republished, LITE_SHEET: has_lite, ADMIN_ASSETS: has_admin}
    unused = tuple(name for name, is_wanted in wanted.items() if not is_wanted)
    return {name: content for name, content in files.items() if not name.startswith(unused)}


def assets_by_name(outputs: tuple[AssetOutput, ...]) -> dict[str, str]:
    """Return the output path of each asset by the name that layouts use."""
    return {output.origin.removeprefix("assets/"): output.path for output in outputs}


def _hashed(name: str, content: bytes) -> AssetOutput:
    path = PurePosixPath(name)
    digest = hashlib.blake2b(content, digest_size=5).hexdigest()
    return AssetOutput(f"assets/{path.with_name(f'{path.stem}-{digest}{path.suffix}')}", content, f"assets/{name}")


def lite_sheet(css: bytes) -> bytes:
    """Return the style sheet of the lite edition without comments and spare signs."""
    return _narrow(_COMMENT.sub("", css.decode("utf-8", "replace"))).encode()


def _is_style_part(name: str) -> bool:
    return name.startswith("css/") and name.endswith(".css")


def _is_theme(name: str) -> bool:
    return name.startswith(THEMES) and name.endswith(".css")


def _no_theme(theme: str, files: Mapping[str, bytes]) -> Problem:
    known = [name.removeprefix(THEMES).removesuffix(".css") for name in sorted(files) if _is_theme(name)]
    where = FieldLocation("content/site.toml", "site.theme")
    hint = f"There are: {', '.join(known)}." if known else "Leave it out, or write one."
    return error("missing-theme", f"There is no theme “{theme}”: no file assets/{THEMES}{theme}.css.", where, hint)


def _linked(name: str, css: str, names: Mapping[str, str], problems: list[Problem]) -> str:
    """Return a style sheet whose `url(…)` names the files with digests, which lie beside it in the
    output."""

    def link(match: re.Match[str]) -> str:
        target = match[2].strip().removeprefix("../")
        if target in names:
            return f"url({names[target].removeprefix('assets/')})"
        where = PhraseLocation(f"assets/{name}", match[0])
        problems.append(
            error("missing-asset", f"There is no file “{target}” in assets/.", where, "Name it from assets/.")
        )
        return match[0]

    return _URL.sub(link, css)


def _narrow(css: str) -> str:
    """Return a style sheet without line ends, indents and spaces around signs, to make it
    smaller."""
    return _SPARE.sub(_needed, css).strip() + "\n"


def _needed(spare: re.Match[str]) -> str:
    needed = "".join(part for part in spare.groups() if part)
    return needed or ("" if spare[0] == "0" else " ")
