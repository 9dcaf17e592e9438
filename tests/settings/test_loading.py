"""What the files mean once they are read: every value, every default."""

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from tests.settings.given import Bench

from gaoxin_monitor.domain.calendar import ReleaseCalendar
from gaoxin_monitor.domain.codes import (
    Accumulation,
    Baseline,
    Direction,
    Freq,
    Frequency,
    Kind,
    Light,
    TargetFlag,
    Tier,
    Transformation,
)
from gaoxin_monitor.domain.indicators import Alias
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import MILESTONES, Section, Thresholds
from gaoxin_monitor.domain.units import Unit
from gaoxin_monitor.settings import Area, check, load


def test_settings_are_read_with_their_defaults(bench: Bench) -> None:
    settings = load(bench.root).settings
    assert settings.area == Area("GX-1", "示范高新区", "Model zone", ("高新区", "本区"))
    assert settings.area.name("en") == "Model zone"
    assert settings.areas == (Area("610500", "渭南市", "渭南市"),)
    assert settings.areas[0].name("zh") == "渭南市"
    assert (settings.language, settings.rule_pack, settings.cutoff_day) == ("zh", "default", 25)
    assert (settings.demo, settings.as_of) == (False, None)
    assert settings.providers == {"zone_bureau": "高新区统计机构", "department": "区级部门"}
    assert settings.thresholds.stale_grace_days == 12


def test_settings_may_say_next_to_nothing(bench: Bench) -> None:
    bench.write("settings.toml", 'plan = "plans/2024.toml"\n[area]\ncode = "610500"\nname = "渭南市"\n')
    bench.change("indicators.toml", 'sources = ["department", "zone_bureau"]\n', "")
    bench.change("plans/2024.toml", 'profile = "own_pace"', 'profile = "linear"')
    found = load(bench.root)
    assert found.settings.thresholds == Thresholds()
    assert found.settings.providers == {}
    assert set(found.plan.profiles) == {"own_pace", "in_batches"}


def test_without_rules_of_its_own_a_workspace_has_those_of_the_program(bench: Bench) -> None:
    bench.path("rules.toml").unlink()
    bench.change("plans/2024.toml", 'profile = "own_pace"', 'profile = "linear"')
    bench.change("plans/2024.toml", 'profile = "in_batches"', 'profile = "integer"')
    plan = load(bench.root).plan
    assert plan.profiles == {}
    assert plan.packs == {}
    assert plan.batch_profiles == frozenset()
    assert {target.rule_pack for target in plan.targets} == {"default"}


def test_a_target_overrules_the_plan_and_the_plan_the_settings_in_their_pack(bench: Bench) -> None:
    bench.change("settings.toml", 'rule_pack = "default"', 'rule_pack = "strict"')
    plan = load(bench.root).plan
    fiscal, output = plan.by_id["fiscal"], plan.by_id["output_growth"]
    assert (fiscal.rule_pack, output.rule_pack) == ("strict", "strict")
    assert plan.pack_of(fiscal) == plan.packs["strict"]
    assert plan.pack_of(output) is None
    bench.change("plans/2024.toml", "year = 2024", 'year = 2024\nrule_pack = "default"')
    assert load(bench.root).plan.by_id["fiscal"].rule_pack == "default"
    bench.change("plans/2024.toml", 'profile = "own_pace"', 'profile = "own_pace"\nrule_pack = "strict"')
    plan = load(bench.root).plan
    assert (plan.by_id["fiscal"].rule_pack, plan.by_id["roads"].rule_pack) == ("strict", "default")


def test_rules_curves_and_units_survive_the_compiled_form(bench: Bench) -> None:
    curve = "curve = [[2024-03-31, 20], [2024-12-31, 100]]"
    bench.change("plans/2024.toml", 'id = "hospital"', f'id = "hospital"\n{curve}')
    bench.change("plans/2024.toml", 'id = "villages"', 'id = "villages"\nunits = ["东街", "西街"]')
    bench.change("settings.toml", 'aliases = ["高新区", "本区"]', 'superior = "610500"')
    first, again = load(bench.root).plan, load(bench.root).plan
    assert again == first
    assert again.by_id["hospital"].curve == ((date(2024, 3, 31), Decimal(20)), (date(2024, 12, 31), Decimal(100)))
    assert again.by_id["villages"].units == ("东街", "西街")
    assert again.superior_area == "610500"
    assert again.batch_profiles == frozenset({"in_batches"})
    green, red = again.packs["strict"].bands
    assert (green.light, [str(test.limit) for test in green.tests]) == (Light.GREEN, ["0"])
    assert (red.light, red.tests) == (Light.RED, ())


def test_the_mark_of_a_demo_pins_the_day(bench: Bench) -> None:
    bench.write("settings.toml", "demo = true\nas_of = 2024-07-25\n" + bench.text("settings.toml"))
    settings = load(bench.root).settings
    assert (settings.demo, settings.as_of) == (True, date(2024, 7, 25))
    assert load(bench.root).settings == settings


def test_the_plan_is_read_in_its_order(bench: Bench) -> None:
    plan = load(bench.root).plan
    assert (plan.id, plan.title_zh, plan.title_en) == ("2024", "示范高新区2024年工作要点", "Work plan")
    assert (plan.year, plan.ref_area, plan.cutoff_day) == (2024, "GX-1", 25)
    assert plan.sections == (Section("0", "总体目标", "Headline"), Section("1", "项目", "项目"))
    assert [target.section for target in plan.targets] == ["0"] * 3 + ["1"] * 8
    assert plan.digest == sha256(bench.path("plans/2024.toml").read_bytes()).hexdigest()
    assert plan.profiles["own_pace"][2] == Decimal(10)


def test_a_target_has_every_fact_of_the_plan(bench: Bench) -> None:
    fiscal = load(bench.root).plan.by_id["fiscal"]
    assert (fiscal.name_zh, fiscal.name_en, fiscal.ref) == ("财政收入", "财政收入", "§0.3")
    assert (fiscal.tier, fiscal.kind) == (Tier.A, Kind.LEVEL_AT_LEAST)
    assert (str(fiscal.goal), fiscal.unit) == ("4.50", Unit("元", 8))
    assert (fiscal.frequency, fiscal.accumulation) == (Frequency.MONTHLY, Accumulation.YTD_LEVEL)
    assert (fiscal.deadline, fiscal.profile, fiscal.release_lag_days) == (date(2024, 12, 31), "own_pace", 8)
    assert (fiscal.source_agency, fiscal.responsible, fiscal.note) == ("财政局", "财政", "按月")
    assert (fiscal.indicator, fiscal.register, fiscal.ref_area) == ("fiscal", "", "GX-1")
    assert fiscal.series is not None
    assert (fiscal.series.freq, fiscal.series.transformation) == (Freq.MONTH, Transformation.YTD)


def test_flags_items_baselines_and_deadlines_are_kept(bench: Bench) -> None:
    targets = load(bench.root).plan.by_id
    assert targets["zero_job_homes"].goal == 0
    assert targets["hospital"].goal is None
    assert targets["roads"].flags == {TargetFlag.COMPOSITE_MEMBER}
    assert targets["roads"].livelihood_item == 1
    assert targets["road_one"].deadline == date(2024, 6, 30)
    assert targets["hospital"].deadline is None
    assert targets["approval_time"].baseline is Baseline.SAME_PERIOD
    assert targets["approval_time"].direction is Direction.DOWN
    assert targets["roads"].direction is None
    assert targets["zero_job_homes"].ref_area == "610500"


def test_without_a_deadline_of_the_plan_the_year_ends_it(bench: Bench) -> None:
    bench.change("plans/2024.toml", "deadline = 2024-12-31\n", "")
    assert load(bench.root).plan.by_id["fiscal"].deadline == date(2024, 12, 31)


def test_january_comes_from_the_indicator(bench: Bench) -> None:
    targets = load(bench.root).plan.by_id
    assert not targets["output_growth"].has_january
    assert targets["fiscal"].has_january
    assert targets["roads"].has_january


def test_the_rules_of_the_target_overrule_those_of_plan_and_settings(bench: Bench) -> None:
    found = load(bench.root)
    own, other = found.plan.by_id["joblessness"].thresholds, found.plan.by_id["fiscal"].thresholds
    assert (str(own.at_most_margin), str(other.at_most_margin)) == ("0.20", "0.3")
    assert found.settings.thresholds.at_most_margin == Decimal("0.2")
    assert str(own.level_gap) == str(other.level_gap) == "12.50"
    assert own.stale_grace_days == other.stale_grace_days == 12
    assert own.count_band == Thresholds().count_band


def test_the_calendar_gives_way_to_the_rules(bench: Bench) -> None:
    bench.change("settings.toml", "level_gap = 12.50", "stale_grace_days = 3")
    assert load(bench.root).settings.thresholds.stale_grace_days == 3


def test_registers_follow_from_kind_parent_and_indicator(bench: Bench) -> None:
    targets = load(bench.root).plan.by_id
    assert {key: target.register for key, target in targets.items()} == {
        "fiscal": "",
        "output_growth": "",
        "joblessness": "",
        "roads": "roads",
        "road_one": "roads",
        "hospital": MILESTONES,
        "tech_firms": "",
        "approval_time": "",
        "zero_job_homes": "zero_job_homes",
        "villages": "villages",
        "items_done": "",
    }


def test_a_register_that_is_named_counts(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'parent = "roads"', 'parent = "roads"\nregister = "milestones"')
    bench.change("plans/2024.toml", 'id = "villages"', 'id = "villages"\nregister = "roads"')
    bench.change("plans/2024.toml", 'id = "tech_firms"', 'id = "tech_firms"\nregister = "tech_firms"')
    targets = load(bench.root).plan.by_id
    assert targets["road_one"].register == MILESTONES
    assert targets["villages"].register == "roads"
    assert targets["tech_firms"].register == "tech_firms"


def test_a_count_that_no_indicator_reports_is_counted_from_its_own_list(bench: Bench) -> None:
    bench.change("indicators.toml", "[tech_firms]", "[tech_firms_stock]")
    found = load(bench.root).plan.by_id["tech_firms"]
    assert (found.indicator, found.register) == ("", "tech_firms")


def test_children_of_a_target_that_counts_no_members_are_milestones(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'parent = "roads"', 'parent = "tech_firms"')
    assert load(bench.root).plan.by_id["road_one"].register == MILESTONES


def test_the_catalogue_resolves_names_by_transformation_and_unit(bench: Bench) -> None:
    catalogue = load(bench.root).catalogue
    fiscal = catalogue.by_id["fiscal"]
    assert (fiscal.name_en, fiscal.unit, fiscal.sources) == (
        "Fiscal revenue",
        Unit("元", 8),
        ("department", "zone_bureau"),
    )
    assert fiscal.aliases == (Alias("一般公共预算收入"), Alias("收入", Transformation.YTD, "元"))
    assert catalogue.by_id["joblessness"].frequency is Frequency.QUARTERLY
    assert not catalogue.by_id["output"].has_january
    assert catalogue.resolve("其中：收入", Transformation.YTD, Unit("元", 4)) is fiscal
    assert catalogue.resolve("收入", Transformation.LEVEL, Unit("元", 4)) is None


def test_backslashes_in_the_path_of_the_plan_are_understood(bench: Bench) -> None:
    bench.change("settings.toml", '"plans/2024.toml"', "'plans\\2024.toml'")
    assert load(bench.root).settings.plan == "plans/2024.toml"


def test_whole_numbers_may_be_written_with_an_exponent(bench: Bench) -> None:
    bench.change("plans/2024.toml", "goal = 4.50", "goal = 4e2")
    assert str(load(bench.root).plan.by_id["fiscal"].goal) == "400"


@pytest.mark.parametrize("text", ["1_000", "+1e3", "1000.00"])
def test_numbers_may_be_written_as_toml_allows(bench: Bench, text: str) -> None:
    bench.change("plans/2024.toml", "goal = 300", f"goal = {text}")
    assert check(bench.root) == ()
    assert load(bench.root).plan.by_id["tech_firms"].goal == 1000


def test_the_calendar_is_part_of_the_plan_and_its_lags_overrule_those_of_the_targets(bench: Bench) -> None:
    plan = load(bench.root).plan
    spring = {date(2024, 2, number) for number in (10, 11, 12)}
    assert plan.calendar.holidays == {date(2024, 10, 1), *spring}
    assert plan.calendar.workdays == {date(2024, 2, 4)}
    assert plan.calendar.due_soon_days == 5
    assert plan.calendar.announced == {
        ("joblessness", Period.of("2024-Q2")): date(2024, 7, 18),
        ("roads", Period.of("2024-M05")): date(2024, 6, 3),
    }
    lags = {target.id: target.release_lag_days for target in plan.targets}
    assert (lags["output_growth"], lags["fiscal"], lags["roads"]) == (21, 8, 0)


def test_a_workspace_without_a_calendar_works_and_its_digest_is_another(bench: Bench) -> None:
    before = load(bench.root)
    bench.path("calendar.toml").unlink()
    assert check(bench.root) == ()
    found = load(bench.root)
    assert found.plan.calendar == ReleaseCalendar()
    assert found.plan.by_id["output_growth"].release_lag_days == 0
    assert found.digest != before.digest


def test_a_span_of_january_and_february_is_the_release_of_february(bench: Bench) -> None:
    bench.change("calendar.toml", "lag_days = 21", 'period = "2024-01-01/P2M"\nday = 2024-03-18')
    announced = load(bench.root).plan.calendar.announced
    assert announced["output", Period.of("2024-M02")] == date(2024, 3, 18)
