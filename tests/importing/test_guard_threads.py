"""Two threads under the guard at once: the program's own output is in place afterwards."""

import sys
import threading

from gaoxin_monitor.importing.guard import Outcome, guarded


def test_overlapping_calls_give_the_output_back() -> None:
    before = (sys.stdout, sys.stderr)
    both_started = threading.Event()
    found: list[Outcome[str]] = []

    def first() -> str:
        both_started.wait(5)
        return "first"

    def second() -> str:
        return "second"

    threads = [threading.Thread(target=lambda call=call: found.append(guarded(call))) for call in (first, second)]
    threads[0].start()
    threads[1].start()
    both_started.set()
    for thread in threads:
        thread.join(10)
    assert {outcome.value for outcome in found} == {"first", "second"}
    assert (sys.stdout, sys.stderr) == before
