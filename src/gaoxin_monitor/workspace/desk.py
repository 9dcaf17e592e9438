"""The one desk: everything a face can ask for. Straight-line glue between rooms; it decides and computes nothing."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gaoxin_monitor import __version__
from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.building import Knowledge, build_board, keys_of, lights_of, newest_month
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.frozen import dataclass
from gaoxin_monitor.domain.observations import Observation, SeriesKey
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.domain.plans import Plan, Target
from gaoxin_monitor.errors import ImportRefusedError, StoreError, UsageError
from gaoxin_monitor.messages import Messages, load
from gaoxin_monitor.settings import Configuration
from gaoxin_monitor.settings import load as load_configuration
from gaoxin_monitor.store import Store
from gaoxin_monitor.workspace.adoption import current_rows, revisions, series_of, until
from gaoxin_monitor.workspace.layout import IMPORTERS, STORE, has_store, require, starter
from gaoxin_monitor.workspace.plan_book import keep_first_plan, standing_plan

if TYPE_CHECKING:
    from gaoxin_monitor.domain.batches import Batch
    from gaoxin_monitor.importing.loading import LoadedImporters
    from gaoxin_monitor.importing.model import ImportOptions, Known
    from gaoxin_monitor.workspace.preview import Preview


@dataclass(frozen=True)
class Workspace:
    """A folder with configuration, importers and a store. ``today`` is the day the user asks; a demo pins its own."""

    root: Path
    today: date
    configuration: Configuration
    messages: Messages

    @classmethod
    def open(cls, root: Path, *, today: date, language: str | None = None) -> "Workspace":
        """Reads the configuration; ConfigError with every fault, UsageError when the folder is no workspace."""
        configuration = load_configuration(require(root))
        messages = load(language or configuration.settings.language)
        return cls(root, configuration.settings.as_of or today, configuration, messages)

    @property
    def demo(self) -> bool:
        """Whether this is a workspace of sample data; every face says so."""
        return self.configuration.settings.demo

    @property
    def plan(self) -> Plan:
        """The plan that is watched."""
        return self.configuration.plan

    @property
    def store_path(self) -> Path:
        """The store's one file."""
        return self.root / STORE

    def store(self, *, write: bool = False) -> Store:
        """The store; made on first writing. Close it after use."""
        if write and not self.store_path.parent.exists():
            self.store_path.parent.mkdir(parents=True)
        return Store.open(self.store_path, create=write, read_only=not write)

    @property
    def has_data(self) -> bool:
        """Whether anything was imported."""
        return has_store(self.root)

    def data_version(self) -> int:
        """Changes whenever another process or this one adds a batch or a record; for live reload."""
        if not self.has_data:
            return 0
        with closing(self.store()) as store:
            return store.version()

    # ── the board ──

    def board(
        self,
        month: Period | None = None,
        *,
        as_of: date | None = None,
        last_batch: int | None = None,
        plan_batch: int | None = None,
    ) -> Board:
        """The board of a month (default: the newest with data) as known on a day from batches up to ``last_batch``.

        Its plan is the one of the day, as it was on record at ``last_batch``, or at ``plan_batch`` where that is given.
        """
        day = as_of or self.today
        self.require_month(month)
        with self.reading() as store:
            standing = standing_plan(store, self.configuration, day, plan_batch or last_batch)
            plan = standing.plan
            knowledge = self.known_to(store, keys_of(plan), day, last_batch)
        board = build_board(
            plan,
            self.configuration.catalogue,
            knowledge,
            month=month or self.shown_month(plan, knowledge, day),
            as_of=day,
            last_batch=last_batch,
            demo=self.demo,
        )
        return board if standing.unconfirmed is None else replace(board, unconfirmed=standing.unconfirmed)

    def lights(
        self, *, as_of: date | None = None, last_batch: int | None = None, plan_batch: int | None = None
    ) -> dict[Period, dict[str, Light]]:
        """The lights of every month of the plan's year that has begun, by target id; its plan is that of a board."""
        day = as_of or self.today
        months = (Period.month_of(self.plan.year, number) for number in range(1, 13))
        begun = tuple(month for month in months if month.start <= day)
        with self.reading() as store:
            plan = standing_plan(store, self.configuration, day, plan_batch or last_batch).plan
            knowledge = self.known_to(store, keys_of(plan), day, last_batch)
        return lights_of(plan, self.configuration.catalogue, knowledge, months=begun, as_of=day)

    def require_month(self, month: Period | None) -> None:
        """UsageError for a month of another year than the plan's."""
        if month is not None and month.year != self.plan.year:
            raise UsageError("month-not-in-plan", month=month, year=self.plan.year)

    def months(self, as_of: date | None = None) -> tuple[Period, ...]:
        """The months of the plan year that can be shown, oldest first."""
        day = as_of or self.today
        last = self.shown_month(self.plan, self.knowledge(as_of=day), day)
        return tuple(Period.month_of(self.plan.year, number) for number in range(1, last.month + 1))

    def shown_month(self, plan: Plan, knowledge: Knowledge, day: date) -> Period:
        """The newest month with data; before there are any, the month of the day within the plan's year."""
        newest = newest_month(plan, knowledge)
        if newest is not None:
            return newest
        month = Period.month_containing(day)
        if month.year == plan.year:
            return month
        return Period.month_of(plan.year, 12 if month.year > plan.year else 1)

    def knowledge(self, *, as_of: date | None = None, last_batch: int | None = None) -> Knowledge:
        """What the store knows of the plan's series and registers at a time."""
        with self.reading() as store:
            return self.known_to(store, keys_of(self.plan), as_of, last_batch)

    @contextmanager
    def reading(self) -> Iterator[Store | None]:
        """The store for a while; None while there is none."""
        if not self.has_data:
            yield None
            return
        with closing(self.store()) as store:
            yield store

    def known_to(
        self, store: Store | None, keys: Collection[SeriesKey], as_of: date | None, last_batch: int | None
    ) -> Knowledge:
        """What an open store knows of some series and of all registers at a time; nothing without a store."""
        if store is None:
            return Knowledge(current={})
        current = current_rows(store, self.configuration.catalogue, keys, as_of=as_of, last_batch=last_batch)
        return Knowledge(current=current, registers=store.members(as_of=as_of, last_batch=last_batch))

    # ── data in ──

    def preview(self, path: Path, options: "ImportOptions") -> "Preview":
        """Reads a file and compares it with the store; writes nothing, raises for nothing in the data."""
        from gaoxin_monitor.workspace.previewing import preview_file

        return preview_file(self, path, options)

    def commit(self, preview: "Preview", *, user: str, recorded_at: datetime) -> "Batch | None":
        """Writes a preview as one batch; None when the same file is in by now and adds nothing.

        Raises:
            ImportRefusedError: while errors or open questions stand.
        """
        from gaoxin_monitor.domain.batches import BatchHead, BatchKind
        from gaoxin_monitor.workspace.preview import confirmation

        prepared = preview.prepared
        if preview.blocked:
            raise ImportRefusedError("import-blocked", file=prepared.file.name)
        if preview.adds_nothing:
            return None
        head = BatchHead(
            kind=BatchKind.IMPORT,
            source=prepared.source,
            importer=prepared.importer,
            importer_version=prepared.importer_version,
            file=prepared.file,
            ref_area=prepared.ref_area,
            vintage=prepared.vintage,
            recorded_at=recorded_at,
            user=user,
            ledger=prepared.ledger,
        )
        with closing(self.store(write=True)) as store:
            keep_first_plan(store, self.configuration, user=user, recorded_at=recorded_at)
            batch = store.append_news(head, preview.delivery)
            if batch is not None and preview.confirmed:
                store.record("confirmation", str(batch.id), {"user": user, **confirmation(preview)}, recorded_at)
            return batch

    def earlier_import(self, preview: "Preview") -> "Batch | None":
        """The batch that has imported the same bytes, by now if not before the preview was made."""
        with closing(self.store()) as store:
            return store.find_import(preview.prepared.file.sha256, preview.prepared.importer)

    def undo(self, batch: int, *, user: str, recorded_at: datetime) -> "Batch":
        """Takes a batch back by a new batch that restores what stood before."""
        from gaoxin_monitor.domain.batches import BatchHead, BatchKind

        undone = next((known for known in self.batches() if known.id == batch), None)
        if undone is None:
            raise UsageError("unknown-batch", batch=batch)
        head = BatchHead(
            kind=BatchKind.UNDO,
            source=undone.head.source,
            importer=undone.head.importer,
            importer_version=undone.head.importer_version,
            file=None,
            ref_area=undone.head.ref_area,
            vintage=undone.head.vintage,
            recorded_at=recorded_at,
            user=user,
            undoes=batch,
        )
        with closing(self.store(write=True)) as store:
            return store.undo(batch, head)

    @cached_property
    def known(self) -> "Known":
        """What importers may know of this workspace."""
        from gaoxin_monitor.workspace.previewing import known_to_importers

        return known_to_importers(self)

    @cached_property
    def importers(self) -> "LoadedImporters":
        """The importers under ``plugins/`` and the program's own, loaded once."""
        from gaoxin_monitor.importing.loading import load_importers

        return load_importers(self.root / IMPORTERS, bundled=starter() / IMPORTERS)

    # ── what is in ──

    def batches(self) -> "tuple[Batch, ...]":
        """Every batch, oldest first."""
        if not self.has_data:
            return ()
        with closing(self.store()) as store:
            return store.batches()

    def batch_listing(self, batches: "Sequence[Batch]", form: str) -> str:
        """Batches as ``json``, ``csv`` or ``markdown``."""
        from gaoxin_monitor.export.batch_listing import batch_listing

        return batch_listing(batches, form, self.messages, demo=self.demo)

    def revisions(self, target: Target, period: Period | None = None) -> tuple[Observation, ...]:
        """Every stored row of the series a target is judged by, oldest first."""
        if target.series is None or not self.has_data:
            return ()
        with closing(self.store()) as store:
            return revisions(store, self.configuration.catalogue, target.series, period)

    def history(
        self, indicator: str, *, as_of: date | None = None, last_batch: int | None = None
    ) -> dict[SeriesKey, tuple[Observation, ...]]:
        """Every stored row of every series of an indicator, by its id or a name; UsageError for an unknown one.

        Only rows up to a day or a batch where one is given; series without any are left out.
        """
        from gaoxin_monitor.workspace.naming import find_indicator

        indicator = find_indicator(self.configuration.catalogue, self.plan, indicator)
        if not self.has_data:
            return {}
        with closing(self.store()) as store:
            catalogue = self.configuration.catalogue
            found = {key: revisions(store, catalogue, key) for key in series_of(store, catalogue, indicator)}
        seen = {key: until(rows, as_of, last_batch) for key, rows in found.items()}
        return {key: rows for key, rows in seen.items() if rows}

    def target(self, target_id: str, plan: Plan | None = None) -> Target:
        """The target of this id or name, or the only one whose name holds the text; UsageError with the nearest."""
        from gaoxin_monitor.workspace.naming import find_target

        return find_target(plan or self.plan, target_id)

    def name_of(self, key: SeriesKey) -> str:
        """What a series is about, in words; the printed label while it is unresolved."""
        indicator = self.configuration.catalogue.by_id.get(key.indicator)
        if indicator is None:
            return key.label or key.indicator
        return indicator.name(self.messages.language)

    def area_name(self, code: str) -> str:
        """The name of an area, or its code."""
        return self.known.areas.name(code)

    # ── data out, proof ──

    def listing(self, board: Board, rows: Sequence[BoardRow], form: str) -> str:
        """Rows of a board as ``json``, ``csv`` or ``markdown``."""
        from gaoxin_monitor.export.listing import board_listing

        return board_listing(board, rows, form, self.messages)

    def default_export_path(self, board: Board) -> Path:
        """``exports/<plan>监测月报_2024-06.xlsx`` in the workspace."""
        mark = self.messages.text("demo.mark") if self.demo else ""
        name = self.messages.text("export.file", month=f"{board.month.year}-{board.month.month:02d}", mark=mark)
        return self.root / "exports" / name

    def export(self, board: Board, path: Path | None = None, *, recorded_at: datetime) -> Path:
        """Writes the monthly workbook and records that it was; ExportError leaves the old file intact."""
        from gaoxin_monitor.export import ExportInfo, render_workbook, write_atomically
        from gaoxin_monitor.workspace.exporting import export_body, revised_figures

        target = path or self.default_export_path(board)
        if path is None:
            target.parent.mkdir(parents=True, exist_ok=True)
        settings = self.configuration.settings
        with self.reading() as reader:
            revised = revised_figures(reader, board)
        info = ExportInfo(
            batches={batch.id: batch for batch in self.batches()},
            plan_digest=board.plan.digest,
            config_digest=self.configuration.digest,
            program_version=__version__,
            office=settings.area.name(self.messages.language),
            rule_pack=settings.rule_pack,
            providers=settings.providers,
            revised=revised,
        )
        data = render_workbook(board, info, self.messages)
        with ExitStack() as stack:
            # Opened before anything is replaced; from a read-only archive one can still report, just not note it.
            store = self._writable_store(stack)
            write_atomically(target, data)
            if store is not None:
                store.record("export", str(board.month), export_body(target, board, info), recorded_at)
        return target

    def _writable_store(self, stack: ExitStack) -> Store | None:
        try:
            return stack.enter_context(closing(self.store(write=True))) if self.has_data else None
        except StoreError:
            return None
