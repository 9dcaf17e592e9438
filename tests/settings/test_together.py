"""All faults of all files at once, by file and line, and what a target needs to be judged."""

import pytest
from tests.settings.given import Bench, faults_of

from gaoxin_monitor.domain.codes import Severity
from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.settings import check, load


def test_many_faults_in_all_files_are_listed_in_one_go_by_file_and_line(bench: Bench) -> None:
    bench.change("settings.toml", 'rule_pack = "default"', 'rule_pak = "default"  # <<')
    bench.change("settings.toml", "level_gap = 12.50", 'level_gap = "wide"  # <<')
    bench.change("settings.toml", "90, 100]", "90, 100, 100]")
    bench.change("indicators.toml", 'sources = ["department", "zone_bureau"]', 'sources = ["departmnt"]  # <<')
    bench.change("indicators.toml", 'unit = "家"', "unit = 5  # <<")
    bench.change("plans/2024.toml", "year = 2024\n", "year = 2024.0  # <<\n")
    bench.change("plans/2024.toml", 'parent = "roads"', 'parent = "raods"  # <<')
    bench.change("plans/2024.toml", 'indicator = "output"', 'indicator = "outptu"  # <<')
    bench.change("plans/2024.toml", 'goal = 2\nunit = "条"', 'goal = 2.5  # <<\nunit = "条"')
    bench.change("plans/2024.toml", 'kind = "milestone_by_date"', 'kind = "milestone"  # <<')
    with pytest.raises(ConfigError) as caught:
        load(bench.root)
    found = [(each.place.file, each.place.line) for each in faults_of(caught.value)]
    assert found == sorted([*bench.marked(), ("config/settings.toml", 27)])
    assert caught.value.params["count"] == len(found) == 10
    assert caught.value.exit_code == 1


def test_a_faulty_key_hides_no_other_fault_of_its_target(bench: Bench) -> None:
    bench.change(
        "plans/2024.toml",
        'id = "roads"\nname = "打通道路"\ntier = "A"\nkind = "count_all"\ngoal = 2',
        'id = "roads"\nname = 5  # <<\ntier = "Z"  # <<\nkind = "count_all"\ngoal = 0.5  # <<\nprofil = "x"  # <<',
    )
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def test_a_faulty_alias_hides_no_clash_of_its_neighbours(bench: Bench) -> None:
    bench.change("indicators.toml", '  "产值",', '  5, # <<\n  "财政收入", # <<')
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def test_a_section_that_is_no_table_leaves_the_others_checked(bench: Bench) -> None:
    bench.write(
        "plans/2024.toml",
        'title = "x"\nyear = 2024\nsection = [\n1, # <<\n{ id = "a", name = "b", target = [{}] }, # <<\n]',
    )
    assert {(file, line) for file, line, _ in bench.found()} == set(bench.marked())


def test_a_target_with_a_faulty_id_is_not_reported_as_missing_from_the_catalogue_too(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'id = "tech_firms"', "id = 5")
    assert [slug for _, _, slug in bench.found()] == ["config-not-text"]


def test_a_plan_without_a_readable_list_of_sections_has_one_fault(bench: Bench) -> None:
    bench.write("plans/2024.toml", 'title = "x"\nyear = 2024\nsection = [1, 2]\n')
    assert [(line, slug) for _, line, slug in bench.found()] == [(3, "config-not-table"), (3, "config-not-table")]


def test_settings_that_cannot_be_read_raise_no_doubts_about_other_files(bench: Bench) -> None:
    bench.write("settings.toml", "\n".join(bench.text("settings.toml").splitlines()[:3]) + "\n[area\n")
    assert bench.found() == [("config/settings.toml", 4, "config-syntax-bracket")]


def test_a_catalogue_that_cannot_be_read_raises_no_doubts_about_the_plan(bench: Bench) -> None:
    bench.write("indicators.toml", "[fiscal\n")
    assert bench.found() == [("config/indicators.toml", 1, "config-syntax-bracket")]


def test_an_indicator_that_is_no_table_raises_no_doubts_about_who_uses_it(bench: Bench) -> None:
    bench.write("indicators.toml", bench.text("indicators.toml").replace("[tech_firms]", "[other]"))
    bench.write("indicators.toml", "tech_firms = 5  # <<\n" + bench.text("indicators.toml"))
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def test_a_plan_of_another_year_with_the_old_days_is_refused(bench: Bench) -> None:
    bench.change("plans/2024.toml", "year = 2024", "year = 2025")
    assert [slug for _, _, slug in bench.found()] == ["config-deadline-passed"] * 2


def test_faulty_providers_areas_and_profiles_raise_no_doubts_about_who_uses_them(bench: Bench) -> None:
    bench.change("settings.toml", 'department = "区级部门"', "department = 5  # <<")
    bench.change("settings.toml", 'code = "610500"', "code = 5  # <<")
    bench.change("settings.toml", "own_pace = [0,", 'own_pace = ["0",  # <<\n')
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def _without(bench: Bench, target: str, key: str) -> None:
    """Takes a key out of a target and marks the target's first line."""
    before, head, rest = bench.text("plans/2024.toml").partition(f'[[section.target]]\nid = "{target}"')
    block, blank, after = rest.partition("\n\n")
    kept = "\n".join(line for line in block.split("\n") if not line.startswith(f"{key} = "))
    assert kept != block
    bench.write(
        "plans/2024.toml", f"{before}[[section.target]]  # <<\n{head.partition(chr(10))[2]}{kept}{blank}{after}"
    )


@pytest.mark.parametrize(
    ("target", "key"),
    [
        ("fiscal", "goal"),
        ("fiscal", "profile"),
        ("output_growth", "goal"),
        ("joblessness", "goal"),
        ("roads", "goal"),
        ("roads", "profile"),
        ("tech_firms", "goal"),
        ("tech_firms", "profile"),
        ("villages", "goal"),
        ("villages", "profile"),
        ("items_done", "goal"),
        ("approval_time", "baseline"),
        ("approval_time", "direction"),
    ],
)
def test_what_a_kind_cannot_do_without_is_missed_at_the_target(bench: Bench, target: str, key: str) -> None:
    _without(bench, target, key)
    found = bench.only()
    assert [(found.place.file, found.place.line)] == bench.marked()
    assert (found.slug, found.params["key"]) == ("config-kind-needs", key)


@pytest.mark.parametrize(
    ("target", "key", "slug"),
    [("fiscal", "unit", "config-goal-without-unit"), ("roads", "livelihood_item", "config-item-needed")],
)
def test_what_a_goal_or_a_flag_cannot_do_without_is_missed(bench: Bench, target: str, key: str, slug: str) -> None:
    _without(bench, target, key)
    assert (*bench.marked()[0], slug) in bench.found()


@pytest.mark.parametrize(
    ("old", "new", "slug"),
    [
        ('kind = "growth_rate"', 'kind = "growth_rate"\nprofile = "linear"  # <<', "config-key-unused"),
        ('kind = "count_all"', 'kind = "count_all"\nbaseline = "previous"  # <<', "config-key-unused"),
        ('kind = "count_all"', 'kind = "count_all"\ndirection = "up"  # <<', "config-key-unused"),
        ('kind = "milestone_by_date"', 'kind = "milestone_by_date"\ngoal = 1  # <<\nunit = "项"', "config-key-unused"),
        ('name = "村庄"', 'name = "医 院"  # <<', "config-name-twice"),
        ("deadline = 2024-06-30", "deadline = 2025-06-30  # <<", "config-deadline-year"),
        (
            '[[section.target]]\nid = "fiscal"',
            '[[section.target]]  # <<\nid = "revenue"',
            "config-no-figures",
        ),
    ],
)
def test_a_doubt_is_a_warning_and_the_configuration_is_used(bench: Bench, old: str, new: str, slug: str) -> None:
    bench.change("plans/2024.toml", old, new)
    fresh = load(bench.root)
    (warning,) = fresh.warnings
    assert (warning.slug, warning.severity) == (slug, Severity.WARNING)
    assert [(warning.place.file, warning.place.line)] == bench.marked()
    assert check(bench.root) == (warning,)
    assert load(bench.root) == fresh


def test_a_workspace_in_order_has_no_findings(bench: Bench) -> None:
    assert check(bench.root) == ()


def test_parents_in_a_long_circle_are_told_once(bench: Bench) -> None:
    for child, parent in (("fiscal", "output_growth"), ("output_growth", "roads"), ("roads", "fiscal")):
        bench.change("plans/2024.toml", f'id = "{child}"\n', f'id = "{child}"\nparent = "{parent}"\n')
    assert bench.only().params["chain"] == "fiscal → output_growth → roads → fiscal"


def test_aliases_of_one_indicator_may_repeat_and_conditions_tell_two_indicators_apart(bench: Bench) -> None:
    bench.change(
        "indicators.toml",
        '  "产值",',
        '  "产值", "产值",\n  { label = "收入", transformation = "ytd_yoy", unit = "%" },',
    )
    bench.change("indicators.toml", 'name = "科技企业"', 'name = "科技企业"\naliases = ["收入"]')
    assert check(bench.root) == ()


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("元", "万元", True),
        ("亿元", "元", True),
        ("万元", "亿元", False),
        ("元", "家", False),
        ("万", "万", True),
    ],
)
def test_names_clash_when_one_printed_unit_fits_both(bench: Bench, one: str, other: str, clash: bool) -> None:  # noqa: FBT001
    for key, unit in (('name = "科技企业"', one), ('name = "失业率"', other)):
        bench.change("indicators.toml", key, f'{key}\naliases = [{{ label = "共名", unit = "{unit}" }}]')
    assert ("config-alias-twice" in [slug for _, _, slug in bench.found()]) is clash
