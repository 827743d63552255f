"""What the ledger was written by: the program, and the settings by which documents are read. Other
ones make what it understood worthless."""

from __future__ import annotations

from generator.engine.session import Session
from generator.model.check_settings import HouseStyle
from generator.model.dataclass import replace
from generator.read.documents import Reading


def written_by(code: str, reading: Reading) -> dict[str, str]:
    """Return what a build writes into the ledger of itself."""
    documents = repr(replace(reading, style=HouseStyle()))
    return {"code": code, "reading": documents, "style": repr(reading.style)}


def is_known(session: Session, code: str, reading: Reading) -> bool:
    """Whether the ledger is of this program and these settings; what is not is deleted. Of another
    house style only the documents are: they have other problems, and the same stories. Raises
    DamagedError for a ledger that is only read."""
    own, meta = written_by(code, reading), session.meta
    if own.items() <= meta.items():
        return True
    is_other_style = all(meta.get(name) == own[name] for name in ("code", "reading"))
    session.ledger.forget_understanding(documents_alone=is_other_style)
    return False
