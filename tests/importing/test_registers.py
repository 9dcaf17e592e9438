"""Registers as a plan speaks of them."""

from gaoxin_monitor.domain.codes import Kind, Tier
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.importing.areas import AreaBook, AreaName, read_areas
from gaoxin_monitor.importing.registers import registers_of


def _target(name: str, kind: Kind, register: str, zh: str) -> Target:
    return Target(
        id=name, name_zh=zh, name_en=name.title(), section="1", ref="§1", tier=Tier.C, kind=kind, register=register
    )


PLAN = Plan(
    "2024",
    "要点",
    "plan",
    2024,
    "GX-000001",
    (),
    (
        _target("roads", Kind.COUNT_ALL, "roads", "打通断头路"),
        _target("road_north", Kind.MILESTONE_BY_DATE, "roads", "北路"),
        _target("start_one", Kind.MILESTONE_BY_DATE, "milestones", "甲项目 开工"),
        _target("gdp_growth", Kind.GROWTH_RATE, "", "生产总值增速"),
    ),
)


def test_a_register_answers_to_its_id_and_to_the_target_that_counts_it() -> None:
    book = registers_of(PLAN)
    assert {book.find(name) for name in ("roads", "打通断头路", "打 通断头路", "Roads")} == {"roads"}
    assert book.find("重点事项") == book.find("milestones") == "milestones"
    assert book.find("生产总值增速") is None


def test_members_that_the_plan_names_are_found_by_name_in_their_register_only() -> None:
    book = registers_of(PLAN)
    assert book.member("milestones", "甲项目开工") == "start_one"
    assert book.member("roads", "北路") == book.member("roads", "Road_North") == "road_north"
    assert book.member("roads", "甲项目开工") is None
    assert book.find("北路") is None


AREAS = AreaBook(
    (
        AreaName("GX-1", ("渭南高新技术产业开发区", "渭南高新区")),
        *read_areas("\ufeffcode,name_zh,short_zh,name_en\n610000,陕西省,陕西,Shaanxi\n610500,渭南市,渭南,Weinan\n"),
    )
)


def test_an_area_is_found_by_code_and_by_any_of_its_names() -> None:
    assert [AREAS.find(text) for text in ("610500", "渭南", "渭 南市", "shaanxi", "GX-1", "渭")] == [
        *("610500", "610500", "610500", "610000", "GX-1", None)
    ]


def test_a_title_leads_with_the_longest_name_and_mentions_any() -> None:
    assert AREAS.leading("渭南高新区2024年5月快报") == "GX-1"
    assert AREAS.leading("渭南市2024年5月快报") == "610500"
    assert AREAS.leading("2024年5月快报") is None
    assert AREAS.mentioned("示例：渭南高新区快报", "GX-1")
    assert not AREAS.mentioned("渭南市快报", "GX-1")
    assert AREAS.name("610000") == "陕西省"
    assert AREAS.name("999999") == "999999"
