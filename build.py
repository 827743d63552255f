"""The door: builds the newsroom's site. `python build.py --help` tells everything."""

import gc
import os
import sys


def _main() -> int:
    gc.disable()  # a build makes hardly any cycles; looking for them took a tenth of the shortest
    try:
        from generator.cli import main

        return main()
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("generator"):
            raise
        print(
            f"error: the package “{missing.name}” is not installed; this installs all that is needed:"
            "  python -m pip install -c .ci/constraints.txt .",
            file=sys.stderr,
        )
        return 2


if __name__ == "__main__":  # worker processes import this file when they are spawned
    code = _main()
    if "multiprocessing" in sys.modules:  # it has something to put away
        gc.freeze()  # otherwise Python looks for cycles once more before it ends
        sys.exit(code)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)  # Python would take all memory apart first, in a twentieth of the time of an edit
