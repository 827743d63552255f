"""What an output was made of, as digests. Apart from the outputs themselves, because a build with nothing to do reads
fingerprints and waits for no other import."""

from __future__ import annotations

from typing import NamedTuple


class Fingerprint(NamedTuple):
    """Digests of all that shapes an output; equal fingerprints make equal bytes. The parts are kept apart so that the
    reason for a rebuild can be named: `view` is the page itself without its texts, `text` those, `frame` what the site
    puts round it."""

    view: str
    text: str = ""
    frame: str = ""
    layout: str = ""
    code: str = ""
