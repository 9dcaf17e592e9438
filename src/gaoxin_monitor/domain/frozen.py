"""``dataclasses.dataclass`` for the frozen classes that are made at every start, in a fifth of its time.

The standard decorator compiles six methods per class; with half a hundred classes that was a quarter of ``status``.
Here only ``__init__`` is compiled, the others are shared. Fields, ``replace``, matching, pickling and what type
checkers say are those of the standard one; classes that are loaded rarely may use either.
"""

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass, field
else:
    field = dataclasses.field

    def dataclass(*, frozen: bool, slots: bool = False, kw_only: bool = False) -> Callable[[type], type]:
        """The decorator; ``frozen`` is written out so that a class reads the same with either."""
        if not frozen:
            raise TypeError("only frozen classes")
        return lambda plain: _made(plain, slots=slots, kw_only=kw_only)


__all__ = ["dataclass", "field"]


def _made(plain: type, *, slots: bool, kw_only: bool) -> type:
    made: type = dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(plain)
    fields = dataclasses.fields(made)
    names = tuple(each.name for each in fields)
    compared = tuple(each.name for each in fields if each.compare)
    methods = {**_SHARED, **_comparing(compared), "__init__": _initialiser(made, fields)}
    missing = {name: method for name, method in methods.items() if name not in plain.__dict__}
    if slots:
        return _with_slots(made, names, missing)
    for name, method in missing.items():
        setattr(made, name, method)
    return made


def _with_slots(plain: type, names: tuple[str, ...], methods: dict[str, Any]) -> type:
    """The class once more: slots can only be given to one that is being made."""
    left_out = {*names, "__dict__", "__weakref__"}
    body = {name: value for name, value in plain.__dict__.items() if name not in left_out}
    body |= {**methods, "__qualname__": plain.__qualname__, "__slots__": names}
    return type(plain)(plain.__name__, plain.__bases__, body)


def _initialiser(plain: type, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    known: dict[str, Any] = {"_set": object.__setattr__, "_absent": _ABSENT}
    parameters, lines = [], []
    for each in sorted(fields, key=lambda each: bool(each.kw_only)):
        name, default, value = each.name, "", each.name
        if each.default is not dataclasses.MISSING:
            known[f"_default_{name}"] = each.default
            default = f"=_default_{name}"
        elif each.default_factory is not dataclasses.MISSING:
            known[f"_new_{name}"] = each.default_factory
            default, value = "=_absent", f"_new_{name}() if {name} is _absent else {name}"
        if each.kw_only and "*" not in parameters:
            parameters.append("*")
        parameters.append(name + default)
        lines.append(f" _set(self, {name!r}, {value})")
    if hasattr(plain, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = f"def __init__(self, {', '.join(parameters)}):\n" + "\n".join(lines)
    made: dict[str, Callable[..., None]] = {}
    exec(source, known, made)  # noqa: S102 - the standard decorator's way: names of fields, nothing from outside
    initialise = made["__init__"]
    initialise.__qualname__ = f"{plain.__qualname__}.__init__"
    return initialise


def _comparing(names: tuple[str, ...]) -> dict[str, Any]:
    values = attrgetter(*names)

    def equal(self: object, other: object) -> bool:
        if self is other:
            return True
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: object) -> int:
        return hash(values(self))

    return {"__eq__": equal, "__hash__": hashed}


def _shown(self: Any) -> str:  # noqa: ANN401 - any of the classes made here
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__dataclass_fields__)
    return f"{self.__class__.__qualname__}({shown})"


def _refuse_setting(self: Any, name: str, value: object) -> None:  # noqa: ANN401 - any of the classes made here
    if _is_frozen(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
    object.__setattr__(self, name, value)


def _refuse_deleting(self: Any, name: str) -> None:  # noqa: ANN401 - any of the classes made here
    if _is_frozen(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
    object.__delattr__(self, name)


def _is_frozen(self: Any, name: str) -> bool:  # noqa: ANN401 - any of the classes made here
    """As in the standard decorator, a plain subclass may have attributes of its own."""
    return "__dataclass_fields__" in type(self).__dict__ or name in self.__dataclass_fields__


def _state(self: Any) -> list[Any]:  # noqa: ANN401 - any of the classes made here
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _restore(self: Any, state: list[Any]) -> None:  # noqa: ANN401 - any of the classes made here
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


_ABSENT = object()
_SHARED: dict[str, Any] = {
    "__repr__": _shown,
    "__setattr__": _refuse_setting,
    "__delattr__": _refuse_deleting,
    "__getstate__": _state,
    "__setstate__": _restore,
}
