"""Every flag is shown beside its light by every rendering: words, JSON, CSV, Markdown, workbook."""

import csv
import io
import json
from dataclasses import replace

import pytest
from tests.domain.given import figure
from tests.domain.small_plan import FISCAL_KNOWN, REVENUE, board, known, plan

from gaoxin_monitor.domain.board import Background, Board
from gaoxin_monitor.domain.codes import Flag, Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.export.figures import Subject
from gaoxin_monitor.export.info import ExportInfo
from gaoxin_monitor.export.listing import board_listing
from gaoxin_monitor.messages import load, wording

INFO = ExportInfo(batches={}, plan_digest="", config_digest="", program_version="", office="", rule_pack="default")
JUNE = Period.of("2024-M06")
OTHER_WORDS = {Flag.PROVISIONAL: "export.word.provisional", Flag.WITHHELD: "export.word.withheld"}
"""The workbook's shorthand, explained on its own sheet."""


def flagged(flag: Flag) -> Board:
    shown = board(plan(REVENUE), known(FISCAL_KNOWN))
    (row,) = shown.rows
    lasting = Background(run=((JUNE, Light.YELLOW),) * 3)
    told = replace(row, flags=(flag,), observation=figure("2024-M06", "4.5"), background=lasting)
    return replace(shown, rows=(told,))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("flag", Flag)
def test_a_flag_is_told_everywhere(flag: Flag, language: str) -> None:
    messages, shown = load(language), flagged(flag)
    (row,) = shown.rows
    word, streak = messages.flag(flag), messages.text("word.streak", count=3)
    assert wording.flags(row, messages) == messages.text("list.separator").join((streak, word))
    (line,) = csv.DictReader(io.StringIO(board_listing(shown, shown.rows, "csv", messages)))
    assert line[messages.text("listing.flags")] == wording.flags(row, messages)
    assert word in board_listing(shown, shown.rows, "markdown", messages)
    (entry,) = json.loads(board_listing(shown, shown.rows, "json", messages))["rows"]
    assert (entry["flags"], entry["streak"]) == ([flag.value], 3)
    subject = Subject(row, shown, INFO, messages, wording.is_withheld(row), 1)
    assert messages.text(OTHER_WORDS.get(flag, f"flag.{flag.value}")) in subject.marks()
