"""Workbooks through the child process: started once, kept warm, killed when it takes too long, and started again."""

import atexit
import json
import queue
import subprocess
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gaoxin_monitor.importing.grid import Row, Sheet, stripped

SIZE_LIMIT = 50 * 1024 * 1024
TIME_LIMIT = 60.0
_PACKAGE_ROOT = Path(__file__).parents[2]
_LENGTH = 8
_COMMAND = (
    "import sys; sys.path.insert(0, sys.argv[1]); from gaoxin_monitor.importing.workbook_worker import main; main()"
)


@dataclass(frozen=True, slots=True)
class Book:
    """The visible sheets that have cells; the names of hidden sheets, and hidden rows by sheet (xlsx)."""

    sheets: tuple[Sheet, ...]
    hidden_sheets: tuple[str, ...] = ()
    hidden_rows: Mapping[str, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a workbook is not read."""

    slug: str
    params: Mapping[str, object] = field(default_factory=dict)


class _Worker:
    """One child process and the thread that listens to it."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-I", "-c", _COMMAND, str(_PACKAGE_ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._answers: queue.Queue[bytes | None] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        stream = self._process.stdout
        while stream and len(head := stream.read(_LENGTH)) == _LENGTH:
            length = int.from_bytes(head, "big")
            answer = stream.read(length)
            self._answers.put(answer if len(answer) == length else None)
        self._answers.put(None)

    def ask(self, data: bytes, timeout: float) -> bytes | None:
        """The answer, or None when the child died; raises queue.Empty after the time limit."""
        writer = threading.Thread(target=self._write, args=(data,), daemon=True)
        writer.start()
        return self._answers.get(timeout=timeout)

    def _write(self, data: bytes) -> None:
        stream = self._process.stdin
        try:
            if stream:
                stream.write(len(data).to_bytes(_LENGTH, "big") + data)
                stream.flush()
        except OSError:
            return  # the child died; the listener says so

    def stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._listener.join(timeout=1)
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                try:
                    stream.close()
                except OSError:
                    continue  # unsent bytes to a dead child


class _Pool:
    """At most one warm worker; a lock lets one import at a time speak to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: _Worker | None = None

    def ask(self, data: bytes, timeout: float) -> bytes | Refused:
        with self._lock:
            self._worker = self._worker or _Worker()
            try:
                answer = self._worker.ask(data, timeout)
            except queue.Empty:
                self._drop()
                return Refused("workbook-timeout", {"seconds": int(timeout)})
            if answer is None:
                self._drop()
                return Refused("workbook-damaged", {"reason": "the reader aborted"})
            return answer

    def close(self) -> None:
        with self._lock:
            self._drop()

    def _drop(self) -> None:
        if self._worker:
            self._worker.stop()
        self._worker = None


_POOL = _Pool()
atexit.register(_POOL.close)


def read_workbook(data: bytes, timeout: float = TIME_LIMIT) -> Book | Refused:
    """The cells of an xls, xlsx or ods as text.

    Error values (xlsx) stand as they are printed, formulas without a stored result as ``#(formula)``: no number, so
    that they are reported where a figure is expected.
    """
    if len(data) > SIZE_LIMIT:
        return Refused("workbook-too-large")
    answer = _POOL.ask(data, timeout)
    if isinstance(answer, Refused):
        return answer
    found: dict[str, Any] = json.loads(answer)
    if "refused" in found:
        return Refused(found["refused"], {"reason": found.get("reason", "")})
    sheets = (_sheet(sheet["name"], sheet["rows"]) for sheet in found["sheets"])
    hidden_rows = {sheet["name"]: sheet["hidden"] for sheet in found["sheets"] if sheet["hidden"]}
    return Book(tuple(sheet for sheet in sheets if sheet.rows), tuple(found["hidden"]), hidden_rows)


def _sheet(name: str, rows: list[list[str]]) -> Sheet:
    lines = enumerate(map(stripped, rows), 1)
    return Sheet(name, rows=tuple(Row(line, cells, name) for line, cells in lines if any(cells)))


def close() -> None:
    """Ends the child process; the next workbook starts another."""
    _POOL.close()
