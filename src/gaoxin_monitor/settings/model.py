"""What the configuration says, as plain values: settings, the plan, the catalogue, and what the program learned."""

from collections.abc import Mapping
from datetime import date

from gaoxin_monitor.domain.codes import Transformation
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.frozen import dataclass, field
from gaoxin_monitor.domain.indicators import Catalogue
from gaoxin_monitor.domain.plans import Plan, Thresholds


@dataclass(frozen=True, slots=True)
class Area:
    """An area: its code (GB/T 2260, or ``GX-…`` for zones), its names, and further names that files print."""

    code: str
    name_zh: str
    name_en: str
    aliases: tuple[str, ...] = ()

    def name(self, language: str) -> str:
        """The name in one language."""
        return self.name_en if language == "en" else self.name_zh


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """``settings.toml``. ``areas`` are context and never light a target; ``plan`` is a path within ``config/``.

    ``thresholds`` are the defaults with the workspace's ``[calendar]`` and ``[rules]`` applied; plan and targets
    override them in turn. ``as_of`` pins the day of a demo.
    """

    language: str
    area: Area
    areas: tuple[Area, ...]
    rule_pack: str
    cutoff_day: int
    plan: str
    demo: bool = False
    as_of: date | None = None
    providers: Mapping[str, str] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that people configured, read and checked.

    ``digest`` names the exact bytes of all files, ``plan_sum`` what the plan says however they are written.
    """

    settings: Settings
    plan: Plan
    catalogue: Catalogue
    digest: str
    warnings: tuple[Diagnostic, ...] = ()
    plan_sum: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedRoute:
    """A remembered decision: which importer, with which answers, for files of this name (a glob) or fingerprint."""

    importer: str
    pattern: str = ""
    fingerprint: str = ""
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LearnedAlias:
    """A printed label that the user accepted as a name of an indicator; None holds for any transformation or unit."""

    label: str
    indicator: str
    transformation: Transformation | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """``learned.toml``: what the program was taught, in the order in which it was."""

    routes: tuple[LearnedRoute, ...] = ()
    aliases: tuple[LearnedAlias, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
