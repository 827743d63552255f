"""The preview: builds to a folder of its own, shows it in a browser, and builds again when a file changes. Drafts and
embargoed articles are in it, marked; so it listens to this machine only, unless asked otherwise. Publishes nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from livereload import Server

from generator.model.problems import DatelineError
from generator.model.report import Build, BuildReport


def serve(
    build: Build, host: str, port: int, build_once: Callable[[Build], BuildReport], now: Callable[[], datetime]
) -> int:
    """Serve until interrupted; returns the exit code. `build_once` builds and tells what was wrong; what was wrong
    leaves the last good preview where it is. `now` gives the instant as of which each build is made."""
    address = build.base_url or f"http://{host}:{port}"
    build_once(replace(build, base_url=address, as_of=now()))

    def again() -> None:
        try:
            build_once(replace(build, base_url=address, as_of=now()))
        except (DatelineError, OSError) as fault:  # a folder that is being moved about: the next change builds again
            print(f"error: {fault}", file=sys.stderr)

    server = Server()
    for folder in build.folders.sources.values():
        server.watch(str(folder), again)
    print(f"Preview at {address} (drafts are in it; Ctrl-C ends it).", flush=True)
    try:
        server.serve(port=port, host=host, root=str(build.folders.output), open_url_delay=None)
    except OSError as fault:
        reason = fault.strerror or fault
        raise DatelineError(f"There can be no preview at {host}:{port}: {reason}. Choose another --port.") from fault
    return 0
