"""Every fault of a value names its file and line: those of the marked lines."""

import pytest
from tests.settings.given import Bench

S, C, K, P = "settings.toml", "indicators.toml", "calendar.toml", "plans/2024.toml"

FAULTS = [
    # the calendar
    (K, "due_soon_days = 5", "due_soon_day = 5 # <<", "config-key-unknown", {"nearest": ("due_soon_days",)}),
    (K, "due_soon_days = 5", "due_soon_days = 61 # <<", "config-out-of-range", {"high": 60}),
    (K, "  2024-10-01,", '  "国庆节", # <<', "config-not-holiday", {}),
    (K, "from = 2024-02-10, to = 2024-02-12 },", "to = 2024-02-12 }, # <<", "config-key-missing", {"key": "from"}),
    (K, "2024-02-12 },", '"正月初三" }, # <<', "config-not-date", {"key": "to"}),
    (K, 'period = "2024-Q2"', 'period = "二季度" # <<', "config-period", {"value": "二季度"}),
    (K, 'period = "2024-Q2"', "period = 2024 # <<", "config-not-text", {"key": "period"}),
    (K, "lag_days = 21", "lag_days = -1 # <<", "config-out-of-range", {"low": 0}),
    # keys
    (S, "cutoff_day = 25", "cutof_day = 25 # <<", "config-key-unknown", {"nearest": ("cutoff_day",)}),
    (S, 'name = "渭南市"', 'nome = "x" # <<\nname = "渭南市"', "config-key-unknown", {"nearest": ("name",)}),
    (S, "stale_grace_days = 12", "grace = 12 # <<", "config-key-unknown", {"known": ("stale_grace_days",)}),
    (C, "january = false", "januar = false # <<", "config-key-unknown", {"key": "januar", "nearest": ("january",)}),
    (
        P,
        "rules = { at_most_margin = 0.20 }",
        "rules = { at_most = 0.20 } # <<",
        "config-key-unknown",
        {"key": "at_most"},
    ),
    (P, 'baseline = "same_period"', 'baselime = "same_period" # <<\nbaseline = "previous"', "config-key-unknown", {}),
    (C, 'transformation = "ytd", unit = "元" }]', 'kind = "ytd" }] # <<', "config-key-unknown", {"key": "kind"}),
    (
        P,
        'kind = "count_all"\n',
        'kind = "count_all"\nregisters = "x" # <<\n',
        "config-key-unknown",
        {"nearest": ("register",)},
    ),
    (S, 'plan = "plans/2024.toml"\n', "", "config-key-missing", {"key": "plan"}),
    (S, '[area]\ncode = "GX-1"', "[area] # <<", "config-key-missing", {"key": "code"}),
    (C, '[tech_firms]\nname = "科技企业"', "[tech_firms] # <<", "config-key-missing", {"key": "name"}),
    (P, '[[section.target]]\nid = "hospital"', "[[section.target]] # <<", "config-key-missing", {"key": "id"}),
    (P, '[[section]]\nid = "1"', "[[section]] # <<", "config-key-missing", {"key": "id"}),
    # types
    (S, "cutoff_day = 25", 'cutoff_day = "25" # <<', "config-not-whole", {"key": "cutoff_day"}),
    (S, "cutoff_day = 25", "cutoff_day = true # <<", "config-not-whole", {}),
    (S, "cutoff_day = 25", "cutoff_day = 25.0 # <<", "config-not-whole", {}),
    (S, "cutoff_day = 25", "cutoff_day = 31 # <<", "config-out-of-range", {"low": 1, "high": 28}),
    (S, 'language = "zh"', "language = 1 # <<", "config-not-text", {}),
    (S, "level_gap = 12.50", 'level_gap = "12" # <<', "config-not-number", {"key": "level_gap"}),
    (S, "level_gap = 12.50", "level_gap = true # <<", "config-not-number", {}),
    (S, "level_gap = 12.50", "level_gap = nan # <<", "config-not-finite", {}),
    (S, "level_gap = 12.50", "level_gap = -inf # <<", "config-not-finite", {}),
    (S, "level_gap = 12.50", "level_gap = 1e99999999999999999999 # <<", "config-not-finite", {}),
    (S, "level_gap = 12.50", "level_gap = -1 # <<", "config-out-of-range", {}),
    (S, "level_gap = 12.50", "level_gap = 1e999999 # <<", "config-out-of-range", {}),
    (S, "level_gap = 12.50", "level_gap = 1e-11 # <<", "config-too-fine", {"digits": 10}),
    (S, "level_gap = 12.50", f"level_gap = 0x{'f' * 6000} # <<", "config-out-of-range", {}),
    (S, "level_gap = 12.50", f"level_gap = {'9' * 5000} # <<", "config-number-huge", {}),
    (S, "stale_grace_days = 12", "stale_grace_days = 12\n[[areas.x]] # <<", "config-key-unknown", {}),
    (P, "rules = { at_most_margin = 0.20 }", "rules = 3 # <<", "config-not-table", {"key": "rules"}),
    (S, 'aliases = ["高新区", "本区"]', 'aliases = "高新区" # <<', "config-not-list", {"key": "aliases"}),
    (S, 'aliases = ["高新区", "本区"]', 'aliases = [\n"高新区",\n5 # <<\n]', "config-not-text", {"key": "aliases"}),
    (K, "workdays = [2024-02-04]", 'workdays = ["2024-02-04"] # <<', "config-not-date", {"key": "workdays"}),
    (K, "workdays = [2024-02-04]", "workdays = [2024-02-04T00:00:00] # <<", "config-not-date", {}),
    (C, "january = false", 'january = "false" # <<', "config-not-true-false", {}),
    (C, '  "产值",', "  5, # <<", "config-not-alias", {}),
    (C, '  "产值",', '  "", # <<', "config-text-empty", {"key": "label"}),
    (C, "[joblessness]", "unitless = 5 # <<\n[joblessness]", "config-key-unknown", {}),
    (P, "deadline = 2024-06-30", 'deadline = "2024-06-30" # <<', "config-not-date", {"key": "deadline"}),
    (P, "goal = 4.50", 'goal = "4.50" # <<', "config-not-number", {}),
    (P, 'flags = ["composite_member"]', 'flags = "composite_member" # <<', "config-not-list", {}),
    # words
    (S, 'language = "zh"', 'language = "fr" # <<', "config-choice", {"value": "fr", "choices": ("zh", "en")}),
    (S, 'rule_pack = "default"', "rule_pack = 5 # <<", "config-not-text", {}),
    (P, 'kind = "level_at_least"', 'kind = "level" # <<', "config-choice", {"value": "level"}),
    (P, 'tier = "D"\nkind = "direction"', 'tier = "E" # <<\nkind = "direction"', "config-choice", {}),
    (P, 'flags = ["composite_member"]', 'flags = ["composite"] # <<', "config-choice", {"value": "composite"}),
    (P, 'direction = "down"', 'direction = "left" # <<', "config-choice", {"choices": ("up", "down")}),
    (C, 'frequency = "quarterly"', 'frequency = "event" # <<', "config-choice", {"value": "event"}),
    (P, 'agency = "财政局"', 'agency = "财\\u001b[31m政" # <<', "config-text-invisible", {"code": "U+001B"}),
    (P, 'agency = "财政局"', 'agency = "财\\u202e政" # <<', "config-text-invisible", {"code": "U+202E"}),
    (P, 'agency = "财政局"', 'agency = "财\\n政" # <<', "config-text-invisible", {"code": "U+000A"}),
    (P, 'note = "按月"', 'note = "按\\u0000月" # <<', "config-text-invisible", {"code": "U+0000"}),
    (P, 'agency = "财政局"', 'agency = " " # <<', "config-text-empty", {}),
    (P, 'agency = "财政局"', f'agency = "{"长" * 201}" # <<', "config-text-long", {"limit": 200}),
    (P, 'id = "villages"', 'id = "Villages" # <<', "config-id", {"value": "Villages"}),
    (C, "[tech_firms]", '["高企"] # <<\nname = "高企"\nunit = "家"\n[tech_firms]', "config-id", {"value": "高企"}),
    (S, 'department = "区级部门"', 'department = "区级部门"\nNBS = "国家" # <<', "config-id", {"value": "NBS"}),
    (S, 'code = "610500"', 'code = "渭南" # <<', "config-code", {"value": "渭南"}),
    (S, 'plan = "plans/2024.toml"', 'plan = "../2024.toml" # <<', "config-path", {}),
    (S, 'plan = "plans/2024.toml"', 'plan = "/etc/plan.toml" # <<', "config-path", {}),
    (S, 'plan = "plans/2024.toml"', 'plan = "C:/plan.toml" # <<', "config-path", {}),
    (S, 'plan = "plans/2024.toml"', 'plan = "plans/2024.txt" # <<', "config-path", {}),
    (C, 'unit = "家"', 'unit = "万" # <<', "config-unit", {"value": "万"}),
    # days
    (P, "deadline = 2024-06-30", "deadline = 2024-02-30 # <<", "config-date-impossible", {"value": "2024-02-30"}),
    (P, "deadline = 2024-06-30", "deadline = 2024-13-01 # <<", "config-date-impossible", {"value": "2024-13-01"}),
    (P, "deadline = 2024-06-30", "deadline = 2024/6/30 # <<", "config-date-impossible", {"value": "2024/6/30"}),
    (K, "workdays = [2024-02-04]", "workdays = [\n2024-02-04,\n2023-02-29, # <<\n]", "config-date-impossible", {}),
]


@pytest.mark.parametrize(("name", "old", "new", "slug", "params"), FAULTS)
def test_a_fault_is_the_only_one_and_names_its_line(
    bench: Bench, name: str, old: str, new: str, slug: str, params: dict[str, object]
) -> None:
    bench.change(name, old, new)
    found = bench.only()
    (marked,) = bench.marked() or [(f"config/{name}", 1)]
    assert (found.place.file, found.place.line, found.slug) == (*marked, slug)
    assert {key: found.params[key] for key in params} == params
