"""What a workbook says about its origin beside the board itself."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from gaoxin_monitor.domain.batches import Batch
from gaoxin_monitor.domain.observations import SeriesKey
from gaoxin_monitor.domain.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportInfo:
    """Provenance of a board: its batches by number, the digests of its configuration, and who exports it.

    ``providers`` gives sources their names; ``revised`` lists the figures that replaced an earlier value. Neither the
    time of the export nor the user belongs here: the same board must give the same bytes.
    """

    batches: Mapping[int, Batch]
    plan_digest: str
    config_digest: str
    program_version: str
    office: str
    rule_pack: str
    providers: Mapping[str, str] = field(default_factory=dict)
    revised: Collection[tuple[SeriesKey, Period]] = ()
