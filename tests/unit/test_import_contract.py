"""The law of imports: model <- the five stages <- engine <- serve <- cli. And what else every module keeps to."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MODULES = {
    path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".").removesuffix(".__init__"): path
    for path in sorted((ROOT / "generator").rglob("*.py"))
}

STAGES = ("read", "plan", "check", "make", "publish")
MAY_IMPORT = {
    "generator": set[str](),
    "model": set[str](),
    **{stage: {"model"} for stage in STAGES},
    "versions": set[str](),
    "report": {"model"},
    "triage": {"model", "plan"},
    "engine": {"model", *STAGES, "triage", "versions"},
    "serve": {"model", "engine"},
    "cli": {"generator", "model", "report", "engine", "serve"},
}
"""By room: the other rooms it may know. A room is a folder of generator/, or a module beside them."""

HEAVY = {
    "markdown": {"generator.read.prose", "generator.read.inline"},
    "yaml": {"generator.read"},
    "frontmatter": {"generator.read"},
    "pydantic": {"generator.read"},
    "pydantic_core": {"generator.read"},
    "nh3": {"generator.read"},
    "defusedxml": {"generator.read.photos"},
    "jinja2": {"generator.make.layouts", "generator.make.pages"},
    "PIL": {"generator.read.photos", "generator.make.photos"},
    "babel": {"generator.plan.dates", "generator.make.layouts"},
    "livereload": {"generator.serve"},
    "rich": {"generator.cli"},
    "filelock": {"generator.cli"},
}
"""By library: the one or two places that may touch it. What stands nowhere here is used nowhere."""

LONGEST = 400


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


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_one_way(module: str) -> None:
    ours = {_room(name) for name in _imported(module) if name.split(".")[0] == "generator"}
    assert ours <= MAY_IMPORT[_room(module)] | {_room(module)}


def test_no_modules_import_each_other_in_a_circle() -> None:
    uses = {module: _imported(module) & MODULES.keys() for module in MODULES}
    settled: set[str] = set()
    while ready := {module for module in uses.keys() - settled if uses[module] <= settled}:
        settled |= ready
    assert sorted(uses.keys() - settled) == []


@pytest.mark.parametrize("module", MODULES)
def test_a_heavy_library_is_touched_in_its_place_only(module: str) -> None:
    for library in sorted({name.split(".")[0] for name in _imported(module)} - {"generator", "__future__"}):
        if library not in sys.stdlib_module_names:
            places = HEAVY.get(library, set())
            assert any(module == place or module.startswith(f"{place}.") for place in places), f"{library} in {module}"


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


@pytest.mark.parametrize("module", [name for name in MODULES if _room(name) not in ("cli", "serve")])
def test_only_those_at_the_terminal_print_or_look_at_the_environment(module: str) -> None:
    for node in ast.walk(_tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id != "print"
        if isinstance(node, ast.Attribute):
            assert ast.unparse(node) not in ("os.environ", "sys.argv", "datetime.now", "date.today", "time.time")
