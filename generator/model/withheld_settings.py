"""What may not be published anywhere in a site, as the settings have it. Reads no file."""

from __future__ import annotations

from generator.model.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class WithheldSettings:
    """What may not be published anywhere in the site: `names`, and the names in the notes of
    pictures. `folders` are folders of the content folder, "photos/sources" for instance: of the
    pictures in them, and of those that documents in them show, no creator is published."""

    names: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def has(self, path: str) -> bool:
        """Whether a file of the content folder is in one of the folders."""
        return any(path.startswith(f"{folder}/") for folder in self.folders)
