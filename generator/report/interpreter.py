"""What the Python that runs this program costs. Reads the options with which it was built."""

from __future__ import annotations

import sys


def slow_python() -> str:
    """Return a sentence if this Python was built without profile-guided optimisation, else ""."""
    import sysconfig  # noqa: PLC0415 - only for -v

    options = sysconfig.get_config_var("CONFIG_ARGS") or ""  # of Windows there are none: it is optimised
    is_of_system = sys.base_prefix == "/usr"  # Debian gives the option to make, where it leaves no trace
    if not options or "--enable-optimizations" in options or is_of_system:
        return ""
    return (
        "This Python was built without profile-guided optimisation (--enable-optimizations):"
        " a build takes a sixth more processor time than with one that has it."
    )
