"""The flags of one target on its own screen: all of them; on the board those that speak of the data."""

from dataclasses import replace

import pytest
from tests.domain.small_plan import FISCAL_KNOWN, REVENUE, known, plan, row

from gaoxin_monitor.domain.board import Background
from gaoxin_monitor.domain.codes import Flag
from gaoxin_monitor.messages import load
from gaoxin_monitor.tui import cells
from gaoxin_monitor.tui.glyphs import UNICODE
from gaoxin_monitor.tui.pen import Pen
from gaoxin_monitor.tui.theme import DARK

PEN = Pen(load("zh"), UNICODE, DARK)


@pytest.mark.parametrize("flag", Flag)
def test_the_detail_names_every_flag(flag: Flag) -> None:
    shown = replace(row(plan(REVENUE), known(FISCAL_KNOWN), "revenue"), flags=(flag,), background=Background())
    assert cells.every_flag(shown, PEN) == PEN.messages.flag(flag)
    assert cells.flags(shown, PEN) == ("" if flag is Flag.FINAL else PEN.messages.flag(flag))
