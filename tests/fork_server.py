"""`python build.py` in a fork of a process that has loaded the program: what a start would give, without the start, which takes
longer than most builds of the tests.

Nothing of the program has run in that process but what looks which layouts use which others. What a start alone can show stays with tests that
start one: what is loaded for what, hashes, encodings, missing packages. Only where there is a fork without threads: on Linux."""

from __future__ import annotations

import atexit
import gc
import json
import os
import pkgutil
import selectors
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]

OF_A_TEST = ("PYTEST_CURRENT_TEST",)
"""Variables that pytest changes and the program does not read."""

LOADED_LATE = (
    "babel.messages.mofile",
    "babel.messages.pofile",
    "email.utils",
    "filelock",
    "jinja2",
    "json",
    "markdown",
    "PIL.ImageCms",
    "PIL.ImageFile",
    "PIL.JpegImagePlugin",
    "PIL.PngImagePlugin",
    "sysconfig",
    "tempfile",
)
"""What many builds import once they have something to do."""

Environment = Mapping[str, str]


class ForkServer:
    """Forks in which the program runs, one at a time."""

    def __init__(self) -> None:
        self._socket, theirs = socket.socketpair()
        with theirs:
            self._server = subprocess.Popen(
                [sys.executable, __file__, str(theirs.fileno())],
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._environment = _of_a_start(os.environ)

    def fits(self, environment: Environment) -> bool:
        """Whether a process that was started with these variables would be as those that are forked here: Python reads some
        of them when it starts."""
        return self._server.poll() is None and _of_a_start(environment) == self._environment

    def run(self, arguments: Sequence[str], cwd: Path, timeout: float) -> subprocess.CompletedProcess[str]:
        """As `subprocess.run` with `arguments` behind the name of Python, capturing text in UTF-8. Raises TimeoutExpired,
        after which there is no server."""
        (out, its_out), (err, its_err) = os.pipe(), os.pipe()
        with Path(os.devnull).open("rb") as nothing:
            message = json.dumps([*arguments[1:], str(cwd)]).encode()
            socket.send_fds(
                self._socket, [len(message).to_bytes(4, "big") + message], [nothing.fileno(), its_out, its_err]
            )
        os.close(its_out)
        os.close(its_err)
        deadline = time.monotonic() + timeout
        try:
            said = _read_to_the_end((out, err), deadline)
            self._socket.settimeout(max(0.0, deadline - time.monotonic()))
            code = self._socket.recv(4, socket.MSG_WAITALL)
        except TimeoutError:
            self.close()
            raise subprocess.TimeoutExpired([*arguments], timeout) from None
        finally:
            os.close(out)
            os.close(err)
        if not code:
            raise RuntimeError("the fork server has ended; why stands on standard error")
        return subprocess.CompletedProcess([*arguments], int.from_bytes(code, "big", signed=True), *map(_text, said))

    def close(self) -> None:
        """End the server and all that it forked."""
        with suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait()
        self._socket.close()


@cache
def fork_server() -> ForkServer | None:
    """That of this process; None where there can be none."""
    if sys.platform != "linux":
        return None
    server = ForkServer()
    atexit.register(server.close)
    return server


def _of_a_start(environment: Environment) -> Environment:
    return {name: value for name, value in environment.items() if name not in OF_A_TEST}


def _read_to_the_end(pipes: Sequence[int], deadline: float) -> list[bytes]:
    """All that is written to pipes until nobody can write any more."""
    said: dict[int, list[bytes]] = {pipe: [] for pipe in pipes}
    with selectors.DefaultSelector() as waiting:
        for pipe in pipes:
            waiting.register(pipe, selectors.EVENT_READ)
        while waiting.get_map():
            ready = waiting.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                raise TimeoutError
            for key, _ in ready:
                part = os.read(key.fd, 1 << 16)
                said[key.fd].append(part)
                if not part:
                    waiting.unregister(key.fd)
    return [b"".join(parts) for parts in said.values()]


def _text(said: bytes) -> str:
    return said.decode().replace("\r\n", "\n").replace("\r", "\n")


def _serve(requests: socket.socket) -> None:
    """Answers until the tests have ended. Returns in a fork, too, when its program has ended without leaving at once."""
    _load()
    while head := socket.recv_fds(requests, 4, 3):
        length, streams, *_ = head
        if not length:
            return
        *arguments, cwd = json.loads(requests.recv(int.from_bytes(length, "big"), socket.MSG_WAITALL))
        child = os.fork()
        if not child:
            requests.close()
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            os.chdir(cwd)
            _run(arguments)
            return
        for stream in streams:
            os.close(stream)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        requests.sendall(code.to_bytes(4, "big", signed=True))


def _load() -> None:
    """Import what builds import, but for what build.py would have to put away, and what only a preview needs."""
    import generator  # noqa: PLC0415 - the client has loaded what it needs
    from generator.make.pages.dependencies import layout_uses  # noqa: PLC0415

    for module in pkgutil.walk_packages(generator.__path__, "generator."):
        if not module.name.startswith("generator.preview"):
            import_module(module.name)
    for name in LOADED_LATE:
        import_module(name)
    for layouts in (ROOT / "layouts", ROOT / "tests" / "sites" / "layouts"):
        layout_uses({file.relative_to(layouts).as_posix(): file.read_bytes() for file in layouts.rglob("*.*")})
    assert "multiprocessing" not in sys.modules
    gc.collect()
    gc.freeze()


def _run(arguments: Sequence[str]) -> None:
    """What `python ARGUMENTS` does."""
    sys.argv = [*arguments]
    program = Path(arguments[0])
    main = ModuleType("__main__")
    main.__file__ = str(program)
    sys.modules["__main__"] = main
    exec(compile(program.read_bytes(), program, "exec"), main.__dict__)


if __name__ == "__main__":
    sys.path[0] = str(ROOT)
    _serve(socket.socket(fileno=int(sys.argv[1])))
