"""The settings -> the files of the web desk: its page, and the configuration of Sveltia CMS, which is its
program. No page leads there, and no sitemap. Depends on no document."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from generator.model.admin_settings import ADMIN, ADMIN_ASSETS, ADMIN_SCRIPT, AdminSettings, admin_policy
from generator.model.hosting import TextFile
from generator.model.outputs import DataOutput
from generator.model.settings import Settings
from generator.plan import urls
from generator.plan.web_desk.collections import PHOTOS, collections

CONFIGURATION = "config.json"
_DESK = f"{ADMIN_ASSETS}desk.js"
"""Our own script, which keeps the program from asking others."""
_WORDS = f"{ADMIN_ASSETS}locales/"

FONTS = {
    "material-symbols-outlined": ("Material Symbols Outlined", "400", "block"),
    "noto-mono": ("Noto Mono", "400", "swap"),
    "source-sans-3": ("Source Sans 3", "200 900", "swap"),
}
"""The fonts of the desk by the names of their files: family, weights, and what is shown until they are
there. The program would fetch them from elsewhere, and tell others who writes when."""

_PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="strict-origin">
<title>{title}</title>
<link href="{configuration}" type="application/json" rel="cms-config-url">
<style>
{fonts}</style>
</head>
<body>
<noscript>The desk needs JavaScript.</noscript>
<script type="application/json" id="desk-words">{words}</script>
<script src="{desk}"></script>
<script src="{script}"></script>
</body>
</html>"""


def web_desk(settings: Settings, assets: Mapping[str, str], address: urls.Address) -> Iterator[DataOutput]:
    """Yield the files, if the outlet wants a desk; a mirror has none. `assets` gives the output path of
    each asset by its name."""
    if not settings.admin.is_on or address.mirror or not {ADMIN_SCRIPT, _DESK} <= assets.keys():
        return
    yield DataOutput(urls.output_path(ADMIN), TextFile((_page(settings, assets, address),)))
    written = json.dumps(configuration(settings), ensure_ascii=False, indent=1)
    yield DataOutput(urls.output_path(ADMIN + CONFIGURATION), TextFile((written,)))


def _page(settings: Settings, assets: Mapping[str, str], address: urls.Address) -> str:
    policy = admin_policy(settings.admin, is_secure=settings.site.url.startswith("https://"))
    # A page cannot say who may frame it; and on a machine of one's own there may be no https.
    said = [part for part in policy.split("; ") if not part.startswith(("frame-ancestors", "upgrade-"))]
    fonts = "".join(
        f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-display: {shown};"
        f" src: url({address.href(f'/{assets[file]}')}) format('woff2'); }}\n"
        for name, (family, weight, shown) in FONTS.items()
        if (file := f"{ADMIN_ASSETS}{name}.woff2") in assets
    )
    words = {
        name.removeprefix(_WORDS).removesuffix(".json"): address.href(f"/{path}")
        for name, path in sorted(assets.items())
        if name.startswith(_WORDS)
    }
    return _PAGE.format(
        words=json.dumps(words),
        desk=address.href(f"/{assets[_DESK]}"),
        policy=escape("; ".join(said), quote=False),
        title=escape(settings.site.name),
        configuration=address.href(ADMIN + CONFIGURATION),
        fonts=fonts,
        script=address.href(f"/{assets[ADMIN_SCRIPT]}"),
    )


def configuration(settings: Settings) -> dict[str, Any]:
    """Return the configuration, by the schema of Sveltia CMS."""
    return {
        "backend": _backend(settings.admin),
        **({"publish_mode": "editorial_workflow"} if settings.admin.editorial_workflow else {}),
        "app_title": settings.site.name,
        "site_url": settings.site.url,
        "show_preview_links": False,
        **PHOTOS,
        "media_libraries": {"default": {"config": {"slugify_filename": True}}, "stock_assets": False},
        "slug": {"encoding": "ascii", "clean_accents": True, "maxlength": 80, "timezone": "local"},
        "output": {"omit_empty_optional_fields": True},
        "editor": {"preview": False},
        "collections": collections(settings),
    }


def _backend(admin: AdminSettings) -> dict[str, Any]:
    said = {name: getattr(admin, name) for name in ("branch", "api_root", "base_url", "app_id")}
    return {
        "name": admin.backend,
        "repo": admin.repo,
        **{name: value for name, value in said.items() if value},
        **({"auth_type": "pkce"} if admin.app_id and admin.backend == "gitlab" else {}),
        **({} if admin.has_sign_in else {"auth_methods": ["token"]}),
    }
