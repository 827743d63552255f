"""The version of what makes photographs is that of its code and of its libraries."""

from __future__ import annotations

import re
from pathlib import Path

import grimp
import pytest

import generator
from generator.make.photos.recipe import MODULES, recipe, recipe_of

ROOT = Path(generator.__file__).parents[1]
MODULE = '"""Makes it smaller."""\n\nSIDE = 3\n\n\ndef side() -> int:\n    """In pixels."""\n    # As cards do.\n    return SIDE\n'
LIBRARIES = ["pillow=12.0"]


def test_a_recipe_can_stand_in_the_names_of_files() -> None:
    assert re.fullmatch("[0-9a-f]{12}", recipe())


@pytest.mark.parametrize(
    "module",
    [
        MODULE.replace("Makes it smaller.", "Brings it down to size."),
        MODULE.replace("In pixels.", "In pixels,\n    of the upright picture."),
        MODULE.replace("# As cards do.\n", "\n"),
        MODULE.replace("\n", "\r\n"),
    ],
)
def test_other_words_and_other_ends_of_lines_are_the_same_recipe(module: str) -> None:
    assert recipe_of([module], LIBRARIES) == recipe_of([MODULE], LIBRARIES)


@pytest.mark.parametrize(
    ("module", "libraries"),
    [
        (MODULE.replace("3", "4"), LIBRARIES),
        (MODULE.replace("return SIDE", "return 3"), LIBRARIES),
        (MODULE, ["pillow=12.1"]),
    ],
)
def test_another_step_and_another_library_are_another_recipe(module: str, libraries: list[str]) -> None:
    assert recipe_of([module], libraries) != recipe_of([MODULE], LIBRARIES)


def test_every_module_of_make_that_photographs_are_made_with_is_in_it() -> None:
    graph = grimp.build_graph("generator")
    used = graph.find_upstream_modules("generator.make.photos.variants") | {"generator.make.photos.variants"}
    making = {name for name in used if name.startswith("generator.make.")} - {
        "generator.make.photos",
        "generator.make.stored_photos",  # keeps them
        "generator.make.whole_files",  # writes them
    }
    files = {path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in MODULES}
    assert making <= files
