"""Runs one command to its end and writes what it cost into a file, as JSON.

    python -I -S stopwatch.py FILE COMMAND …
    {"exit": 0, "wall": 9.1, "processor": 15.4, "memory": 921.6, "others": 0.2}

Seconds of wall clock until the command itself ended; seconds of processor time of it and of every
process it began; the memory of the largest single one of these, in MiB, as the kernel counted it
(wait4). What the command did not wait for, such as the workers of a fork server, is handed to this
process and counted too, where the kernel can do that (Linux). `others` are the seconds of processor
time that all other processes took meanwhile, or the host of a virtual machine; null where there is
no /proc/stat to tell. It counts in ticks of 0.01 seconds.

A program of its own, and small, because a process begins its life with the memory of the one that
started it, and the kernel never forgets the most. Knows nothing of what it runs.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time

SET_CHILD_SUBREAPER = 36  # prctl(2)
KIBIBYTES = 1 if sys.platform == "darwin" else 1024  # what one unit of ru_maxrss is: bytes there, KiB elsewhere


def main() -> int:
    figures, command = sys.argv[1], sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    wall, processor, largest, code = 0.0, 0.0, 0, 0
    machine = machine_seconds()
    begun = time.perf_counter()
    command_id = os.posix_spawnp(command[0], command, os.environ)
    while True:
        try:
            ended, status, usage = os.wait4(-1, 0)
        except ChildProcessError:  # there is none left
            break
        if ended == command_id:
            wall, code = time.perf_counter() - begun, os.waitstatus_to_exitcode(status)
        processor += usage.ru_utime + usage.ru_stime
        largest = max(largest, usage.ru_maxrss)
    machine_now = machine_seconds()
    others = None if machine is None or machine_now is None else max(0.0, machine_now - machine - processor)
    cost = {
        "exit": code,
        "wall": wall,
        "processor": processor,
        "memory": largest * KIBIBYTES / 2**20,
        "others": others,
    }
    with open(figures, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is a third of this process
        json.dump(cost, file)
    return 0


def machine_seconds() -> float | None:
    """Processor time of all processes since the machine began. See proc(5): user, nice and system,
    and what the host of a virtual machine took away (steal). Not the time of interrupts, which a
    build's own files cause as well."""
    try:
        with open("/proc/stat", encoding="ascii") as file:  # noqa: PTH123
            user, nice, system, _idle, _iowait, _irq, _softirq, steal = map(int, file.readline().split()[1:9])
    except OSError:
        return None
    return (user + nice + system + steal) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
