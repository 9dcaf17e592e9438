"""A small workspace in a real folder, and a bench to break it on."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.errors import ConfigError
from gaoxin_monitor.settings import check

SETTINGS = """\
language = "zh"
plan = "plans/2024.toml"
rule_pack = "default"
cutoff_day = 25

[area]
code = "GX-1"
name = "示范高新区"
name_en = "Model zone"
aliases = ["高新区", "本区"]

[[areas]]
code = "610500"
name = "渭南市"

[providers]
zone_bureau = "高新区统计机构"
department = "区级部门"

[calendar]
stale_grace_days = 12

[rules]
level_gap = 12.50
"""

RULES = """\
[profiles.own_pace]
name = "自定进度"
shares = [0, 0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]

[profiles.in_batches]
name = "分批"
shares = [0, 0, 8, 18, 30, 45, 55, 63, 72, 82, 92, 100]
batch = true

[packs.strict]
name = "从严"
kinds = ["level_at_least"]
source = "示范"
bands = [{ light = "green", when = ["gap >= 0"] }, { light = "red" }]
"""

INDICATORS = """\
[fiscal]
name = "财政收入"
name_en = "Fiscal revenue"
unit = "亿元"
sources = ["department", "zone_bureau"]
aliases = ["一般公共预算收入", { label = "收入", transformation = "ytd", unit = "元" }]

[output]
name = "工业总产值"
unit = "亿元"
january = false
aliases = [
  "产值",
  { label = "产值增速", transformation = "ytd_yoy", unit = "%" },
]

[tech_firms]
name = "科技企业"
unit = "家"

[joblessness]
name = "失业率"
unit = "%"
frequency = "quarterly"
"""

CALENDAR = """\
due_soon_days = 5
holidays = [
  2024-10-01,
  { name = "春节", from = 2024-02-10, to = 2024-02-12 },
]
workdays = [2024-02-04]

[[release]]
indicator = "joblessness"
period = "2024-Q2"
day = 2024-07-18

[[release]]
indicator = "output"
lag_days = 21

[[release]]
register = "roads"
period = "2024年5月"
day = 2024-06-03
"""

PLAN = """\
title = "示范高新区2024年工作要点"
title_en = "Work plan"
year = 2024
deadline = 2024-12-31

[rules]
at_most_margin = 0.3

[[section]]
id = "0"
name = "总体目标"
name_en = "Headline"

[[section.target]]
id = "fiscal"
name = "财政收入"
tier = "A"
kind = "level_at_least"
goal = 4.50
unit = "亿元"
profile = "own_pace"
lag_days = 8
agency = "财政局"
department = "财政"
ref = "§0.3"
note = "按月"

[[section.target]]
id = "output_growth"
name = "产值增速"
name_en = "Output growth"
tier = "A"
kind = "growth_rate"
goal = 16
unit = "%"
accumulation = "ytd_rate"
indicator = "output"

[[section.target]]
id = "joblessness"
name = "失业率"
tier = "A"
kind = "level_at_most"
goal = 4.5
unit = "%"
frequency = "quarterly"
accumulation = "point_in_time"
rules = { at_most_margin = 0.20 }

[[section]]
id = "1"
name = "项目"

[[section.target]]
id = "roads"
name = "打通道路"
tier = "A"
kind = "count_all"
goal = 2
unit = "条"
accumulation = "ytd_count"
profile = "members"
livelihood_item = 1
flags = ["composite_member"]

[[section.target]]
id = "road_one"
name = "一路"
tier = "C"
kind = "milestone_by_date"
frequency = "event"
accumulation = "event"
parent = "roads"
deadline = 2024-06-30
flags = ["hard_deadline"]

[[section.target]]
id = "hospital"
name = "医院"
tier = "C"
kind = "progress_vs_plan"
accumulation = "state"
deadline = "none"

[[section.target]]
id = "tech_firms"
name = "科技企业"
tier = "A"
kind = "count_at_least"
goal = 300
unit = "家"
frequency = "event"
accumulation = "ytd_count"
profile = "in_batches"

[[section.target]]
id = "approval_time"
name = "审批时限"
tier = "D"
kind = "direction"
unit = "亿元"
accumulation = "point_in_time"
baseline = "same_period"
direction = "down"
indicator = "fiscal"

[[section.target]]
id = "zero_job_homes"
name = "零就业家庭"
tier = "A"
kind = "zero_dynamic"
unit = "户"
area = "610500"
accumulation = "point_in_time"

[[section.target]]
id = "villages"
name = "村庄"
tier = "D"
kind = "coverage"
goal = 100
unit = "%"
accumulation = "state"
profile = "members"

[[section.target]]
id = "items_done"
name = "民生实事"
tier = "A"
kind = "composite"
goal = 1
unit = "件"
accumulation = "derived"
"""

FILES = {
    "settings.toml": SETTINGS,
    "indicators.toml": INDICATORS,
    "rules.toml": RULES,
    "calendar.toml": CALENDAR,
    "plans/2024.toml": PLAN,
}
MARK = "# <<"
"""Ends the lines where a test expects a fault."""


def faults_of(error: ConfigError) -> tuple[Diagnostic, ...]:
    """The findings that an error carries."""
    return tuple(each for each in error.diagnostics if isinstance(each, Diagnostic))


@dataclass(frozen=True)
class Bench:
    """The workspace, with ways to break it."""

    root: Path
    originals: Mapping[str, bytes]

    def path(self, name: str) -> Path:
        return self.root / "config" / name

    def write(self, name: str, content: str | bytes) -> None:
        path = self.path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    def text(self, name: str) -> str:
        return self.path(name).read_bytes().decode()

    def change(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def found(self) -> list[tuple[str, int, str]]:
        """File, line and slug of every finding, in the order given."""
        return [(each.place.file, each.place.line, each.slug) for each in check(self.root)]

    def only(self) -> Diagnostic:
        """The one finding."""
        (found,) = check(self.root)
        return found

    def marked(self) -> list[tuple[str, int]]:
        """File and line of every mark."""
        return [
            (f"config/{name}", number)
            for name in sorted(FILES)
            for number, line in enumerate(self.text(name).splitlines(), 1)
            if line.endswith(MARK)
        ]
