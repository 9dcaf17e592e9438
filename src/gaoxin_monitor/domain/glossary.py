"""Every code that is shown to people: how grave a diagnostic is, which lights a reason goes with, which rule says it.

Words for people are in the catalogue; tests hold these lists against it and against the code that uses them.
"""

from collections.abc import Iterator, Mapping

from gaoxin_monitor.domain.codes import COUNTS, Kind, Light, Severity


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_FATAL = _codes("""
    csv-field-huge encoding-broken encoding-unknown file-blank file-empty file-folder file-huge file-missing
    file-special format-binary format-compressed format-html format-image format-json format-pdf format-word format-xml
    format-zip header-incomplete header-partly-renamed header-renamed importer-format importer-none importer-nothing
    importer-unknown plugin-wrong-result quote-broken text-damaged workbook-damaged workbook-password workbook-timeout
    workbook-too-large
""")
_ERROR = _codes("""
    area-contradicts area-unknown blanks-unknown cell-error cell-uncomputed config-alias-twice config-area-name-twice
    config-area-unknown config-as-of-without-demo config-choice config-code config-composite-items config-curve
    config-curve-falling config-date-impossible config-deadline-needed config-deadline-passed config-defined-twice
    config-defined-twice-at config-empty config-frequency-differs config-goal-not-positive config-goal-not-whole
    config-goal-not-zero config-goal-without-unit config-holiday-long config-holiday-order config-id config-id-twice
    config-indicator-unknown config-item-needed config-key-missing config-key-unknown config-kind-needs
    config-measure-unfit config-measure-unknown config-missing config-name-twice config-not-a-file config-not-a-rate
    config-not-alias config-not-date config-not-finite config-not-holiday config-not-list config-not-number
    config-not-table config-not-text config-not-text-file config-not-true-false config-not-utf8 config-not-whole
    config-number-huge config-out-of-range config-pack-kinds config-pack-open config-pack-reserved config-pack-test
    config-pack-unknown config-parent-circle config-parent-unknown config-path config-period config-plan-missing
    config-profile-end config-profile-falling config-profile-length config-profile-reserved config-profile-unfit
    config-profile-unknown config-register-unknown config-release-early config-release-frequency config-release-name
    config-release-twice config-release-what config-section-unknown config-source-unknown config-syntax
    config-syntax-bracket config-syntax-control config-syntax-equals config-syntax-escape config-syntax-key
    config-syntax-quote config-syntax-value config-text-empty config-text-invisible config-text-long config-too-deep
    config-too-fine config-too-large config-unit config-unit-differs config-unreadable config-utf16
    config-workday-holiday date-future date-unreadable dates-reversed diagnostics-more exclusion-unmatched
    fact-contradicts figure-contradicts head-repeated head-second-row header-duplicate header-missing label-missing
    ledger-remainder member-unknown number-bracketed number-not-finite number-percent number-permille number-rounded
    number-spaced number-thousands number-unit number-unreadable period-ambiguous period-cumulative period-future
    period-serial period-unreadable plugin-api-missing plugin-api-newer plugin-duplicate plugin-function-missing
    plugin-id plugin-key plugin-key-unknown plugin-missing plugin-not-literal plugin-not-utf8 plugin-parameters
    plugin-syntax progress-range register-unknown row-ragged store-batch-lost store-chain-broken store-integrity
    store-orphan store-record-changed store-record-lost store-schema-changed text-control transformation-unknown
    unit-mismatch unit-missing vintage-future vintage-unreadable year-unreadable
""")
_WARNING = _codes("""
    answer-unused base-not-implied blank-keeps blank-keeps-more column-ignored config-deadline-year
    config-key-unused config-learned-clash config-learned-unknown config-no-figures config-workday-weekday
    cumulative-falls figure-repeated figure-withdrawn figure-withdrawn-more growth-implausible indicator-unknown
    line-ends-cr magnitude-huge magnitude-jumps magnitude-more magnitude-tiny period-running plugin-evidence-wrong
    plugin-not-allowed row-repeated rows-hidden scratch-below scratch-beside sheet-hidden sheet-skipped
    source-contradicts source-contradicts-more text-private-use unit-unknown vintage-assumed vintage-outranked
""")
_INFO = _codes("period-unpublished plugin-outdated plugin-output today-pinned")

DIAGNOSTICS: Mapping[str, tuple[Severity, ...]] = {
    **dict.fromkeys(_FATAL, (Severity.FATAL,)),
    **dict.fromkeys(_ERROR, (Severity.ERROR,)),
    **dict.fromkeys(_WARNING, (Severity.WARNING,)),
    **dict.fromkeys(_INFO, (Severity.INFO,)),
    "file-unreadable": (Severity.FATAL, Severity.ERROR),
    "format-suffix": (Severity.ERROR, Severity.WARNING),
    "plugin-failed": (Severity.FATAL, Severity.ERROR, Severity.WARNING),
}
"""How grave each diagnostic is; several where it depends on what was met."""

_ANY = tuple(Light)
_REASONS: Mapping[Light, tuple[str, ...]] = {
    Light.DONE: _codes("""
        level-done growth-done count-done limit-kept zero-kept milestone-done milestone-late milestone-done-unplanned
        progress-done continuity-finished coverage-done case-closed
    """),
    Light.GREEN: _codes("""
        level-on-pace growth-on-course count-on-pace limit-below zero-so-far milestone-ahead progress-on-pace
        continuity-going-on coverage-on-pace direction-better qualitative-recorded
    """),
    Light.YELLOW: _codes("""
        level-behind level-early growth-behind growth-behind-rest growth-first-release growth-first-release-rest
        count-idle count-behind count-no-plan limit-near open-in-term milestone-slips milestone-overdue progress-behind
        progress-early continuity-idle coverage-idle coverage-behind coverage-no-plan direction-same direction-worse
        qualitative-silent case-in-term
    """),
    Light.RED: _codes("""
        level-missed level-far-behind level-steep growth-missed growth-negative growth-negative-rest growth-far-behind
        growth-far-behind-rest growth-steep-rest count-missed count-far-behind limit-exceeded zero-broken open-overdue
        milestone-unplanned-missed milestone-slips-far milestone-long-overdue milestone-overdue-hard progress-missed
        progress-far-behind progress-steep continuity-stopped coverage-missed coverage-far-behind case-overdue
    """),
    Light.PENDING: _codes("level-pending not-started progress-pending"),
    Light.NODATA: _codes("""
        milestone-unplanned two-releases-missed no-observation no-return unit-mismatch progress-no-curve
        coverage-no-units direction-no-baseline pack-unknown nothing-recorded
    """),
}
_BY_PACK = (Light.GREEN, Light.YELLOW, Light.RED)
REASONS: Mapping[str, tuple[Light, ...]] = {
    **{code: (light,) for light, codes in _REASONS.items() for code in codes},
    **dict.fromkeys(_codes("pack-level pack-progress pack-count pack-growth"), _BY_PACK),
    "open-none": (Light.GREEN, Light.DONE),
    "composite": _ANY,
}
"""The lights that each reason goes with, before a target of best effort is spared the worst."""

_LEVELS = (Kind.LEVEL_AT_LEAST, *COUNTS)
_KINDS: Mapping[str, tuple[Kind, ...]] = {
    "level": _LEVELS,
    "growth": (Kind.GROWTH_RATE,),
    "count": COUNTS,
    "limit": (Kind.LEVEL_AT_MOST,),
    "zero": (Kind.ZERO,),
    "open": (Kind.ZERO_DYNAMIC,),
    "case": (Kind.ZERO_DYNAMIC,),
    "nothing": (Kind.PROGRESS_VS_PLAN, Kind.CONTINUITY, Kind.QUALITATIVE),
    "milestone": (Kind.MILESTONE_BY_DATE,),
    "progress": (Kind.PROGRESS_VS_PLAN,),
    "continuity": (Kind.CONTINUITY,),
    "coverage": (Kind.COVERAGE, Kind.COVERAGE_PER_UNIT),
    "direction": (Kind.DIRECTION,),
    "qualitative": (Kind.QUALITATIVE,),
    "composite": (Kind.COMPOSITE,),
    "pack-level": _LEVELS,
    "pack-progress": (Kind.PROGRESS_VS_PLAN,),
    "pack-count": COUNTS,
    "pack-growth": (Kind.GROWTH_RATE,),
    "not-started": _LEVELS,
}


def kinds_of(reason: str) -> tuple[Kind, ...]:
    """The kinds of targets whose rule gives a reason; empty where any may."""
    return _KINDS.get(reason) or _KINDS.get(reason.partition("-")[0], ())


def is_known(code: str) -> bool:
    """Whether it is the code of a diagnostic or of a reason."""
    return code in DIAGNOSTICS or code in REASONS


def known_codes() -> Iterator[str]:
    """All codes, each once."""
    yield from dict.fromkeys((*DIAGNOSTICS, *REASONS))
