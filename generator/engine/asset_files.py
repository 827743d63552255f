"""The folder of assets -> its outputs, and the pictures of the outlet among them."""

from __future__ import annotations

from generator.engine.session import Session
from generator.make.assets import asset_outputs, without_unused
from generator.make.emblems import emblems_of
from generator.model.admin_settings import ADMIN_SCRIPT
from generator.model.outputs import AssetOutput
from generator.model.problems import FieldLocation, Problem, error
from generator.model.settings import Settings


def asset_files(session: Session, settings: Settings) -> tuple[AssetOutput, ...]:
    """Return the assets that the site uses. Problems and emblems are put into the session; so is
    the problem of a search without its program."""
    search = settings.search
    if search.pagefind and not session.build.preview:
        from generator.make.search.pagefind import no_program, search_program  # noqa: PLC0415 - few sites need it

        if not search_program():
            session.problems.append(no_program())
    if "br" in settings.hosting.precompressed and not session.build.preview:
        from generator.make.compressed import no_brotli  # noqa: PLC0415 - few sites need it

        session.problems += filter(None, [no_brotli()])
    has_admin = settings.admin.is_on and not session.build.mirror
    files = without_unused(
        session.contents("assets"),
        is_searched=search.is_on,
        is_republished=settings.republish is not None,
        has_lite=settings.lite.enabled,
        has_admin=has_admin,
    )
    if has_admin and ADMIN_SCRIPT not in files:
        session.problems.append(_no_script())
    assets = session.take(asset_outputs(files, settings.site.theme))
    session.meta["emblems"] = session.take(emblems_of(assets, settings))
    return assets


def _no_script() -> Problem:
    return error(
        "no-admin-script",
        f"The web desk is on, and its program is not there: no file assets/{ADMIN_SCRIPT}.",
        FieldLocation("content/site.toml", "admin.backend"),
        "Fetch it once:  python build.py admin install  and commit assets/admin/; or delete the table [admin].",
    )
