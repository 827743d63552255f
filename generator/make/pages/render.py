"""A `PageOutput` -> its HTML, through a Jinja layout. A layout sees the page's view, `asset` and
the message catalogue of the page's language. It sees nothing else: no file, no clock, no network.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import get_args

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

from generator.make.opening import PackedObjects, opened
from generator.make.pages.layouts import Layouts, environment
from generator.make.pages.lite import LINKED, PhotoSizes, in_lite_edition
from generator.model.lite import is_lite
from generator.model.outputs import DataOutput, Failed, Made, PageOutput
from generator.model.page_views import MainView, PageView
from generator.model.problems import Problem, SourceLocation, error
from generator.model.regex import regex

_NAMES = {kind.__name__: f"“{kind.NAME}”" for kind in get_args(MainView)} | {
    "PageView": "“page”",
    "SiteView": "“site”",
    "Frame": "“frame”",
}
_OBJECT = regex(r"'generator\.[\w.]+\.(\w+) object'|'(\w+)' object(?= has no attribute)")
"""How Jinja, and Python in our filters, names an object that lacks a field."""


def made_page(
    layouts: Layouts, output: PageOutput, objects: PackedObjects, sizes: PhotoSizes | None = None
) -> Made | Failed:
    """Return the finished page. `sizes` are those of photographs, for lite pages. Never raises."""
    return _guarded(layouts, output, lambda: _page(layouts, output, opened(output, objects), sizes))


def rendered(layouts: Layouts, output: PageOutput, view: PageView, **more: str) -> Made | Failed:
    """Return a page with this view, as its layout prints it. Never raises."""
    return _guarded(layouts, output, lambda: _printed(layouts, output, view, **more))


def _page(layouts: Layouts, output: PageOutput, view: PageView, sizes: PhotoSizes | None) -> str:
    if sizes and is_lite(output.layout):
        return in_lite_edition(_printed(layouts, output, view, pictures=LINKED), view, sizes)
    return _printed(layouts, output, view)


def _printed(layouts: Layouts, output: PageOutput, view: PageView, **more: str) -> str:
    template = environment(layouts, view.lang).get_template(output.layout)
    return template.render({"page": view, "site": view.site, view.main.NAME: view.main} | more)


def _guarded(layouts: Layouts, output: PageOutput, page: Callable[[], str]) -> Made | Failed:
    try:
        return Made(output.path, page().encode())
    except Exception as fault:  # a layout can raise anything; its place helps the designer most
        return failed_layout(layouts, output, fault)


def failed_layout(layouts: Layouts, output: PageOutput | DataOutput, fault: Exception) -> Failed:
    """Return the failure of an output whose layout raised an exception."""
    if isinstance(fault, TemplateSyntaxError):
        return Failed(output.path, output.origin, _in_words(fault), fault.name or "", fault.lineno)
    layout, line = _place_in_layouts(fault, layouts.folder)
    return Failed(output.path, output.origin, _in_words(fault), layout or output.layout, line)


def layout_problem(failed: Failed) -> Problem:
    """Return the problem of a layout from a page that could not be made."""
    where = SourceLocation(f"layouts/{failed.layout}", failed.line)
    hint = f"Seen when making /{failed.path} from {failed.origin}. layouts/README.md lists what each layout can use."
    return error("layout", f"The layout fails: {failed.message}.", where, hint)


def _in_words(fault: Exception) -> str:
    """Return the fault in a designer's words: names as in layouts, and no folder of this
    machine."""
    match fault:
        case TemplateNotFound():
            return f"there is no file {fault.name} in layouts/"
        case UnicodeDecodeError():
            return "the file is not in UTF-8"
        case RecursionError():
            return "a file includes itself, or a macro calls itself, without end"
        case LookupError():
            return str(fault.args[0] if fault.args else fault)
        case TemplateError():
            return _named(fault.message or "syntax error")
        case AttributeError():
            return _named(str(fault))
    return f"{type(fault).__name__}: {fault}"


def _named(message: str) -> str:
    return _OBJECT.sub(lambda match: _NAMES.get(match[1] or match[2], match[1] or match[2]), message).rstrip(".")


def _place_in_layouts(fault: BaseException, layouts: str) -> tuple[str, int | None]:
    """Return the innermost line of a layout in the traceback of an exception."""
    root = Path(layouts)
    for frame in reversed(traceback.extract_tb(fault.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(root):
            return path.relative_to(root).as_posix(), frame.lineno
    return "", None
