"""The long way: all files read, checked alone and together, and built into one configuration. Needs pydantic."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gaoxin_monitor.domain.diagnostics import Diagnostic, blocking
from gaoxin_monitor.settings.building import build_catalogue, build_learned, build_plan, build_settings
from gaoxin_monitor.settings.checks.accepted import fitting_aliases
from gaoxin_monitor.settings.checks.calendar import check_calendar
from gaoxin_monitor.settings.checks.catalogue import check_catalogue
from gaoxin_monitor.settings.checks.kinds import check_kinds
from gaoxin_monitor.settings.checks.plan import PlanDesk, check_references
from gaoxin_monitor.settings.checks.rulebook import check_rulebook
from gaoxin_monitor.settings.checks.workspace import check_settings
from gaoxin_monitor.settings.documents import Document, Model, read_document
from gaoxin_monitor.settings.files import (
    CALENDAR,
    FOLDER,
    INDICATORS,
    LEARNED,
    RULES,
    SETTINGS,
    ConfigFile,
    digest,
    read_config_file,
)
from gaoxin_monitor.settings.model import Configuration, Learned, LearnedAlias
from gaoxin_monitor.settings.shapes.calendar import ReleasesShape
from gaoxin_monitor.settings.shapes.fields import is_plan_path
from gaoxin_monitor.settings.shapes.indicators import IndicatorsShape
from gaoxin_monitor.settings.shapes.learned import LearnedShape
from gaoxin_monitor.settings.shapes.plan import PlanShape
from gaoxin_monitor.settings.shapes.rulebook import RulebookShape
from gaoxin_monitor.settings.shapes.settings import SettingsShape
from gaoxin_monitor.settings.snapshot import value_sum

_PLAN_LINE = re.compile(r"""^[ \t]*plan[ \t]*=[ \t]*["']([^"'\r\n\ufffd]+\.toml)["']""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Compiled:
    """What came of it: the configuration unless something is wrong, all findings, and the files as they were read."""

    configuration: Configuration | None
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[ConfigFile, ...]


def compile_configuration(root: Path, instead: Mapping[str, bytes] | None = None) -> Compiled:
    """Reads and checks everything under ``root/config``; each file is read once.

    ``instead`` gives files other bytes than they have, to see whether they would do.
    """
    replaced = {name: ConfigFile(name, data) for name, data in (instead or {}).items()}

    def read(name: str) -> ConfigFile:
        return replaced.get(name) or read_config_file(root, name)

    files = [read(name) for name in (SETTINGS, INDICATORS, LEARNED, RULES, CALENDAR)]
    settings = read_document(files[0], SettingsShape)
    indicators = read_document(files[1], IndicatorsShape)
    learned, rules = _optional_document(files[2], LearnedShape), _optional_document(files[3], RulebookShape)
    calendar = _optional_document(files[4], ReleasesShape)
    plan: Document[PlanShape] = Document("")
    plan_name = _plan_name(settings, files[0])
    if plan_name is not None:
        files.append(read(plan_name))
        plan = _plan_document(root, files[-1], settings)
    check_settings(settings)
    check_catalogue(indicators, settings)
    check_rulebook(rules)
    accepted = fitting_aliases(learned, indicators)
    desk = PlanDesk(plan, settings, indicators, rules)
    check_references(desk)
    check_kinds(desk)
    check_calendar(calendar, desk)
    documents: tuple[Document[Any], ...] = (settings, indicators, learned, rules, calendar, plan)
    found = tuple(sorted((each for document in documents for each in document.diagnostics), key=_by_place))
    return Compiled(_build(desk, accepted, calendar.model, files, found), found, tuple(files))


def _plan_name(settings: Document[SettingsShape], file: ConfigFile) -> str | None:
    """The plan file; looked for in the bytes where the settings are no TOML, so that its faults are told as well."""
    if settings.model is not None:
        return settings.model.plan if settings.clean("plan") else None
    match = _PLAN_LINE.search((file.data or b"").decode("utf-8", "replace"))
    return match[1] if match and is_plan_path(match[1]) else None


def _plan_document(root: Path, file: ConfigFile, settings: Document[SettingsShape]) -> Document[PlanShape]:
    if file.problem != "config-missing":
        return read_document(file, PlanShape)
    folder = root.joinpath(FOLDER)
    there = sorted(path.relative_to(folder).as_posix() for path in folder.glob("plans/*.toml"))
    settings.add("config-plan-missing", ("plan",), value=file.name, nearest=tuple(there))
    return Document(file.shown_name)


def _optional_document(file: ConfigFile, shape: type[Model]) -> Document[Model]:
    """A file that need not be there: what the program has learned, rules beyond its own, a calendar."""
    if file.problem == "config-missing":
        return Document(file.shown_name, model=shape())
    return read_document(file, shape)


def _build(
    desk: PlanDesk,
    accepted: tuple[LearnedAlias, ...],
    calendar: ReleasesShape | None,
    files: list[ConfigFile],
    found: tuple[Diagnostic, ...],
) -> Configuration | None:
    settings, indicators, plan = desk.settings.model, desk.indicators.model, desk.document.model
    rules = desk.rules.model
    if settings is None or indicators is None or plan is None or rules is None or calendar is None or blocking(found):
        return None
    built = build_plan(plan, settings, indicators, rules, calendar, files[-1].data or b"")
    return Configuration(
        settings=build_settings(settings),
        plan=built,
        catalogue=build_catalogue(indicators, accepted),
        digest=digest(files),
        warnings=found,
        plan_sum=value_sum(built),
    )


def _by_place(diagnostic: Diagnostic) -> tuple[str, int, str]:
    return (diagnostic.place.file, diagnostic.place.line, diagnostic.slug)


def read_learned(root: Path) -> tuple[Learned | None, tuple[Diagnostic, ...]]:
    """``learned.toml`` alone: what it says, or what is wrong with it."""
    document = _optional_document(read_config_file(root, LEARNED), LearnedShape)
    if document.diagnostics or document.model is None:
        return None, tuple(document.diagnostics)
    return build_learned(document.model), ()
