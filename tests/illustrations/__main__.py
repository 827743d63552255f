"""Draw the sample photographs of the newsroom: all of them, or those named on the command line."""

from __future__ import annotations

import sys
import time
from datetime import datetime

from tests.illustrations import impressions, indoors, outdoors
from tests.illustrations.canvas import SOURCE_TYPE, Scene, save_photo
from tests.sample import CONTENT, SAMPLE

PHOTOS = (SAMPLE or CONTENT) / "photos"
DESK = "Safeen Herald graphics desk"
CREDIT = "Illustration/Safeen Herald"


def draw(scene: Scene) -> None:
    """Draw one scene and say how long it took and how large it is."""
    name, date, description, function = scene
    started = time.monotonic()
    taken = datetime.fromisoformat(date)
    rights = f"Copyright {taken.year} The Safeen Herald"
    source_type = impressions.TRAINED if scene in impressions.SCENES else SOURCE_TYPE
    size = save_photo(PHOTOS / f"{name}.jpg", function(1.0), DESK, CREDIT, rights, taken, description, source_type)
    print(f"{name}.jpg: {size // 1000} KB, {time.monotonic() - started:.1f} s")


def main(names: list[str]) -> int:
    """Draw the named scenes, or all; 2 when a name is unknown."""
    known = {scene[0]: scene for scene in (*outdoors.SCENES, *indoors.SCENES, *impressions.SCENES)}
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"no such scene: {', '.join(unknown)}; known: {', '.join(known)}", file=sys.stderr)
        return 2
    PHOTOS.mkdir(parents=True, exist_ok=True)
    for name in names or known:
        draw(known[name])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
