"""Names, cells and files that were written to do harm are shown as what they are, on every screen."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle

import pytest
from tests.tui.given import DATA, REGISTERS, SECTIONS, TARGETS, MemoryDesk, Start, plan_of, press, screen_lines, settle
from textual.pilot import Pilot

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.diagnostics import Place
from gaoxin_monitor.domain.members import Member, Register
from gaoxin_monitor.tui.app import MonitorApp
from gaoxin_monitor.tui.text import width

PAYLOADS = [
    "\x1b]0;OWNED\x07标题",
    "\x1b[31mREDMARK\x1b[2J",
    "\x9b31mC1MARK\x9d",
    "\u202eBIDIMARK\u2066",
    "[red]注意[/red]",
    "合计[/]",
    "路径[/data/2024]",
    "[@click=app.quit]点我[/]",
    "[link=http://x.invalid]链接[/link]",
    "[type=x, v={'a[0]'}]",
    ":smile: 状态",
    "零\x00字节\x7f",
    "一行\n两行\r三行\t四",
    "零宽\u200b\u200d\ufeff",
    "\ud800半个",
    "很长的名字" * 60,
    "⚠\ufe0f 家庭👨\u200d👩\u200d👧",
]
DANGEROUS = {"Cc", "Cs", "Zl", "Zp"}


def hostile_desk(*payloads: str) -> MemoryDesk:
    """A desk in which every text that people write is one of the payloads, in turn."""
    texts = cycle(payloads)
    names = ("name_zh", "name_en", "ref", "responsible", "source_agency")
    targets = tuple(replace(t, **{name: next(texts) for name in names}) for t in TARGETS)  # type: ignore[arg-type]
    plan = plan_of(targets, next(texts))
    desk = MemoryDesk(plan=replace(plan, sections=tuple(replace(s, name_zh=next(texts)) for s in SECTIONS)))
    desk.data = {
        key: [replace(o, place=Place(next(texts), next(texts), 7, 4), text=next(texts)) for o in rows]
        for key, rows in DATA.items()
    }
    desk.older = {key: [replace(rows[-1], vintage=rows[0].vintage)] for key, rows in desk.data.items()}
    desk.registers = {key: _hostile_register(known, texts) for key, known in REGISTERS.items()}
    return desk


def _hostile_register(register: Register, texts: Iterator[str]) -> Register:
    written = (Attribute.NAME, Attribute.OWNER, Attribute.REMARK)

    def spoil(member: Member) -> Member:
        place = Place(next(texts), next(texts), 5, 6)
        facts = {
            a: replace(f, place=place, value=next(texts) if a in written else f.value) for a, f in member.facts.items()
        }
        return replace(member, facts=facts)

    return replace(register, members=tuple(map(spoil, register.members)))


def harm(pilot: Pilot[int]) -> list[str]:
    bad = set("\u200b\u200d\u202e\u2066\ufeff\ufe0f")
    lines = screen_lines(pilot.app.screen)
    wide = [line for line in lines if width(line) > pilot.app.size.width]
    return wide + [line for line in lines if any(unicodedata.category(c) in DANGEROUS or c in bad for c in line)]


@pytest.mark.parametrize("turn", range(0, len(PAYLOADS), 6))
async def test_hostile_texts_are_shown_and_do_nothing(start: Start, turn: int) -> None:
    async with start(hostile_desk(*PAYLOADS[turn:], *PAYLOADS[:turn]), (100, 30)) as pilot:
        for keys in ((), ("f8",), ("f7",), ("enter",), *[("pagedown",)] * 8, ("escape",)):
            await press(pilot, *keys)
            assert harm(pilot) == [], keys
        await press(pilot, "escape", "f3", *"ab", "escape", "enter", "enter")
        assert harm(pilot) == []
        await press(pilot, "escape", "f5", "escape", "ctrl+c")
        assert pilot.app.return_value is None


@pytest.mark.parametrize("payload", PAYLOADS, ids=lambda payload: ascii(payload[:14]))
async def test_errors_that_quote_hostile_texts_are_harmless(start: Start, payload: str) -> None:
    async with start(MemoryDesk(), (100, 30)) as pilot:
        assert isinstance(pilot.app, MonitorApp)
        pilot.app.report(OSError(2, payload, payload))
        await settle(pilot)
        assert harm(pilot) == []


@pytest.mark.parametrize("payload", ["[red]注意[/red]", "[@click=app.quit]点我[/]", ":smile: 状态"])
async def test_markup_and_emoji_codes_are_shown_literally(start: Start, payload: str) -> None:
    async with start(hostile_desk(payload), (160, 48)) as pilot:
        assert any(payload in line for line in screen_lines(pilot.app.screen)[3:20])
        await press(pilot, "enter")
        assert payload in screen_lines(pilot.app.screen)[0]


async def test_clicking_on_planted_links_runs_nothing(start: Start) -> None:
    async with start(hostile_desk("[@click=app.quit]点我[/]"), (100, 30)) as pilot:
        for line in range(29):
            for column in (4, 30):
                await pilot.click(offset=(column, line))
                if pilot.app.screen is not pilot.app.screen_stack[0]:
                    await press(pilot, "escape")
        await pilot.pause()
        assert pilot.app.return_value is None


async def test_what_is_copied_is_harmless_as_well(start: Start) -> None:
    async with start(hostile_desk("\x1b[31mREDMARK\n=1+1"), (100, 30)) as pilot:
        await press(pilot, "ctrl+c")
        assert pilot.app.clipboard.count("\n") == 0
        assert "\x1b" not in pilot.app.clipboard


async def test_brackets_typed_into_the_filter_are_text(start: Start, desk: MemoryDesk) -> None:
    async with start(desk) as pilot:
        await press(pilot, "f3", "left_square_bracket", "slash", "right_square_bracket", *"高新技术[亿元]")
        assert "[/]高新技术[亿元]" in "\n".join(screen_lines(pilot.app.screen))
