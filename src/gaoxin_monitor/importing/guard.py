"""Calls into code that is not ours: whatever it does, it is one result, attributed to the plugin.

Caught is everything but the user's own interruption: ``SystemExit`` and the panics of native libraries are no
``Exception``. What the code prints is kept. This is about accidents; it is no sandbox.
"""

import asyncio
import contextlib
import decimal
import io
import os
import threading
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

_OUTPUT_KEPT = 2_000
_ALONE = threading.RLock()
"""The output belongs to the whole process: two threads must not turn it aside at once."""


@dataclass(frozen=True, slots=True)
class Failure:
    """What went wrong in a plugin, and on which line of its own file (0 when unknown)."""

    error: str
    line: int
    trace: str


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A result or a failure, and what was printed meanwhile."""

    value: T | None
    failure: Failure | None = None
    output: str = ""


def guarded(call: Callable[[], T], path: str = "") -> Outcome[T]:
    """Calls, and answers with the result or the failure; ``path`` is the plugin's file."""
    output = io.StringIO()
    folder = _folder()
    try:
        with _ALONE, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output), decimal.localcontext():
            value = call()
    except (KeyboardInterrupt, asyncio.CancelledError, GeneratorExit):
        raise
    except BaseException as error:  # noqa: BLE001 - SystemExit and native panics must not end the program
        return Outcome(None, _failure(error, path), output.getvalue()[:_OUTPUT_KEPT])
    finally:
        if _folder() != folder:
            with contextlib.suppress(OSError):
                os.chdir(folder)
    return Outcome(value, None, output.getvalue()[:_OUTPUT_KEPT])


def _folder() -> str:
    """The current folder; empty when it is gone."""
    try:
        return os.getcwd()  # noqa: PTH109 - a string to go back to
    except OSError:
        return ""


def _failure(error: BaseException, path: str) -> Failure:
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame.lineno or 0 for frame in frames if path and frame.filename == path]
    text = "".join(traceback.format_exception(error))
    return Failure(f"{type(error).__name__}: {error}"[:300], own[-1] if own else 0, text)
