"""The command line: arguments, exit codes, the only reader of clock and environment. Starts the terminal UI lazily."""

import contextlib
import gc
import os
import sys
from collections.abc import Sequence

WORLD_FAILED = 3
INTERRUPTED = 130
READER_GONE = 141
"""As shells report a program that wrote to a pipe nobody reads: what it had to say was not heard."""
_RARELY = 50_000


def main(arguments: Sequence[str] | None = None) -> None:
    """Entry point of ``gaoxin-monitor``."""
    code = run(list(sys.argv[1:] if arguments is None else arguments))
    # What is left dies with the process: walking over all of it for cycles would only delay the shell's prompt.
    gc.freeze()
    sys.exit(code)


def run(arguments: list[str]) -> int:
    """Runs one command line and gives its exit code; nothing the program raises on purpose passes this point."""
    # What a command imports lives until it ends: looking for cycles in it costs a tenth of a short command's time.
    gc.set_threshold(_RARELY)
    _prepare_streams()
    from gaoxin_monitor.cli.root import call

    try:
        code = call(arguments)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of the pipe has gone; Python must not complain again when it flushes at exit.
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_GONE
    except OSError as error:
        sys.stderr.write(f"✗ {error.strerror or error}\n")
        return WORLD_FAILED
    return code


def _prepare_streams() -> None:
    """UTF-8 whatever the locale says, and no kitty keyboard mode, in which some terminals lose Chinese input."""
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
