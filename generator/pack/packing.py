"""A session of the engine -> a pack: the archive and the books, as bytes. Publishes nothing; makes
only photographs that the store lacks, and only if they are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from generator.engine.session import Session
from generator.engine.understand import PlannedFiles, Understood, understand
from generator.make.photos.variants import PhotoRequest, make_photo
from generator.make.stored_photos import stored
from generator.model.documents import Picture
from generator.model.outputs import PhotoFile
from generator.model.photo_files import name_of
from generator.model.problems import DatelineError
from generator.model.report import BuildReport, photo_store
from generator.pack.archives import Edition, book, zipped
from generator.pack.pages import Bindery, PackedFile, lite_style, packed_files
from generator.pack.selection import Chapter, chapters
from generator.plan.photos.variants import planned_file


class Pack(NamedTuple):
    """A finished pack. `books` are by language; `articles` counts those in it."""

    name: str
    archive: bytes
    books: Mapping[str, bytes]
    articles: int


def packed(
    session: Session, days: int, languages: Collection[str], *, has_photos: bool
) -> tuple[BuildReport, Pack | None]:
    """Return the report of the content, and the pack; None while there are errors. Raises
    DatelineError where nothing was published in these days, or in these languages."""
    understood: Understood = understand(session)
    files = understood.files
    if files is None or files.whole is None:
        return understood.report, None
    settings, site = files.content.settings, files.whole.plan.plan.site
    if unknown := sorted(set(languages) - set(settings.editions)):
        raise DatelineError(f"There is no edition in “{unknown[0]}”: there are {', '.join(settings.editions)}.")
    listed = tuple(chapters(site, files.outputs, settings, days, languages))
    if not listed:
        raise DatelineError(f"Nothing was published in the last {days} days: name more with --days.")
    bindery = Bindery(
        files.layouts.folder,
        files.objects.packed,
        settings.withheld.names,
        settings.site.url,
        lite_style(session.build.folders.assets),
        _Photos(session, files) if has_photos else None,
    )
    edition = Edition(settings.site.url, site.as_of)
    return understood.report, Pack(
        settings.site.name,
        zipped(packed_files(listed, bindery), listed, edition),
        {each.lang: _book(each, bindery, edition) for each in listed},
        sum(len(each.articles) for each in listed),
    )


def _book(chapter: Chapter, bindery: Bindery, edition: Edition) -> bytes:
    files: list[PackedFile] = [*packed_files((chapter,), bindery)]
    return book(files, chapter, edition)


class _Photos:
    """The photographs of a pack, from the store. Called with paths in the site."""

    def __init__(self, session: Session, files: PlannedFiles) -> None:
        self._session, self._content = session, files.content
        self._files = {output.path: output for output in files.outputs if isinstance(output, PhotoFile)}

    def __call__(self, paths: Sequence[str]) -> dict[str, bytes]:
        store = photo_store(self._session.build.folders.cache)
        found: dict[str, bytes] = {}
        for path in paths:
            photo = stored(store, name_of(path))
            if photo is None:
                self._make(path, str(store))
                photo = stored(store, name_of(path))
            if photo is None:
                raise DatelineError(f"The photograph {path} could not be made; build the site, which says why.")
            found[path] = bytes(photo.content)
        return found

    def _make(self, path: str, store: str) -> None:
        file, session = self._files[path], self._session
        picture = session.ledger.documents_at([file.source]).get(file.source)
        if not isinstance(picture, Picture):
            return
        if planned := planned_file(file, picture, self._content.settings.photos, self._content.recipe):
            original = session.snapshot.of("content")[file.source].disk_path
            make_photo(PhotoRequest(original, store, (planned,)))
