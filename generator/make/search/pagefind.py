"""Pages in a folder -> an index in another, by Pagefind (https://pagefind.app), which is a program
of its own.

Its Python package says where the program is. Pages are handed over by the messages that the package
uses: JSON in Base64, with a comma behind each. The package itself waits a tenth of a second for
each answer; the command line takes whole folders, in whatever order a disk lists them, and numbers
articles by it."""

from __future__ import annotations

import base64
import json
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from generator.model.problems import DatelineError, FieldLocation, Problem, error

_PATIENCE = 1800.0
"""Seconds."""
_PIECE = 1 << 16
INSTALL = 'python -m pip install ".[search]"'


def search_program() -> str:
    """Return the version of Pagefind; "" if it is not installed."""
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - only where search is on

    try:
        return version("pagefind") if _executable() else ""
    except PackageNotFoundError:
        return ""


def no_program() -> Problem:
    return error(
        "no-pagefind",
        "The search needs Pagefind, which is not installed.",
        FieldLocation("content/site.toml", "search.pagefind"),
        f"Install it:  {INSTALL}  or write pagefind = false.",
    )


def _executable() -> Path | None:
    try:
        from pagefind.service import get_executable  # noqa: PLC0415 - as above

        found = get_executable()
    except (ImportError, FileNotFoundError):
        return None
    return found if found and found.is_file() else None


def index_pages(pages: Path, index: Path, language: str, progress: Callable[[int], None]) -> None:
    """Write an index of the HTML files in the folder `pages` into the folder `index`. The files are
    numbered in the order of their names. `language` is a BCP 47 tag: where Pagefind knows it,
    “bridges” finds “bridge”, too. `progress` is told how many are read. Raises DatelineError when
    that fails."""
    program = _executable()
    if program is None:
        raise _failed(f"it is not installed. Install it:  {INSTALL}")
    names = sorted(each.name for each in pages.iterdir())
    config = {"force_language": language.partition("-")[0].lower()}
    with tempfile.TemporaryFile() as said:
        try:
            process = subprocess.Popen(
                [program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, cwd=pages
            )
        except OSError as fault:
            raise _failed(str(fault)) from fault
        assert process.stdin and process.stdout
        end = threading.Timer(_PATIENCE, process.kill)
        end.start()
        try:
            _ask(process.stdin, 0, {"type": "NewIndex", "config": config})
            answers = _answers(process.stdout)
            number = next(answers)["index_id"]
            writer = threading.Thread(target=_send, args=(process.stdin, pages, names, number))
            writer.start()
            for done, _ in enumerate(names, 1):
                next(answers)
                progress(done)
            for file in next(answers)["files"]:
                place = index / file["path"]
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(base64.b64decode(file["content"]))
        except StopIteration:
            said.seek(0)
            reason = said.read().decode("utf-8", "replace").strip()
            raise _failed(reason or "it ended before its work was done") from None
        finally:
            end.cancel()
            process.kill()
            process.wait()
            with suppress(OSError):  # what could not be handed over any more
                process.stdin.close()
            process.stdout.close()
    writer.join()


def _failed(reason: str) -> DatelineError:
    return DatelineError(f"Nothing was published: Pagefind could not make the index of the search: {reason}")


def _send(stdin: IO[bytes], pages: Path, names: Iterable[str], number: int) -> None:
    """Hand over all pages, then ask for the files: those that it writes itself may be cut off when
    it ends. Answers are read meanwhile, or both sides would wait for one another."""
    with suppress(OSError):  # it has ended: the reader of the answers says so
        for place, name in enumerate(names, 1):
            page = {"file_path": name, "file_contents": (pages / name).read_text("utf-8")}
            _ask(stdin, place, {"type": "AddFile", "index_id": number, "url": None, **page})
        _ask(stdin, 0, {"type": "GetFiles", "index_id": number})
        stdin.flush()


def _ask(stdin: IO[bytes], number: int, payload: dict[str, Any]) -> None:
    stdin.write(base64.b64encode(json.dumps({"message_id": number, "payload": payload}).encode()) + b",")
    if number == 0:
        stdin.flush()


def _answers(stdout: IO[bytes]) -> Iterator[dict[str, Any]]:
    """Yield answers until the program ends. Raises DatelineError for one that is an error."""
    begun: list[bytes] = []
    while piece := stdout.read1(_PIECE):  # type: ignore[attr-defined]
        *whole, rest = piece.split(b",")
        for each in whole:
            content, begun = b"".join((*begun, each)), []
            payload: dict[str, Any] = json.loads(base64.b64decode(content))["payload"]
            if payload["type"] == "Error":
                raise _failed(payload["message"])
            yield payload
        begun.append(rest)
