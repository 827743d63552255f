"""The law of imports, which import-linter checks; and what else every module keeps to."""

from __future__ import annotations

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in sorted((ROOT / "generator").rglob("*.py"))
}

HEAVY = {
    "brotli": {"generator.make.compressed"},
    "markdown": {
        "generator.read.markdown.attributes",
        "generator.read.markdown.converter",
        "generator.read.markdown.footnotes",
        "generator.read.markdown.inline",
        "generator.read.markdown.typography",
        "generator.read.table_rows",
    },
    "yaml": {"generator.read"},
    "frontmatter": {"generator.read"},
    "icu": {"generator.new_content.romanize", "generator.plan.site.alphabets"},
    "pydantic": {"generator.read"},
    "pydantic_core": {"generator.read"},
    "nh3": {"generator.read"},
    "defusedxml": {"generator.read.photos.metadata"},
    "jinja2": {
        "generator.desk.rendering",
        "generator.make.pages.dependencies",
        "generator.make.pages.layouts",
        "generator.make.pages.render",
        "generator.make.pages.vocabulary",
        "generator.photo_report.sheet",
    },
    "markupsafe": {"generator.desk.rendering", "generator.make.pages.vocabulary", "generator.photo_report.sheet"},
    "PIL": {
        "generator.make.emblems",
        "generator.make.photos",
        "generator.read.photos.measure",
        "generator.read.photos.looks",
        "generator.read.photos.metadata",
        "generator.read.photos.notes",
        "generator.make.photos.variants",
    },
    "babel": {
        "generator.desk.words",
        "generator.new_content.language",
        "generator.plan.dates",
        "generator.plan.languages",
        "generator.make.pages.layouts",
    },
    "livereload": {"generator.preview"},
    "tornado": {"generator.preview"},
    "watchdog": {"generator.preview.notices"},
    "rich": {"generator.report.terminal"},
    "distributed": {"generator.executors.cluster"},
    "dask": {"generator.executors.cluster"},
    "filelock": {"generator.cache.lock"},
    "ftfy": {"generator.read.encoding"},
    "pagefind": {"generator.make.search.pagefind"},
}
"""By library: the few places that may touch it. What stands nowhere here is used nowhere."""

NOT_YET = (
    *(
        "jinja2",
        "markdown",
        "PIL",
        "pydantic",
        "babel",
        "yaml",
        "frontmatter",
        "nh3",
        "rich",
        "filelock",
        "livereload",
        "ftfy",
    ),
    *(
        "multiprocessing",
        "distributed",
        "dask",
        "generator.engine.build",
        "generator.preview.server",
        "generator.photo_report",
    ),
)
"""What a build with nothing to do does not wait for: loading all of it takes longer than such a build."""

LONGEST = 400

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text("utf-8"))


def _imported(module: str) -> set[str]:
    """Every module that is imported anywhere in a module, also inside functions and for types only."""
    found = set()
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: imports say where from"
            inside = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= inside or {node.module or ""}
    return found


def _room(module: str) -> str:
    return module.split(".")[1] if "." in module else module


def test_imports_go_one_way() -> None:
    """As `[tool.importlinter]` in pyproject.toml says, room by room; a new room belongs there."""
    said = subprocess.run([LINT_IMPORTS, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout + said.stderr


def test_no_modules_import_each_other_in_a_circle() -> None:
    uses = {module: _imported(module) & MODULES.keys() for module in MODULES}
    settled: set[str] = set()
    while ready := {module for module in uses.keys() - settled if uses[module] <= settled}:
        settled |= ready
    assert sorted(uses.keys() - settled) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_heavy_library_is_touched_in_its_place_only(module: str) -> None:
    for documents in sorted({name.split(".")[0] for name in _imported(module)} - {"generator", "__future__"}):
        if documents not in sys.stdlib_module_names:
            places = HEAVY.get(documents, set())
            assert any(module == place or module.startswith(f"{place}.") for place in places), (
                f"{documents} in {module}"
            )


def test_the_list_of_heavy_libraries_is_no_longer_than_what_is_used() -> None:
    used = {name.split(".")[0] for module in MODULES for name in _imported(module)}
    assert used >= HEAVY.keys()


@pytest.mark.parametrize("module", MODULES)
def test_a_module_says_what_it_is_and_fits_on_a_few_screens(module: str) -> None:
    assert ast.get_docstring(_tree(module))
    assert MODULES[module].read_text("utf-8").count("\n") <= LONGEST


@pytest.mark.parametrize("module", [name for name in MODULES if _room(name) == "model"])
def test_the_nouns_are_frozen_and_do_nothing(module: str) -> None:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.ClassDef) and node.decorator_list:
            (decorator,) = node.decorator_list
            assert isinstance(decorator, ast.Call)
            said = {keyword.arg: ast.unparse(keyword.value) for keyword in decorator.keywords}
            assert (said.get("frozen"), said.get("slots")) == ("True", "True"), node.name
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("open", "print")


@pytest.mark.parametrize(
    "module", [name for name in MODULES if _room(name) not in ("cli", "commands", "preview", "report")]
)
def test_only_those_at_the_terminal_print_or_look_at_the_environment(module: str) -> None:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print"
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in ("os.environ", "sys.argv", "datetime.now", "date.today", "time.time")


@pytest.mark.parametrize("module", ["generator.cli", "generator.engine.snapshot"])
def test_what_looks_whether_there_is_anything_to_do_loads_nothing_that_does_it(module: str) -> None:
    asked = f"import sys, {module}; print(*sorted(set({NOT_YET!r}) & sys.modules.keys()))"
    told = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == []


def test_what_is_not_to_be_loaded_is_called_what_it_is_called() -> None:
    """A name that is misspelt would never be found among what is loaded."""
    installed = HEAVY.keys() | sys.stdlib_module_names | MODULES.keys()
    assert set(NOT_YET) <= installed
