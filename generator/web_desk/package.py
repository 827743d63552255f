"""The package of Sveltia CMS -> the files of it that the site needs. The package comes by npm on this
machine, or from a file; it is used only if every byte is that of the version which was tried."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath

from generator.model.dataclass import dataclass
from generator.model.problems import DatelineError

NAME, VERSION = "@sveltia/cms", "0.221.1"
INTEGRITY = "sha512-J+Qoik9kGMk2L7vNpOQrnDmFRi+NB6vwJ0f657YtsxWH0P8WYSYRRSRC2pQ/jGGbVlM//Pg/WIgmkpswqoo3gQ=="
"""The digest of the package as npm writes it (Subresource Integrity)."""

_FONTS = ("material-symbols-outlined", "noto-mono", "source-sans-3")
_LANGUAGES = ("ar", "de", "en-US", "fa", "fr", "nl", "sv", "tr")
"""The languages of the desk itself that editors of a Kurdish paper may have chosen in their browser, of
thirty. It knows no Kurdish."""
_LARGEST = 20_000_000
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Package:
    """What is published of the package: contents by the name below assets/."""

    files: Mapping[str, bytes]


def fetched() -> bytes:
    """Return the package as npm has it. Raises DatelineError without npm, without a connection, and
    if it is another one."""
    npm = shutil.which("npm")
    if not npm:
        raise DatelineError(
            "The program of the web desk comes from npm, which is not installed here. Install Node.js, which brings it along; or"
            f" run  npm pack {NAME}@{VERSION}  on another machine, and here  python build.py admin install --from FILE.tgz"
        )
    with tempfile.TemporaryDirectory() as scratch:
        command = [npm, "pack", f"{NAME}@{VERSION}", "--pack-destination", scratch, "--ignore-scripts", "--silent"]
        try:
            done = subprocess.run(
                command, cwd=scratch, capture_output=True, check=False, timeout=_SECONDS, text=True, errors="replace"
            )
        except (OSError, subprocess.TimeoutExpired) as fault:
            raise DatelineError(f"npm could not fetch {NAME}@{VERSION}: {fault}") from None
        found = sorted(Path(scratch).glob("*.tgz"))
        if done.returncode or not found:
            why = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "it does not say why")
            raise DatelineError(
                f"npm could not fetch {NAME}@{VERSION}: {why.strip()}. Is there a connection? With the package as a file:"
                "  python build.py admin install --from FILE.tgz"
            )
        return checked(found[0].read_bytes(), "what npm fetched")


def of_file(file: Path) -> bytes:
    """Return the package in a file. Raises DatelineError if it is another one."""
    try:
        if file.stat().st_size > _LARGEST:
            raise DatelineError(f"{file} is too large to be {NAME} {VERSION}.")
        return checked(file.read_bytes(), str(file))
    except FileNotFoundError:
        raise DatelineError(f"There is no file {file}.") from None


def checked(content: bytes, called: str) -> bytes:
    """Return a package, of which nothing was read yet, if it is the one that was tried."""
    digest = f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}"
    if digest != INTEGRITY:
        raise DatelineError(
            f"{called} is not {NAME} {VERSION} as this program knows it, and was not used: its digest is {digest}, and not"
            f" {INTEGRITY}."
        )
    return content


def package(content: bytes) -> Package:
    """Return what the site needs of a package: the script, its words in some languages, the fonts, and
    all their licences."""
    files: dict[str, bytes] = {}
    with tempfile.TemporaryFile() as opened:
        opened.write(content)
        opened.seek(0)
        with tarfile.open(fileobj=opened, mode="r:gz") as archive:
            for member in archive:
                name = published_name(member.name)
                if name and member.isfile() and (stream := archive.extractfile(member)):
                    files[name] = stream.read()
    return Package(files)


def published_name(path: str) -> str:
    """Return the name below assets/ of a file of the package; "" for one that is not needed."""
    name = PurePosixPath(path).name
    if path == "package/dist/sveltia-cms.js":
        return "admin/sveltia-cms.js"
    if path == "package/LICENSE.txt":
        return "admin/sveltia-cms.LICENSE.txt"
    if path in (f"package/locales/{language}.json" for language in _LANGUAGES):
        return f"admin/locales/{name}"
    if path.startswith("package/npm/assets/"):
        for font in _FONTS:
            if name == f"{font}.LICENSE.txt":
                return f"admin/{name}"
            if name.startswith(f"{font}-") and name.endswith(".woff2"):
                return f"admin/{font}.woff2"
    return ""


def install(files: Mapping[str, bytes], assets: Path) -> tuple[str, ...]:
    """Write the files into the folder of assets, each whole or not at all. Returns the names of those
    that are new or changed."""
    written = []
    for name, content in sorted(files.items()):
        file = assets / name
        if file.is_file() and file.read_bytes() == content:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.part")
        try:
            part.write_bytes(content)
            part.replace(file)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        written.append(name)
    return tuple(written)
