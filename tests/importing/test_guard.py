import os
import sys
from decimal import Decimal, getcontext
from pathlib import Path

import polars as pl
import pytest

from gaoxin_monitor.importing.guard import guarded


def test_a_result_comes_back_with_what_was_printed() -> None:
    outcome = guarded(lambda: sys.stdout.write("调试\n"))
    assert (outcome.value, outcome.failure, outcome.output) == (3, None, "调试\n")


@pytest.mark.parametrize(
    "error", [ValueError("坏"), SystemExit(3), RecursionError(), MemoryError(), BaseException("x")]
)
def test_any_failure_is_a_value_that_names_the_error(error: BaseException) -> None:
    def fail() -> None:
        raise error

    failure = guarded(fail).failure
    assert failure
    assert failure.error.startswith(type(error).__name__)


def test_a_panic_of_a_native_library_is_a_failure() -> None:
    def panic() -> None:
        raise pl.exceptions.PanicException("index out of bounds")

    assert guarded(panic).failure


def test_the_users_own_interruption_is_no_failure() -> None:
    def interrupt() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(interrupt)


def test_folder_streams_and_decimal_context_are_as_before(tmp_path: Path) -> None:
    folder, stdout, precision = Path.cwd(), sys.stdout, getcontext().prec

    def meddle() -> Decimal:
        os.chdir(tmp_path)
        getcontext().prec = 3
        return Decimal(1) / Decimal(3)

    assert guarded(meddle).value == Decimal("0.333")
    assert (Path.cwd(), sys.stdout, getcontext().prec) == (folder, stdout, precision)
