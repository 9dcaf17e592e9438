"""Checks of ``settings.toml``: areas, providers, the demo's day."""

from collections.abc import Iterator

from gaoxin_monitor.domain.indicators import fold
from gaoxin_monitor.settings.documents import Document
from gaoxin_monitor.settings.nearest import nearest
from gaoxin_monitor.settings.positions import KeyPath
from gaoxin_monitor.settings.shapes.fields import is_id
from gaoxin_monitor.settings.shapes.settings import AreaShape, SettingsShape


def check_settings(document: Document[SettingsShape]) -> None:
    """All of them."""
    settings = document.model
    if settings is None:
        return
    if settings.as_of is not None and not settings.demo and document.clean("demo"):
        document.add("config-as-of-without-demo", ("as_of",), key="as_of")
    for name in settings.providers:
        if not is_id(name):
            document.add("config-id", ("providers", name), key=name, value=name[:40])
    _check_areas(document)
    superior = settings.area.superior
    known = {area.code for area in settings.areas}
    if superior is not None and superior not in known and document.clean("areas"):
        document.add("config-area-unknown", ("area", "superior"), value=superior, nearest=nearest(superior, known))


def areas_of(document: Document[SettingsShape]) -> Iterator[tuple[KeyPath, AreaShape]]:
    """The zone and the areas of context, each with its place, as far as they are sound."""
    settings = document.model
    if settings is not None and document.clean("area"):
        yield ("area",), settings.area
    for index, area in enumerate(settings.areas if settings is not None else ()):
        if document.clean("areas", index):
            yield ("areas", index), area


def _check_areas(document: Document[SettingsShape]) -> None:
    codes: dict[str, KeyPath] = {}
    names: dict[str, tuple[str, KeyPath]] = {}
    for path, area in areas_of(document):
        first = codes.setdefault(area.code, path)
        if first is not path:
            place = (*path, "code")
            document.add("config-id-twice", place, value=area.code, first=document.line((*first, "code")))
            continue
        for key, name in [("name", area.name), *(("aliases", alias) for alias in area.aliases)]:
            code, taken = names.setdefault(fold(name), (area.code, (*path, key)))
            if code != area.code:
                document.add("config-area-name-twice", (*path, key), label=name, other=code, first=document.line(taken))
