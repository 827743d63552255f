"""`python build.py schema`: JSON Schemas of front matter and of site.toml, for editors' programs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from generator.commands.options import FINE, ROOT, command_parser
from generator.model.headers import HEADERS
from generator.model.problems import DatelineError

FOLDER = ROOT / ".vscode" / "schemas"


def run(arguments: Sequence[str]) -> int:
    parser = command_parser(
        "schema", "Prints the JSON Schema of a kind of file, made from the model, or writes all of them."
    )
    names = (*HEADERS, "site")
    parser.add_argument("name", nargs="?", choices=names, metavar="NAME", help=f"which: {', '.join(names)}")
    parser.add_argument(
        "--write",
        type=Path,
        nargs="?",
        const=FOLDER,
        metavar="DIR",
        help="write all of them into this folder (default: .vscode/schemas, where editors look)",
    )
    options = parser.parse_args(arguments)
    if not options.name and not options.write:
        parser.error("name a kind of file, or say --write")
    from generator.read.settings import read_settings
    from generator.schemas.files import schemas, text_of
    from generator.schemas.guide import FILE, read_guide

    settings = read_settings(options.content).value if options.content.is_dir() else None
    try:
        guide = read_guide(FILE.read_text("utf-8"))
    except OSError as fault:
        raise DatelineError(f"{FILE} cannot be read, which says what each key is for: {fault.strerror}.") from fault
    made = schemas(guide, settings.keys if settings else ())
    if options.name:
        print(text_of(made[options.name]), end="")
        return FINE
    options.write.mkdir(parents=True, exist_ok=True)
    for name, schema in made.items():
        (options.write / f"{name}.schema.json").write_bytes(text_of(schema).encode())
    print(f"{len(made)} schemas are in {options.write}.", file=sys.stderr)
    return FINE
