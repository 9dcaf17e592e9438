"""Every fault between values, within a file or across files, names its file and line: those of the marked lines."""

import pytest
from tests.settings.given import Bench

S, C, R, K, P = "settings.toml", "indicators.toml", "rules.toml", "calendar.toml", "plans/2024.toml"

END = '] }, { light = "red" }]'
OUTPUT = '[[release]]\nindicator = "output"\nlag_days = 21'

FAULTS = [
    # the calendar
    (K, "to = 2024-02-12 },", "to = 2024-02-09 }, # <<", "config-holiday-order", {}),
    (K, "to = 2024-02-12 },", "to = 2024-03-12 }, # <<", "config-holiday-long", {"days": 32, "limit": 31}),
    (K, "workdays = [2024-02-04]", "workdays = [\n2024-02-04,\n2024-02-11, # <<\n]", "config-workday-holiday", {}),
    (K, "workdays = [2024-02-04]", "workdays = [2024-02-05] # <<", "config-workday-weekday", {}),
    (K, 'indicator = "joblessness"', 'indicator = "jobless" # <<', "config-indicator-unknown", {"value": "jobless"}),
    (K, 'register = "roads"', 'register = "road" # <<', "config-register-unknown", {"value": "road"}),
    (
        K,
        '[[release]]\nindicator = "output"',
        '[[release]] # <<\nindicator = "output"\nregister = "roads"',
        "config-release-name",
        {},
    ),
    (K, '[[release]]\nregister = "roads"', "[[release]] # <<", "config-release-name", {}),
    (
        K,
        OUTPUT,
        OUTPUT.replace("]]", "]] # <<").replace("lag_days = 21", "day = 2024-05-01"),
        "config-release-what",
        {},
    ),
    (K, OUTPUT, OUTPUT.replace("]]", "]] # <<") + '\nperiod = "2024-06"', "config-release-what", {}),
    (K, 'period = "2024-Q2"', 'period = "2024-06" # <<', "config-release-frequency", {"indicator": "joblessness"}),
    (K, "day = 2024-07-18", "day = 2024-06-30 # <<", "config-release-early", {}),
    (
        K,
        '[[release]]\nregister = "roads"\nperiod = "2024年5月"\nday = 2024-06-03',
        '[[release]] # <<\nindicator = "joblessness"\nperiod = "2024年二季度"\nday = 2024-07-19',
        "config-release-twice",
        {"value": "joblessness", "first": 8},
    ),
    # what stands twice
    (S, "cutoff_day = 25", "cutoff_day = 25\ncutoff_day = 26 # <<", "config-defined-twice-at", {"first": 4}),
    (
        C,
        "[joblessness]",
        '[fiscal] # <<\nname = "x"\n\n[joblessness]',
        "config-defined-twice-at",
        {"key": "fiscal", "first": 1},
    ),
    (
        P,
        "rules = { at_most_margin = 0.20 }",
        "rules = { level_gap = 1, level_gap = 2 } # <<",
        "config-defined-twice-at",
        {},
    ),
    (S, "[calendar]", "[language] # <<\n[calendar]", "config-defined-twice", {}),
    (P, 'id = "villages"', 'id = "roads" # <<', "config-id-twice", {"value": "roads", "first": 55}),
    (P, 'id = "1"', 'id = "0" # <<', "config-id-twice", {"value": "0", "first": 10}),
    (S, "[providers]", '[[areas]]\ncode = "GX-1" # <<\nname = "另一个"\n[providers]', "config-id-twice", {"first": 7}),
    (S, 'name = "渭南市"', 'name = "本 区" # <<', "config-area-name-twice", {"other": "GX-1", "first": 10}),
    # names that nothing has
    (P, 'id = "items_done"', 'id = "items_done"\nsection = "9" # <<', "config-section-unknown", {"value": "9"}),
    (P, 'parent = "roads"', 'parent = "road" # <<', "config-parent-unknown", {"value": "road"}),
    (P, 'profile = "own_pace"', 'profile = "own" # <<', "config-profile-unknown", {"value": "own"}),
    (P, 'indicator = "output"', 'indicator = "outputs" # <<', "config-indicator-unknown", {"value": "outputs"}),
    (P, 'area = "610500"', 'area = "610501" # <<', "config-area-unknown", {"nearest": ("610500",)}),
    (P, 'parent = "roads"', 'parent = "roads"\nregister = "roadz" # <<', "config-register-unknown", {"value": "roadz"}),
    (P, 'parent = "roads"', 'parent = "roads"\nregister = "hospital" # <<', "config-register-unknown", {}),
    (
        C,
        'sources = ["department", "zone_bureau"]',
        'sources = ["department", "nbs"] # <<',
        "config-source-unknown",
        {"value": "nbs"},
    ),
    (
        S,
        'plan = "plans/2024.toml"',
        'plan = "plans/2025.toml" # <<',
        "config-plan-missing",
        {"nearest": ("plans/2024.toml",)},
    ),
    # parents in a circle
    (
        P,
        'id = "roads"\n',
        'id = "roads"\nparent = "road_one" # <<\n',
        "config-parent-circle",
        {"chain": "roads → road_one → roads"},
    ),
    (P, 'parent = "roads"', 'parent = "road_one" # <<', "config-parent-circle", {"chain": "road_one → road_one"}),
    # what a kind needs
    (P, 'kind = "coverage"\ngoal = 100', 'kind = "coverage"\ngoal = 0 # <<', "config-goal-not-positive", {}),
    (P, "goal = 300", "goal = 300.5 # <<", "config-goal-not-whole", {}),
    (P, 'kind = "zero_dynamic"', 'kind = "zero_dynamic"\ngoal = 1 # <<', "config-goal-not-zero", {}),
    (P, 'profile = "own_pace"', 'profile = "members" # <<', "config-profile-unfit", {"kind": "level_at_least"}),
    (
        P,
        'accumulation = "state"\nprofile = "members"',
        'accumulation = "state"\nprofile = "linear" # <<',
        "config-profile-unfit",
        {"choices": ("integer", "members")},
    ),
    (P, "deadline = 2024-06-30", 'deadline = "none" # <<', "config-deadline-needed", {}),
    (P, "deadline = 2024-06-30", "deadline = 2023-06-30 # <<", "config-deadline-passed", {"year": 2024}),
    (P, "deadline = 2024-12-31", "deadline = 2023-12-31 # <<", "config-deadline-passed", {"year": 2024}),
    (P, 'accumulation = "ytd_rate"', 'accumulation = "ytd_level" # <<', "config-not-a-rate", {"kind": "growth_rate"}),
    (P, 'kind = "composite"\ngoal = 1', 'kind = "composite"\ngoal = 2 # <<', "config-composite-items", {"found": 1}),
    (P, 'unit = "条"', 'unit = "万" # <<', "config-unit", {}),
    (P, 'unit = "家"', 'unit = "个" # <<', "config-unit-differs", {"indicator": "tech_firms"}),
    (P, 'goal = 16\nunit = "%"', 'goal = 16\nunit = "亿元" # <<', "config-unit-differs", {"indicator": "output"}),
    (
        P,
        'frequency = "quarterly"',
        'frequency = "monthly" # <<',
        "config-frequency-differs",
        {"frequency": "quarterly"},
    ),
    # pace profiles
    (R, "[0, 0, 10,", "[0, 10, # <<\n", "config-profile-length", {"found": 11}),
    (R, "40, 50, 60,", "40,\n39, # <<\n60,", "config-profile-falling", {"month": 7}),
    (R, "90, 100]", "90,\n99] # <<", "config-profile-end", {"key": "own_pace"}),
    (R, "90, 100]", "90,\n101] # <<", "config-out-of-range", {"high": 100}),
    (
        R,
        "[profiles.own_pace]",
        '[profiles.linear] # <<\nname = "x"\nshares = [0,0,0,0,0,0,0,0,0,0,0,100]\n[profiles.own_pace]',
        "config-profile-reserved",
        {"key": "linear"},
    ),
    (P, 'profile = "own_pace"', 'profile = "own_pase" # <<', "config-profile-unknown", {"value": "own_pase"}),
    # rule packs
    (R, "[packs.strict]", "[packs.default] # <<", "config-pack-reserved", {"key": "default"}),
    (R, "[packs.strict]", "[packs.Strict] # <<", "config-id", {"key": "Strict"}),
    (R, 'kinds = ["level_at_least"]', "kinds = [] # <<", "config-pack-kinds", {"key": "strict"}),
    (R, 'kinds = ["level_at_least"]', 'kinds = ["zero"] # <<', "config-choice", {"value": "zero"}),
    (R, 'light = "red" }]', 'light = "red", when = ["gap < 0"] }] # <<', "config-pack-open", {"key": "strict"}),
    (R, f'"gap >= 0"{END}', f'"gap >> 0"{END} # <<', "config-pack-test", {"value": "gap >> 0"}),
    (R, f'"gap >= 0"{END}', f"5{END} # <<", "config-not-text", {}),
    (
        R,
        f'"gap >= 0"{END}',
        f'"growth >= 0"{END} # <<',
        "config-measure-unfit",
        {"value": "growth", "kind": "level_at_least"},
    ),
    (R, f'"gap >= 0"{END}', f'"gab >= 0"{END} # <<', "config-measure-unknown", {"value": "gab"}),
    (R, 'light = "red" }]', 'light = "blue" }] # <<', "config-choice", {"value": "blue"}),
    (S, 'rule_pack = "default"', 'rule_pack = "strikt" # <<', "config-pack-unknown", {"value": "strikt"}),
    (P, "deadline = 2024-12-31\n\n", 'rule_pack = "strikt" # <<\n\n', "config-pack-unknown", {"value": "strikt"}),
    (P, 'profile = "own_pace"', 'profile = "own_pace"\nrule_pack = "no" # <<', "config-pack-unknown", {"value": "no"}),
    (S, 'aliases = ["高新区", "本区"]', 'superior = "610600" # <<', "config-area-unknown", {"value": "610600"}),
    # curves and units
    (P, 'id = "hospital"', 'id = "hospital"\ncurve = [] # <<', "config-curve", {}),
    (P, 'id = "hospital"', 'id = "hospital"\ncurve = 5 # <<', "config-curve", {}),
    (P, 'id = "hospital"', 'id = "hospital"\ncurve = [[2024-03-31]] # <<', "config-curve", {}),
    (P, 'id = "hospital"', 'id = "hospital"\ncurve = [[5, 20]] # <<', "config-not-date", {}),
    (P, 'id = "hospital"', 'id = "hospital"\ncurve = [[2024-03-31, 120]] # <<', "config-out-of-range", {}),
    (
        P,
        'id = "hospital"',
        'id = "hospital"\ncurve = [[2024-03-31, 20], [2024-06-30, 10]] # <<',
        "config-curve-falling",
        {},
    ),
    (
        P,
        'id = "hospital"',
        'id = "hospital"\ncurve = [[2024-03-31, 20], [2024-03-31, 30]] # <<',
        "config-curve-falling",
        {},
    ),
    (P, 'id = "hospital"', 'id = "hospital"\nunits = ["甲"] # <<', "config-key-unused", {"key": "units"}),
    # names that mean two things
    (C, '  "产值",', '  "其中：一般公共预算收入", # <<', "config-alias-twice", {"indicator": "output", "first": 6}),
    (C, 'name = "科技企业"', 'name = "财政 收入" # <<', "config-alias-twice", {"other": "fiscal", "first": 2}),
    (
        C,
        'label = "产值增速", transformation = "ytd_yoy", unit = "%" },',
        'label = "收入", transformation = "ytd", unit = "万元" }, # <<',
        "config-alias-twice",
        {"other": "fiscal", "first": 6},
    ),
    (S, "cutoff_day = 25", "cutoff_day = 25\nas_of = 2024-07-25 # <<", "config-as-of-without-demo", {}),
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
