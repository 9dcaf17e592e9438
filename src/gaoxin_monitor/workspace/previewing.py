"""From a file to a preview: what the importers may know, what they read, and how it compares with the store."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin_monitor.domain.batches import Batch, Delivery, Figure
from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import Diagnostic
from gaoxin_monitor.domain.figure_checks import check_figures, check_vintage
from gaoxin_monitor.domain.magnitude import off_scale, told
from gaoxin_monitor.domain.members import Register
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.plan_checks import check_bases
from gaoxin_monitor.domain.source_checks import check_sources
from gaoxin_monitor.domain.vintages import compare
from gaoxin_monitor.domain.withdrawals import check_withdrawals, standing
from gaoxin_monitor.importing.areas import AreaBook, AreaName, read_areas
from gaoxin_monitor.importing.model import ImportOptions, Known, Prepared, Route, VintageFrom
from gaoxin_monitor.importing.prepare import prepare
from gaoxin_monitor.importing.registers import registers_of
from gaoxin_monitor.settings.learned import learned
from gaoxin_monitor.settings.model import LearnedRoute
from gaoxin_monitor.workspace.adoption import current_rows
from gaoxin_monitor.workspace.deliveries import delivery_days
from gaoxin_monitor.workspace.layout import starter
from gaoxin_monitor.workspace.preview import Preview, asked, compare_facts, in_file, lost_exclusions, withdraws

if TYPE_CHECKING:
    from gaoxin_monitor.workspace.desk import Workspace


def preview_file(desk: "Workspace", path: Path, options: ImportOptions) -> Preview:
    """A file read and compared with the store; nothing is written, and nothing in the data raises."""
    prepared = prepare(path, options, desk.known, desk.importers)
    # What keeps plugins from running explains why no importer knows a file.
    unread = desk.importers.diagnostics if not prepared.importer else ()
    bases = in_file(check_bases(desk.plan, prepared.figures), prepared.file.name)
    prepared = _told(prepared, (*unread, *lost_exclusions(path, options, prepared), *bases))
    return _compared(desk, path, options, _told(prepared, _whose_today(desk, prepared)))


def _told(prepared: Prepared, found: tuple[Diagnostic, ...]) -> Prepared:
    return replace(prepared, diagnostics=(*prepared.diagnostics, *found))


_BY_TODAY = frozenset({"vintage-future", "date-future", "period-future"})
"""What is refused because its day is still to come."""


def _whose_today(desk: "Workspace", prepared: Prepared) -> tuple[Diagnostic, ...]:
    """A demo stands still: what it takes for the future may long be past for who reads the refusal."""
    if not desk.demo or _BY_TODAY.isdisjoint(each.slug for each in prepared.diagnostics):
        return ()
    return (Diagnostic("today-pinned", Severity.INFO, Origin.HOST, params={"today": desk.today}),)


def _compared(desk: "Workspace", path: Path, options: ImportOptions, prepared: Prepared) -> Preview:
    current, registers, earlier = _known(desk, prepared)
    figures: tuple[Figure, ...] = compare(prepared.figures, current, prepared.source)
    kept = standing(prepared.blanks, current, prepared.source)
    if withdraws(options):
        figures, kept = (*figures, *kept), ()
    off = off_scale(figures, current)
    doubted = {(one.figure.key, one.figure.observation.period) for one in off}
    usual = [figure for figure in figures if (figure.key, figure.observation.period) not in doubted]
    settings = desk.configuration.settings
    doubts = (
        *told(off),
        *check_figures(usual, current),
        *check_sources(figures, current, desk.configuration.catalogue, settings.providers),
        *check_withdrawals(figures, kept),
        *check_vintage(figures, assumed=prepared.vintage_from is VintageFrom.TODAY),
    )
    prepared = asked(_told(prepared, in_file(doubts, prepared.file.name)), off, options)
    delivery = Delivery(figures=figures, facts=compare_facts(prepared.facts, registers), returns=prepared.returns)
    return Preview(path=path, options=options, prepared=prepared, delivery=delivery, earlier=earlier, kept=kept)


def _known(
    desk: "Workspace", prepared: Prepared
) -> tuple[dict[SeriesKey, tuple[Observation, ...]], dict[str, Register], Batch | None]:
    """What the store knows on the vintage of a file: rows of its series, registers, and the batch of the same bytes."""
    keys = {figure.key for figure in (*prepared.figures, *prepared.blanks)}
    catalogue = desk.configuration.catalogue
    with desk.reading() as store:
        if store is None:
            return {}, {}, None
        current = current_rows(store, catalogue, keys, as_of=prepared.vintage) if keys else {}
        registers = store.members(as_of=prepared.vintage) if prepared.facts else {}
        return current, registers, store.find_import(prepared.file.sha256, prepared.importer)


def known_to_importers(desk: "Workspace") -> Known:
    """The catalogue, areas, registers, delivery days and remembered routes of a workspace."""
    settings = desk.configuration.settings
    own = tuple(
        AreaName(area.code, (area.name_zh, area.name_en, *area.aliases)) for area in (settings.area, *settings.areas)
    )
    seeds = read_areas((starter() / "seeds" / "areas.csv").read_text(encoding="utf-8"))
    return Known(
        catalogue=desk.configuration.catalogue,
        areas=AreaBook((*own, *seeds)),
        zone=settings.area.code,
        registers=registers_of(desk.plan),
        today=desk.today,
        delivered=delivery_days(desk.root / "inbox" / "manifest.csv"),
        routes=tuple(_route(route) for route in learned(desk.root).routes),
    )


def _route(route: LearnedRoute) -> Route:
    """A remembered route in the importing room's words."""
    answers = dict(route.options)
    return Route(name=route.pattern, importer=route.importer, area=answers.pop("area", None), values=answers)
