from dataclasses import replace
from decimal import Decimal

from tests.domain.given import AREA, LONG_AFTER, day, figure, target

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Freq, Kind, Light, Tier, Transformation
from gaoxin_monitor.domain.lights import Reason
from gaoxin_monitor.domain.observations import Contradiction, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan

REASON = Reason("level-behind")


def row(name: str, light: Light, gap: str | None = None, kind: Kind = Kind.LEVEL_AT_LEAST, **more: object) -> BoardRow:
    exact = None if gap is None else Decimal(gap)
    return BoardRow(target=target(kind, 1, "%", id=name, **more), light=light, reason=REASON, gap=exact)


def board(*rows: BoardRow) -> Board:
    plan = Plan("2024", "", "", 2024, AREA, (), tuple(r.target for r in rows))
    return Board(
        plan=plan,
        month=Period.of("2024-M06"),
        as_of=LONG_AFTER,
        judgement_day=day("2024-07-25"),
        last_batch=None,
        rows=rows,
    )


def test_targets_are_counted_by_light_without_the_qualitative_tier() -> None:
    shown = board(
        row("a", Light.RED),
        row("b", Light.RED, tier=Tier.C),
        row("c", Light.YELLOW, tier=Tier.D),
        row("d", Light.NODATA, tier=Tier.B),
    )
    counted = shown.counts()
    assert counted[Light.RED] == 2
    assert counted[Light.NODATA] == 1
    assert set(counted) == set(Light)
    assert sum(counted.values()) == 3


def test_the_worst_come_first_and_the_furthest_behind_of_each_light() -> None:
    shown = board(
        row("done", Light.DONE),
        row("green", Light.GREEN, "5.0"),
        row("pending", Light.PENDING),
        row("mild", Light.YELLOW, "-0.3"),
        row("grey", Light.NODATA),
        row("wide", Light.YELLOW, "-9.7"),
        row("red", Light.RED, "-12.0"),
        row("redder", Light.RED, "-30.5"),
        row("unknown", Light.RED),
    )
    order = [r.target.id for r in shown.worst_first()]
    assert order == ["redder", "red", "unknown", "wide", "mild", "grey", "pending", "green", "done"]


def test_far_above_a_limit_is_worse_than_just_above_it() -> None:
    at_most = Kind.LEVEL_AT_MOST
    shown = board(
        row("just", Light.RED, "0.1", at_most), row("level", Light.RED, "-0.3"), row("far", Light.RED, "0.5", at_most)
    )
    assert [r.target.id for r in shown.worst_first()] == ["far", "level", "just"]


def test_a_target_without_a_gap_stands_with_those_on_their_mark() -> None:
    shown = board(row("ahead", Light.GREEN, "0.5"), row("silent", Light.GREEN), row("just", Light.GREEN, "-0.0"))
    assert [r.target.id for r in shown.worst_first()] == ["silent", "just", "ahead"]


def test_equals_stay_in_the_order_of_the_plan() -> None:
    shown = board(*(row(name, Light.GREEN, "1.0") for name in "abc"))
    assert [r.target.id for r in shown.worst_first()] == ["a", "b", "c"]


def test_a_row_is_found_by_its_target() -> None:
    shown = board(row("a", Light.RED), row("b", Light.GREEN))
    found = shown.row("b")
    assert found is not None
    assert found.light is Light.GREEN
    assert shown.row("z") is None


def test_a_value_is_printed_on_its_side_of_the_goal() -> None:
    limit = target(Kind.LEVEL_AT_MOST, "4.5", "%")
    values = (Decimal("4.504"), Decimal("4.2"), None)
    rows = [BoardRow(target=limit, light=Light.RED, reason=REASON, value=value) for value in values]
    assert [str(found.shown_value) for found in rows] == ["4.504", "4.2", "None"]


ROADS = target(Kind.COUNT_ALL, 3, "条", id="roads", register="roads", indicator="")


def test_the_rows_whose_light_changed_are_paired_worst_first() -> None:
    before = board(row("a", Light.GREEN), row("b", Light.YELLOW), row("c", Light.RED), row("gone", Light.RED))
    now = board(row("a", Light.YELLOW), row("b", Light.RED), row("c", Light.RED), row("new", Light.RED))
    changed = now.changed_since(before)
    assert [(old.light, new.target.id, new.light) for old, new in changed] == [
        (Light.YELLOW, "b", Light.RED),
        (Light.GREEN, "a", Light.YELLOW),
    ]
    assert now.changed_since(now) == ()


def test_what_other_sources_say_is_found_by_indicator_area_and_period() -> None:
    june = Period.of("2024-M06")
    one, other = figure("2024-M06", "6.1", source="a"), figure("2024-M06", "6.3", source="b")
    here = SeriesKey("x", AREA, Freq.MONTH, Transformation.YTD)
    elsewhere = replace(here, ref_area="610500"), replace(here, indicator="y")
    may = Contradiction(here, figure("2024-M05", 1), figure("2024-M05", 2))
    known = (Contradiction(here, one, other), may, *(Contradiction(key, one, other) for key in elsewhere))
    found = replace(row("a", Light.RED), period=june)
    shown = replace(board(found), contradictions=known)
    assert shown.contradictions_of(found) == known[:1]
    assert shown.contradictions_of(replace(found, period=None)) == ()


def test_the_gap_is_in_points_when_the_rule_says_so() -> None:
    target_a = target(Kind.LEVEL_AT_LEAST, 1)
    points = BoardRow(target=target_a, light=Light.RED, reason=REASON, numbers={"gap_pp": Decimal(-3)})
    items = BoardRow(target=target_a, light=Light.RED, reason=REASON, numbers={"shortfall": Decimal(3)})
    assert points.gap_in_points
    assert not items.gap_in_points
