"""One project tells one story: what one list says of it, no other list and no named item of the plan denies."""

import re
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.domain.members import Member
from gaoxin_monitor.store import Store

LAST_DAY = date(2024, 7, 25)
MILESTONES = "milestones"
WORK = re.compile(
    r"(?:项目)?(?:开工|连续施工|加快施工|加快建设|招引建设|建设项目实施|建成使用|建成投产|投产入规|投入使用|推进|打通)?"
)


@pytest.fixture(scope="module")
def members(demo: Path) -> tuple[Member, ...]:
    """Every member of every list, as known at the demo's last day."""
    with Store.open(demo / "data" / "gaoxin.db", read_only=True) as store:
        registers = store.members(as_of=LAST_DAY)
    return tuple(member for register in registers.values() for member in register.members)


def same_work(one: str, other: str) -> bool:
    """Whether two names differ, if at all, only in what is done: 日丰四期项目 and 日丰四期项目开工 are one work."""
    short, long = sorted((fold(one).removesuffix("项目"), fold(other).removesuffix("项目")), key=len)
    return long.startswith(short) and WORK.fullmatch(long, len(short)) is not None


def pairs(members: tuple[Member, ...]) -> Iterator[tuple[Member, Member]]:
    return ((one, other) for one, other in combinations(members, 2) if one.register != other.register)


def told(member: Member) -> tuple[date | None, ...]:
    return tuple(member.day(dated) for dated in (Attribute.PLANNED, Attribute.FORECAST, Attribute.ACTUAL))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("日丰四期项目", "日丰四期项目开工", True),
        ("新能源汽车传动系统零部件项目", "新能源汽车传动系统零部件建成投产", True),
        ("中粮粮谷项目", "中粮粮谷连续施工", True),
        ("锦华大道", "锦华大道打通", True),
        ("望岳街道路提升工程", "望岳街海绵化改造", False),
        ("良田街道", "良田街道农村饮水安全设备维修维护", False),
    ],
)
def test_a_name_stands_for_a_work_whatever_is_done_of_it(one: str, other: str, *, same: bool) -> None:
    assert same_work(one, other) is same


def test_the_demo_has_its_long_lists_and_its_named_items(members: tuple[Member, ...]) -> None:
    counts = [sum(member.register == name for member in members) for name in sorted({m.register for m in members})]
    assert {89, 85, 43, 33, 14} <= set(counts)


def test_no_counted_member_stands_for_a_milestone_with_another_actual_date(members: tuple[Member, ...]) -> None:
    milestones = [member for member in members if member.register == MILESTONES]
    counted = [member for member in members if member.register != MILESTONES]
    denied = [
        (one.name, item.name)
        for item in milestones
        for one in counted
        if same_work(one.name, item.name) and one.day(Attribute.ACTUAL) != item.day(Attribute.ACTUAL)
    ]
    assert denied == []


def test_two_lists_that_hold_the_same_work_give_it_the_same_dates(members: tuple[Member, ...]) -> None:
    denied = [
        (one.name, other.name)
        for one, other in pairs(members)
        if same_work(one.name, other.name) and told(one) != told(other)
    ]
    assert denied == []


def test_no_list_holds_a_work_twice(members: tuple[Member, ...]) -> None:
    names = [(member.register, fold(member.name)) for member in members]
    assert len(set(names)) == len(names)
