"""Code lists. Values are what is stored and printed in machine output; words for people are in ``messages``."""

from enum import StrEnum


class Code(StrEnum):
    """A code that hashes as the text it equals, and without the call that every lookup by an enumeration costs."""

    __hash__ = str.__hash__


class Freq(Code):
    """SDMX CL_FREQ, as far as plans and bureaus use it."""

    YEAR = "A"
    HALF = "S"
    QUARTER = "Q"
    MONTH = "M"


class ObsStatus(Code):
    """SDMX CL_OBS_STATUS: A normal, P provisional, E estimated, F forecast, B break; the rest say why none is there."""

    NORMAL = "A"
    PROVISIONAL = "P"
    ESTIMATED = "E"
    FORECAST = "F"
    BREAK = "B"
    NOT_COLLECTED = "L"
    CANNOT_EXIST = "M"
    UNSPECIFIED = "O"
    SUPPRESSED = "Q"
    NOT_SIGNIFICANT = "N"

    @property
    def missing(self) -> bool:
        """True for the codes that go with an empty value."""
        return self in _MISSING


_MISSING = frozenset(
    {
        ObsStatus.NOT_COLLECTED,
        ObsStatus.CANNOT_EXIST,
        ObsStatus.UNSPECIFIED,
        ObsStatus.SUPPRESSED,
        ObsStatus.NOT_SIGNIFICANT,
    }
)


class Transformation(Code):
    """What a column of a Chinese bulletin measures: 当期/期末, 累计, 同比, 累计同比, 环比, 指数."""

    LEVEL = "level"
    YTD = "ytd"
    YOY = "yoy"
    YTD_YOY = "ytd_yoy"
    MOM = "mom"
    INDEX = "index"


class Light(Code):
    """The six statuses of the status model. The order is the order of a board that shows the worst first."""

    RED = "red"
    YELLOW = "yellow"
    NODATA = "nodata"
    PENDING = "pending"
    GREEN = "green"
    DONE = "done"

    @property
    def rank(self) -> int:
        """0 for the most urgent; sorts a board worst first."""
        return _LIGHT_ORDER.index(self)


_LIGHT_ORDER = tuple(Light)


class Verdict(Code):
    """年底研判: whether a target will be met. The order is from best to worst; UNKNOWN is apart."""

    DONE = "done"
    REACHABLE = "reachable"
    EFFORT = "effort"
    HARD = "hard"
    UNKNOWN = "unknown"


class Flag(Code):
    """What qualifies a light; shown beside it, never blended into it."""

    LATE = "late"
    PROVISIONAL = "provisional"
    STALE = "stale"
    BASE_REVISED = "base_revised"
    ASSUMED_PROFILE = "assumed_profile"
    CAPPED = "capped"
    INFERRED = "inferred"
    BEST_EFFORT = "best_effort"
    WITHHELD = "withheld"
    FINAL = "final"


class TargetFlag(Code):
    """What the plan's wording says of a target."""

    BEST_EFFORT = "best_effort"
    HARD_DEADLINE = "hard_deadline"
    INFERRED = "inferred"
    WITHHELD = "withheld"
    COMPOSITE_MEMBER = "composite_member"


class Kind(Code):
    """How a target is judged; one rule each in ``evaluation``."""

    LEVEL_AT_LEAST = "level_at_least"
    COUNT_AT_LEAST = "count_at_least"
    COUNT_ALL = "count_all"
    COUNT_BY_DATE = "count_by_date"
    GROWTH_RATE = "growth_rate"
    LEVEL_AT_MOST = "level_at_most"
    ZERO = "zero"
    ZERO_DYNAMIC = "zero_dynamic"
    MILESTONE_BY_DATE = "milestone_by_date"
    COMPOSITE = "composite"
    PROGRESS_VS_PLAN = "progress_vs_plan"
    CONTINUITY = "continuity"
    COVERAGE = "coverage"
    COVERAGE_PER_UNIT = "coverage_per_unit"
    DIRECTION = "direction"
    QUALITATIVE = "qualitative"


COUNTS = (Kind.COUNT_AT_LEAST, Kind.COUNT_ALL, Kind.COUNT_BY_DATE)
"""The kinds that count items."""


class Tier(Code):
    """A figures of the bureau, B other figures, C named projects, D direction and quality (not in headline counts)."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Accumulation(Code):
    """How a target's figure builds up within the year."""

    YTD_LEVEL = "ytd_level"
    YTD_RATE = "ytd_rate"
    YTD_COUNT = "ytd_count"
    POINT_IN_TIME = "point_in_time"
    EVENT = "event"
    STATE = "state"
    DERIVED = "derived"


class Frequency(Code):
    """How often a target's figure is due."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    EVENT = "event"


class Direction(Code):
    """Which way a ``direction`` target is to move."""

    UP = "up"
    DOWN = "down"


class Baseline(Code):
    """What a ``direction`` target is compared with."""

    SAME_PERIOD = "same_period"
    YEAR_START = "year_start"
    PREVIOUS = "previous"


class Attribute(Code):
    """What can be recorded of a member. Dates are ISO text, progress is percent as decimal text."""

    NAME = "name"
    OWNER = "owner"
    PLANNED = "planned"
    FORECAST = "forecast"
    ACTUAL = "actual"
    PROGRESS = "progress"
    OPENED = "opened"
    CLOSED = "closed"
    REMARK = "remark"


class Severity(Code):
    """FATAL: the file yields nothing. ERROR: blocks the commit. WARNING: kept but doubtful. INFO: worth knowing."""

    FATAL = "fatal"
    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def blocks(self) -> bool:
        """True when nothing may be written while such a diagnostic stands."""
        return self in (Severity.FATAL, Severity.ERROR)


class Origin(Code):
    """Whose fault it is: a mistake in a profile is never shown as a mistake in the data."""

    DATA = "data"
    CONFIG = "config"
    PROFILE = "profile"
    PLUGIN = "plugin"
    HOST = "host"
