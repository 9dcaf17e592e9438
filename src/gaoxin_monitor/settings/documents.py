"""One configuration file on its way from bytes to a checked model, with every fault found on the way.

A file with faults still yields a model, so that the checks across files can go on: faulty values are left out or
replaced by stand-ins, and ``tainted`` remembers where, so that nobody complains about them a second time.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from gaoxin_monitor.domain.codes import Origin, Severity
from gaoxin_monitor.domain.diagnostics import SUBJECT, Diagnostic, Place
from gaoxin_monitor.settings.decoding import decode_text
from gaoxin_monitor.settings.files import ConfigFile
from gaoxin_monitor.settings.nearest import nearest_key
from gaoxin_monitor.settings.parsing import MENDED_DAY, parse
from gaoxin_monitor.settings.positions import KeyPath, Positions

Model = TypeVar("Model", bound=BaseModel)


@dataclass
class Document(Generic[Model]):
    """A file, its model if one can be had, and its faults."""

    file: str
    positions: Positions | None = None
    tables: dict[str, Any] | None = None
    model: Model | None = None
    tainted: frozenset[KeyPath] = frozenset()
    diagnostics: list[Diagnostic] = field(default_factory=list)

    def add(self, slug: str, path: KeyPath = (), **params: object) -> None:
        """Notes a fault at a key, or at the table it is missing from; without a path, of the file as a whole."""
        self._note(slug, Severity.ERROR, self.line(path), self._told_of(path) | params)

    def add_at(self, slug: str, line: int, **params: object) -> None:
        """Notes a fault at a line."""
        self._note(slug, Severity.ERROR, line, params)

    def warn(self, slug: str, path: KeyPath, **params: object) -> None:
        """Notes a doubt that does not keep the configuration from being used."""
        self._note(slug, Severity.WARNING, self.line(path), self._told_of(path) | params)

    def _note(self, slug: str, severity: Severity, line: int, params: dict[str, object]) -> None:
        excerpt = self.positions.excerpt(line) if self.positions and line else ""
        self.diagnostics.append(Diagnostic(slug, severity, Origin.CONFIG, Place(self.file, line=line), params, excerpt))

    def _told_of(self, path: KeyPath) -> dict[str, object]:
        """What the innermost table around a key is about: a line alone does not name the target it belongs to."""
        found, table = "", self.tables
        for part in path:
            table = _child(table, part)
            found = next((w for k in _NAMES if isinstance(w := _child(table, k), str) and w.strip()), found)
        return {SUBJECT: found.strip()[:_NAME_LIMIT]} if found else {}

    def clean(self, *path: str | int) -> bool:
        """Whether nothing at, above or below a path is at fault already."""
        return not any(path[: len(bad)] == bad or bad[: len(path)] == path for bad in self.tainted)

    def line(self, path: KeyPath) -> int:
        """The line of a key; 0 without one."""
        return self.positions.line(path) if self.positions and path else 0


_NAMES = ("name", "id", "label", "code")
_NAME_LIMIT = 60


def _child(table: Any, part: str | int) -> Any:  # noqa: ANN401 - any TOML value
    """What stands under a key or a number; None where nothing does."""
    if isinstance(table, dict):
        return table.get(part)
    return table[part] if isinstance(table, list) and isinstance(part, int) and part < len(table) else None


def read_document(file: ConfigFile, shape: type[Model]) -> "Document[Model]":
    """Decodes, parses and validates one file."""
    document: Document[Model] = Document(file.shown_name)
    data = _tables(file, document)
    if data is not None:
        _validate(document, shape, data)
    return document


def _tables(file: ConfigFile, document: "Document[Any]") -> dict[str, Any] | None:
    if file.data is None:
        document.add(file.problem, detail=file.detail)
        return None
    text = decode_text(file.data)
    if isinstance(text, tuple):
        document.add_at(text[0], text[1], **text[2])
        return None
    parsed = parse(text)
    document.positions = parsed.positions
    document.tables = parsed.data
    for slug, line, params in parsed.faults:
        document.add_at(slug, line, **params)
    if parsed.faults:
        document.tainted = frozenset(_mended_days(parsed.data))
    return parsed.data


def _mended_days(data: Any, path: KeyPath = ()) -> Iterator[KeyPath]:  # noqa: ANN401 - any TOML value
    """Where a day stands that the parser put there."""
    if data == MENDED_DAY:
        yield path
    children = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in children:
        yield from _mended_days(value, (*path, key))


def _validate(document: "Document[Model]", shape: type[Model], data: dict[str, Any]) -> None:
    try:
        document.model = shape.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        spoilt = document.tainted
        for fault in faults:
            if not any(fault["loc"][: len(path)] == path for path in spoilt):
                _explain(document, shape, fault)
        bad = {_replaceable(shape, data, fault["loc"]) for fault in faults}
        document.tainted |= bad
        for path in sorted(bad, key=len, reverse=True):
            _mend(shape, data, path)
        document.model = shape.model_validate(data)


_SLUGS = {
    "missing": "config-key-missing",
    "extra_forbidden": "config-key-unknown",
    "list_type": "config-not-list",
}
"""What pydantic finds by itself; everything else is found by our checks, except for a table that is none."""


def _explain(document: "Document[Any]", shape: type[BaseModel], fault: Any) -> None:  # noqa: ANN401 - a typed dict
    path: KeyPath = fault["loc"]
    kind = fault["type"]
    slug = kind if kind.startswith("config-") else _SLUGS.get(kind, "config-not-table")
    params = dict(fault.get("ctx", {}))
    if slug == "config-key-unknown":
        described = _described_keys(shape, path[:-1])
        params |= {"nearest": nearest_key(str(path[-1]), described), "known": tuple(described)}
    document.add(slug, path, key=_key(path), **params)


def _key(path: KeyPath) -> str:
    """The last key, as it is written."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def _described_keys(shape: Any, path: KeyPath) -> dict[str, str]:  # noqa: ANN401 - any annotation
    """The keys that a table at ``path`` may have, with their descriptions."""
    return {key: info.description or "" for key, info in _fields(_at(shape, path)).items()}


def _at(annotation: Any, path: KeyPath) -> Any:  # noqa: ANN401 - any annotation
    """The annotation of what stands at a path."""
    for part in path:
        annotation = _inside(annotation, part)
    return annotation


def _inside(annotation: Any, part: str | int) -> Any:  # noqa: ANN401 - any annotation
    """The annotation of a key of a table, or of an item of a list."""
    if get_origin(annotation) in (list, dict):
        return get_args(annotation)[-1]
    fields = _fields(annotation)
    if "root" in fields:
        return _inside(fields["root"].annotation, part)
    return fields[str(part)].annotation


def _fields(annotation: Any) -> dict[str, FieldInfo]:  # noqa: ANN401 - any annotation
    """The fields of the model in an annotation, by the keys that stand in files."""
    model = _model(annotation)
    return {info.alias or name: info for name, info in model.model_fields.items()} if model else {}


def _model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := _model(inner))), None)


_STAND_INS: dict[str, Any] = {
    "id": "stand_in",
    "code": "X",
    "tier": "D",
    "kind": "qualitative",
    "light": "red",
    "year": 2000,
    "plan": "plan.toml",
    "from": date(2000, 1, 1),
}
"""For keys that a table must have, where a plain text will not do; who refused the real one has said so."""


def _stand_in(annotation: Any, key: str = "") -> Any:  # noqa: ANN401 - any annotation, any value
    """The least that passes for a value: of a table, the keys it must have."""
    if get_origin(annotation) is list:
        return []
    if _model(annotation) is None:
        return _STAND_INS.get(key, "—")
    return {name: _stand_in(info.annotation, name) for name, info in _fields(annotation).items() if info.is_required()}


def _replaceable(shape: Any, data: Any, path: KeyPath) -> KeyPath:  # noqa: ANN401 - annotation, tables and lists
    """The nearest place at or above a fault that can be mended: a key, or a table that is one of a list.

    A plain text that stands for a table has no keys; from a list of plain values none is taken, but the whole list.
    """
    reached: KeyPath = ()
    for part in path:
        if isinstance(part, str) and not isinstance(data, dict):
            break
        reached = (*reached, part)
        data = data.get(part) if isinstance(data, dict) else data[part]
    while isinstance(reached[-1], int) and _model(_at(shape, reached)) is None:
        reached = reached[:-1]
    return reached


def _mend(shape: Any, data: Any, path: KeyPath) -> None:  # noqa: ANN401 - annotation, tables and lists
    """Puts a stand-in where something must be, and takes out a faulty key that need not."""
    *above, last = path
    for part in above:
        data = data[part]
    if isinstance(last, int):
        data[last] = _stand_in(_at(shape, path))
        return
    data.pop(last, None)
    info = _fields(_at(shape, tuple(above))).get(last)
    if info is not None and info.is_required():
        data[last] = _stand_in(info.annotation, last)
