"""Where the sample newsroom lies: in content/ as long as an owner has none, then in tests/sample/, where `python build.py new newsroom`
puts it. An owner may delete it; then the tests that look at it skip.

`python -m tests.sample` writes anew which files are the sample's. It belongs to every change of one of them."""

from __future__ import annotations

from pathlib import Path

from generator.new_newsroom.sample import LIST, list_of, listed

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ROOT / "content"
HOMES = (CONTENT, ROOT / "tests" / "sample")
_ITS_OWN = 'url = "https://safeenherald.example"'


def is_sample(folder: Path) -> bool:
    """Whether all of the sample lies there. An owner who edits it by hand begins with its settings, or deletes some of it."""
    paths = listed(folder)
    return (
        bool(paths)
        and all((folder / path).is_file() for path in paths)
        and _ITS_OWN in (folder / "site.toml").read_text("utf-8")
    )


SAMPLE = next((home for home in HOMES if is_sample(home)), None)
GONE = "the sample newsroom is not here any more"

if __name__ == "__main__":
    home = SAMPLE or CONTENT
    (home / LIST).write_text(list_of(home), "utf-8")
