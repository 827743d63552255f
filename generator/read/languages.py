"""The language in a document's header, that of its folder, and those of the outlet -> problems
where they do not fit together."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.problems import FieldLocation, Problem, SourceLocation, error, warning
from generator.model.suggestions import did_you_mean


def folder_problems(language: str, folder: str, location: str) -> Iterator[Problem]:
    """Yield a problem if they differ. `language` is in the header, `folder` is the language of the
    folder; "" for neither."""
    if folder and language and language != folder:
        message = f"This says that it is in “{language}”, and lies in the folder of “{folder}”."
        hint = f"Move it into a folder {language}, or leave the line out."
        yield error("other-language", message, FieldLocation(location, "lang"), hint)


def unknown_folder_problems(path: str, language: str, languages: tuple[str, ...], location: str) -> Iterator[Problem]:
    """Yield a problem if a folder is named almost like one of the outlet's languages. Its documents
    would otherwise be published in another language without a message. `language` is that of the
    folder."""
    parts = path.split("/")
    folder = parts[1] if len(parts) > 2 and not language else ""
    meant = next((tag for tag in languages if folder and _is_almost(folder, tag)), "")
    if meant:
        message = f"The folder {folder} is that of no language: what lies in it would not be in “{meant}”."
        hint = f"Call the folder {meant}, as site.toml calls the language."
        yield error("other-language", message, SourceLocation(location), hint)


def _is_almost(folder: str, tag: str) -> bool:
    """Whether two tags differ only in capitals, an underscore or the region: AR-iq, ar_IQ and ar
    for ar-IQ."""
    written = folder.lower().replace("_", "-")
    return written == tag.lower() or tag.lower().startswith(f"{written}-")


def edition_problems(language: str, own: str, languages: tuple[str, ...], location: str) -> Iterator[Problem]:
    """Yield a problem for an article in a language without an edition. `languages` are those with
    an edition, `own` is the site's own; an outlet with one language has none."""
    if language and len(languages) > 1 and language not in languages:
        message = f"site.toml has no language “{language}”: the article stands among those in “{own}”."
        hint = did_you_mean(language, languages) or f"Write a line  [languages.{language}]  in site.toml."
        yield warning("no-edition", message, FieldLocation(location, "lang"), hint)
