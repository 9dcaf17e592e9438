"""The demo: a workspace of its own, filled from the sample deliveries by the same door as any other import."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path

from gaoxin_monitor.errors import ImportRefusedError, UsageError
from gaoxin_monitor.workspace.desk import Workspace
from gaoxin_monitor.workspace.layout import SETTINGS, Progress, Step, built_beside, lay_out, require_free, starter

AS_OF = date(2024, 7, 25)
"""The day on which the demo stands still."""
_USER = "示例"
_MARK = "示例数据"
_BEIJING = timezone(timedelta(hours=8))


@dataclass(frozen=True, slots=True)
class SampleDelivery:
    """One line of ``seeds/demo/manifest.csv``."""

    file: Path
    delivered: date
    importer: str
    area: str


def build(target: Path, progress: Progress, *, language: str | None = None) -> Workspace:
    """Makes the demo workspace in ``target``: all or nothing."""
    with built_beside(target) as fresh:
        lay_out(fresh)
        _pin(fresh / SETTINGS)
        _add_to_plan(fresh)
        desk = Workspace.open(fresh, today=AS_OF)
        deliveries = list(sample_deliveries())
        for number, delivery in enumerate(deliveries, start=1):
            _import(desk, delivery)
            progress(Step(number, len(deliveries), delivery.file.name))
    return Workspace.open(target, today=AS_OF, language=language)


def is_demo(folder: Path) -> bool:
    """Whether a folder is a demo workspace, by the mark in its settings alone, however broken the rest may be."""
    import tomllib

    try:
        settings = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return False
    return settings.get("demo") is True


def may_build(target: Path, *, fresh: bool) -> bool:
    """Whether the demo is to be built in ``target``: it is free, or holds a demo that is to be made anew.

    Raises:
        UsageError: when something else stands there.
    """
    if is_demo(target):
        return fresh
    if (target / SETTINGS).is_file():
        raise UsageError("not-a-demo", path=str(target))
    require_free(target)
    return True


def sample_deliveries() -> Iterator[SampleDelivery]:
    """What a zone would have received, in the order of delivery."""
    folder = starter() / "seeds" / "demo"
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            yield SampleDelivery(
                folder / row["file"], date.fromisoformat(row["delivered"]), row["importer"], row["area"]
            )


def _import(desk: Workspace, delivery: SampleDelivery) -> None:
    from gaoxin_monitor.importing.model import ImportOptions

    options = ImportOptions(importer=delivery.importer, area=delivery.area or None, vintage=delivery.delivered)
    preview = desk.preview(delivery.file, options)
    if preview.blocked:
        raise ImportRefusedError("demo-delivery-refused", file=delivery.file.name)
    desk.commit(preview, user=_USER, recorded_at=datetime.combine(delivery.delivered, time(9), _BEIJING))


def _add_to_plan(folder: Path) -> None:
    """Planned curves and lists that the plan's text does not give, each marked as a sample in the demo's own plan."""
    import tomllib

    from gaoxin_monitor.settings.editing import added_to_plan

    settings = tomllib.loads((folder / SETTINGS).read_text(encoding="utf-8"))
    additions = tomllib.loads((starter() / "seeds" / "demo" / "plan-additions.toml").read_text(encoding="utf-8"))
    plan = folder / "config" / settings["plan"]
    head = f"# {_MARK}：标“{_MARK}”的键不是原文，取自 seeds/demo/plan-additions.toml。\n".encode()
    plan.write_bytes(head + added_to_plan(plan.read_bytes(), additions, _MARK))


def _pin(settings: Path) -> None:
    """Marks the configuration as a demo; comments and order of the file stay."""
    import tomlkit

    document = tomlkit.parse(settings.read_text(encoding="utf-8"))
    head = tomlkit.document()
    head.add("demo", True)  # noqa: FBT003 - a value, not a switch
    head.add("as_of", AS_OF)
    text = tomlkit.dumps(head) + tomlkit.dumps(document)
    settings.write_text(text, encoding="utf-8", newline="\n")
