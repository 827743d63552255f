"""The door: builds the newsroom's site. `python build.py --help` tells everything."""

import sys


def _main() -> int:
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
    sys.exit(_main())
