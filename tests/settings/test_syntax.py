"""Files that are no TOML: line, character, and what was probably meant."""

import pytest
from tests.settings.given import Bench

from gaoxin_monitor.settings import check

FAULTS = [
    ("cutoff_day = 二十五 # <<", "config-syntax-value", 14),
    ("cutoff_day = “25” # <<", "config-syntax-value", 14),
    ("cutoff_day ＝ 25 # <<", "config-syntax-equals", 12),
    ("cutoff_day # <<", "config-syntax-equals", 12),
    ("截止 = 25 # <<", "config-syntax", 1),
    ("cutoff_day. = 25 # <<", "config-syntax-key", 13),
    ('rule_pack = "default # <<', "config-syntax-quote", 26),
    ("rule_pack = 'default # <<", "config-syntax-quote", 1),
    ('rule_pack = "a\x01b" # <<', "config-syntax-control", 15),
    ("rule_pack = 'a\x1bb' # <<", "config-syntax-control", 15),
    ('rule_pack = "C:\\Users" # <<', "config-syntax-escape", 16),
    ('rule_pack = "\\ud800" # <<', "config-syntax-escape", 14),
    ("cutoff_day = 25 26 # <<", "config-syntax", 17),
    ("cutoff_day = 2024-02-01 25:61 # <<", "config-syntax", 25),
    ('x = "a" 2024-06-30 # <<', "config-syntax", 9),
    ("cutoff_day = 2024-06-30 2024-06-31 # <<", "config-syntax", 25),
    ("[rules # <<", "config-syntax-bracket", 8),
    ("holidays = [1 2] # <<", "config-syntax-bracket", 15),
    ("x = { a = 1 # <<", "config-syntax-bracket", 13),
    ("x = { a = 1, a = 2 } # <<", "config-defined-twice-at", None),
    ("x = 1\nx.y = 2 # <<", "config-defined-twice", 8),
    ("cutoff_day = 25\r # <<", "config-syntax", 16),
    ('"a\\qb" = 25 # <<', "config-syntax-escape", 3),
]


@pytest.mark.parametrize(("line", "slug", "column"), FAULTS)
def test_a_syntax_fault_names_line_and_character(bench: Bench, line: str, slug: str, column: int | None) -> None:
    bench.change("settings.toml", "cutoff_day = 25", line)
    (found,) = [each for each in check(bench.root) if each.slug == slug]
    (marked,) = [
        number for number, text in enumerate(bench.text("settings.toml").split("\n"), 1) if text.endswith("# <<")
    ]
    assert (found.place.file, found.place.line) == ("config/settings.toml", marked)
    assert found.params.get("column") == column


@pytest.mark.parametrize("opening", ['"""', "'''", '[\n"a",'])
def test_what_is_never_closed_is_reported_where_it_opens(bench: Bench, opening: str) -> None:
    bench.write("indicators.toml", f'[a]\nname = "a"\nunit = {opening}\n\n# 到此为止\n')
    found = bench.only()
    assert found.place.line in {3, 4}
    assert found.slug in {"config-syntax-quote", "config-syntax-bracket", "config-syntax-value"}


def test_thousands_of_brackets_are_named_by_their_line(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'note = "按月"', f"note = {'[' * 5000}")
    found = bench.only()
    assert (found.slug, found.place.line) == ("config-too-deep", 26)


def test_thousands_of_inline_tables_are_named_by_their_line(bench: Bench) -> None:
    bench.change("plans/2024.toml", 'note = "按月"', f"note = {'{a=' * 5000}")
    assert (bench.only().slug, bench.only().place.line) == ("config-too-deep", 26)


def test_thousands_of_dotted_names_are_named_by_their_line(bench: Bench) -> None:
    bench.change("settings.toml", "cutoff_day = 25", f"{'a.' * 5000}b = 1")
    assert bench.found() == [("config/settings.toml", 4, "config-too-deep")]


def test_impossible_days_and_doubled_keys_do_not_hide_other_faults(bench: Bench) -> None:
    bench.change("plans/2024.toml", "year = 2024\n", "year = 2024\nyear = 2025\n")
    bench.change("plans/2024.toml", "deadline = 2024-06-30", "deadline = 2024-06-31")
    bench.change("plans/2024.toml", 'profile = "in_batches"', 'profile = "in_batchs"')
    assert bench.found() == [
        ("config/plans/2024.toml", 4, "config-defined-twice-at"),
        ("config/plans/2024.toml", 75, "config-date-impossible"),
        ("config/plans/2024.toml", 95, "config-profile-unknown"),
    ]


def test_a_table_that_stands_twice_hides_nothing_else(bench: Bench) -> None:
    bench.change("indicators.toml", "[joblessness]", '[output]\nname = "又一个"\nunit = "元"\n\n[joblessness]')
    bench.change("indicators.toml", 'unit = "家"', 'unit = "万"')
    assert bench.found() == [
        ("config/indicators.toml", 19, "config-unit"),
        ("config/indicators.toml", 21, "config-defined-twice-at"),
    ]


def test_a_doubled_table_before_a_broken_line_is_told_with_it(bench: Bench) -> None:
    bench.write("indicators.toml", '[a]\nname = "a"\n[a]\nunit = "x"\n\n[b]\nname = "b\n')
    found = [each for each in bench.found() if "indicators" in each[0] and each[2] != "config-key-missing"]
    assert found == [
        ("config/indicators.toml", 3, "config-defined-twice-at"),
        ("config/indicators.toml", 7, "config-syntax-quote"),
    ]


def test_spoilt_lines_are_all_told_and_hide_neither_each_other_nor_anything_else(bench: Bench) -> None:
    bench.change("plans/2024.toml", "goal = 4.50", "goal = 四点五 # <<")
    bench.change("plans/2024.toml", 'agency = "财政局"', "agency = “财政局” # <<")
    bench.change("plans/2024.toml", "goal = 16", "goal ＝ 16 # <<")
    bench.change("plans/2024.toml", "goal = 300", 'goal = 300" # <<')
    bench.change("plans/2024.toml", 'name = "医院"', "医院 # <<\nname = 医院 # <<")
    bench.change("plans/2024.toml", 'parent = "roads"', 'parent = "raods" # <<')
    bench.change("plans/2024.toml", 'title_en = "Work plan"', "title_em = Work plan # <<")
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def test_a_spoilt_head_of_a_table_is_the_only_fault_told_of_its_file(bench: Bench) -> None:
    bench.change("plans/2024.toml", '[[section]]\nid = "1"', '[[section] # <<\nid = "1"')
    bench.change("plans/2024.toml", 'parent = "roads"', 'parent = "raods"')
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def test_a_spoilt_line_within_a_list_is_the_only_fault_told_of_its_file(bench: Bench) -> None:
    bench.change("indicators.toml", '  "产值",', "  产值, # <<")
    assert [(file, line) for file, line, _ in bench.found()] == bench.marked()


def test_a_list_that_is_not_closed_is_told_at_the_line_where_this_shows(bench: Bench) -> None:
    bench.change("settings.toml", 'aliases = ["高新区", "本区"]', 'aliases = ["高新区", "本区"\n\n')
    assert bench.found()[0][1:] == (14, "config-syntax-bracket")
    assert len(bench.found()) == 1


def test_a_plan_is_checked_even_when_the_settings_are_no_toml(bench: Bench) -> None:
    bench.change("settings.toml", "cutoff_day = 25", "cutoff_day =")
    bench.change("plans/2024.toml", 'tier = "D"\nkind = "direction"', 'tier = "E"\nkind = "direction"')
    assert bench.found() == [
        ("config/plans/2024.toml", 99, "config-choice"),
        ("config/settings.toml", 4, "config-syntax-value"),
    ]


def test_more_faults_than_anyone_reads_still_end(bench: Bench) -> None:
    days = ", ".join(["2024-02-30"] * 150)
    bench.change("calendar.toml", "workdays = [2024-02-04]", f"workdays = [{days}]")
    assert {slug for _, _, slug in bench.found()} == {"config-date-impossible"}
