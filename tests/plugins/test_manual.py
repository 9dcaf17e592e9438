"""Department returns where the golden files do not reach."""

from collections.abc import Callable

from gaoxin_monitor.domain.codes import Attribute
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.importing.model import Prepared

Run = Callable[..., Prepared]

HEAD = "报告月份,清单,编号,名称,责任单位,计划日期,预计日期,实际日期,形象进度(%),备注"
MAY = Period(2024, 5, 1)


def _facts(prepared: Prepared) -> dict[tuple[str, Attribute], str]:
    return {(fact.member, fact.attribute): fact.value for fact in prepared.facts}


def _slugs(prepared: Prepared) -> list[str]:
    return [fault.slug for fault in prepared.diagnostics]


def test_a_list_without_changes_is_still_a_return(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,打通断头路,,,,,,,,\n2024年5月,打通断头路,无,无,,,,,,\n")
    assert [(entry.register, entry.period) for entry in found.returns] == [("dead_end_roads", MAY)]
    assert found.facts == ()
    assert not found.blocked
    assert found.ref_area == "GX-000001"


def test_two_lists_in_one_table_are_two_returns(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,打通断头路,,,,,,,,\n2024-05,重点事项,,示例项目开工,,,,2024-05-06,,\n")
    assert {entry.register for entry in found.returns} == {"dead_end_roads", "milestones"}
    assert _facts(found) == {
        ("start_sample", Attribute.NAME): "示例项目开工",
        ("start_sample", Attribute.ACTUAL): "2024-05-06",
    }


def test_a_number_wins_over_a_name_that_the_plan_knows(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,重点事项,M9,示例项目开工,,,,,,\n")
    assert set(_facts(found)) == {("M9", Attribute.NAME)}


def test_empty_cells_and_dashes_change_nothing_and_a_withdrawal_takes_back(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,打通断头路,1,甲路,—,2024-06-30,撤销,/,无,\n")
    assert _facts(found) == {
        ("1", Attribute.NAME): "甲路",
        ("1", Attribute.PLANNED): "2024-06-30",
        ("1", Attribute.FORECAST): "",
    }
    assert found.ledger == {"facts": 3, "missing": 4, "remainder": 0}


def test_a_register_may_be_named_by_its_id(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,dead_end_roads,1,甲路,,,,,,\n")
    assert found.returns[0].register == "dead_end_roads"


def test_a_line_that_says_something_of_nobody_is_an_error(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,打通断头路,,,甲公司,2024-06-30,,,,\n")
    assert _slugs(found) == ["member-unknown"]
    assert found.blocked


def test_progress_is_a_percentage_with_or_without_its_sign(run: Run) -> None:
    lines = "2024年5月,打通断头路,1,甲路,,,,,45.5%,\n2024年5月,打通断头路,2,乙路,,,,,100,\n"
    assert [fact.value for fact in run(f"{HEAD}\n{lines}").facts if fact.attribute is Attribute.PROGRESS] == [
        "45.5",
        "100",
    ]


def test_a_member_told_twice_alike_counts_once(run: Run) -> None:
    line = "2024年5月,打通断头路,1,甲路,,,,,50,\n"
    found = run(f"{HEAD}\n{line}{line}")
    assert set(_slugs(found)) == {"row-repeated"}
    assert not found.blocked
    assert len(found.facts) == 2
    assert found.ledger == {"facts": 2, "missing": 10, "repeated": 2, "remainder": 0}


def test_the_numbers_of_members_are_labels_and_no_figures(run: Run) -> None:
    found = run(f"{HEAD}\n2024年5月,打通断头路,007,甲路,,,,,,\n")
    assert _facts(found) == {("007", Attribute.NAME): "甲路"}
    assert found.ledger["remainder"] == 0
