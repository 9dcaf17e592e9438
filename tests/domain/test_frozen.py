"""The quick decorator makes what the standard one makes: compared class by class with ``dataclasses.dataclass``."""

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable
from functools import cached_property
from typing import Any

import pytest

from gaoxin_monitor.domain import frozen
from gaoxin_monitor.domain.periods import Period


def _classes(decorate: Callable[..., Any]) -> tuple[Any, Any, Any]:
    @decorate(frozen=True, slots=True)
    class Pair:
        """Two values, one with a default."""

        left: int
        right: str = "r"

    @decorate(frozen=True, slots=True, kw_only=True)
    class Named:
        """Only by name; a default before what has none, and one that is made anew."""

        first: int = 1
        second: int
        many: list[int] = dataclasses.field(default_factory=list)
        apart: int = dataclasses.field(default=0, compare=False)

    @decorate(frozen=True)
    class Open:
        """Without slots; checks itself, prints itself and remembers what it computed."""

        value: int

        def __post_init__(self) -> None:
            if self.value < 0:
                raise ValueError("negative")

        def __repr__(self) -> str:
            return "own"

        @cached_property
        def twice(self) -> int:
            return self.value * 2

    return Pair, Named, Open


STANDARD, QUICK = _classes(dataclasses.dataclass), _classes(frozen.dataclass)
CALLS: list[tuple[int, tuple[Any, ...], dict[str, Any]]] = [
    (0, (1,), {}),
    (0, (1, "x"), {}),
    (0, (), {"right": "x", "left": 2}),
    (0, (), {}),
    (0, (1, 2, 3), {}),
    (0, (1,), {"wrong": 1}),
    (1, (), {"second": 2}),
    (1, (), {"second": 2, "many": [1]}),
    (1, (1,), {"second": 2}),
    (1, (), {}),
    (2, (3,), {}),
    (2, (-1,), {}),
]


def _told(make: Callable[[], Any]) -> tuple[Any, ...]:
    """What an object says of itself, or the error of making it."""
    try:
        made = make()
    except (TypeError, ValueError) as error:
        return (type(error), str(error))
    values = [getattr(made, each.name) for each in dataclasses.fields(made)]
    return (repr(made), values, made.__match_args__, getattr(made, "__slots__", None), hasattr(made, "__dict__"))


@pytest.mark.parametrize(("which", "arguments", "named"), CALLS)
def test_objects_are_those_of_the_standard_decorator(
    which: int, arguments: tuple[Any, ...], named: dict[str, Any]
) -> None:
    ours = _told(lambda: QUICK[which](*arguments, **named))
    assert ours == _told(lambda: STANDARD[which](*arguments, **named))


@pytest.mark.parametrize("which", range(3))
def test_signatures_are_those_of_the_standard_decorator(which: int) -> None:
    ours, theirs = (inspect.signature(made[which]).parameters for made in (QUICK, STANDARD))
    assert [(one.name, one.kind) for one in ours.values()] == [(one.name, one.kind) for one in theirs.values()]


def test_equal_values_are_equal_and_hash_alike_within_one_class_only() -> None:
    pair, named, opened = QUICK
    assert named(second=1, apart=2) == named(second=1, apart=3)
    assert pair(1) == pair(1)
    assert hash(pair(1)) == hash(pair(1, "r"))
    assert pair(1) != pair(2)
    assert opened(1) == opened(1)
    assert hash(opened(1)) == hash(opened(1))
    assert pair(1) != (1, "r")
    assert pair(1) != STANDARD[0](1)


@pytest.mark.parametrize("which", [0, 2])
def test_nothing_can_be_changed(which: int) -> None:
    made = QUICK[which](1)
    name = dataclasses.fields(made)[0].name
    with pytest.raises(dataclasses.FrozenInstanceError):
        setattr(made, name, 2)
    with pytest.raises(dataclasses.FrozenInstanceError):
        delattr(made, name)
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.new = 2
    assert getattr(made, name) == 1


def test_what_is_made_anew_is_not_shared_and_what_is_computed_is_kept() -> None:
    named, opened = QUICK[1], QUICK[2](4)
    assert named(second=1).many is not named(second=1).many
    assert (opened.twice, opened.__dict__["twice"]) == (8, 8)


def test_replacing_matching_copying_and_pickling() -> None:
    may = Period(2024, 5, 1)
    assert dataclasses.replace(may, month=6) == Period(2024, 6, 1)
    match may:
        case Period(year, month):
            assert (year, month) == (2024, 5)
    for other in (copy.copy(may), copy.deepcopy(may), pickle.loads(pickle.dumps(may))):  # noqa: S301 - our own bytes
        assert other == may
    with pytest.raises(ValueError, match="no such period"):
        dataclasses.replace(may, month=13)


def test_only_frozen_classes_are_made() -> None:
    with pytest.raises(TypeError):
        frozen.dataclass(frozen=False)


@pytest.mark.parametrize("of", [STANDARD[2], QUICK[2]], ids=["standard", "quick"])
def test_a_plain_subclass_may_have_attributes_of_its_own(of: Any) -> None:  # noqa: ANN401 - either class
    class Plain(of):  # type: ignore[misc]
        """Nothing is said of its own attributes."""

    made = Plain(1)
    made.note = "n"
    assert made.note == "n"
    del made.note
    assert not hasattr(made, "note")
    with pytest.raises(dataclasses.FrozenInstanceError):
        made.value = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del made.value
