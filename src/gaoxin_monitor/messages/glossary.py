"""What a code means, in words: a diagnostic with what to do about it, a reason with its lights and its rule."""

import re
from collections.abc import Iterator

from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.glossary import DIAGNOSTICS, REASONS, kinds_of
from gaoxin_monitor.messages.catalogue import Messages
from gaoxin_monitor.messages.derivation import Passage
from gaoxin_monitor.messages.derivation_inputs import Line

_PLACEHOLDER = re.compile(r"\{(\w+)(?::(\w+)|:[.#][\w-]+)?\}")


def meaning(code: str, messages: Messages) -> tuple[Passage, ...]:
    """The passages about a code: as a diagnostic, as a reason, or both where it is both."""
    parts = (("diagnostic", DIAGNOSTICS, _diagnostic), ("reason", REASONS, _reason))
    return tuple(
        Passage(kind, messages.text(f"glossary.{kind}", code=code), tuple(lines(code, messages)))
        for kind, codes, lines in parts
        if code in codes
    )


def _diagnostic(code: str, messages: Messages) -> Iterator[Line]:
    yield Line(messages.text("glossary.sentence", text=named(f"diagnostic.{code}", messages)), strong=True)
    words = messages.text("glossary.or").join(messages.text(f"glossary.{each.value}") for each in DIAGNOSTICS[code])
    yield Line(messages.text("glossary.severity", words=words))
    yield Line(messages.text("glossary.do", text=named(f"diagnostic.{code}.do", messages)))


def _reason(code: str, messages: Messages) -> Iterator[Line]:
    yield Line(messages.text("glossary.sentence", text=named(f"reason.{code}", messages)), strong=True)
    yield Line(lights(code, messages))
    yield Line(rule(code, messages))
    if messages.has(f"glossary.reason-do.{code}"):
        yield Line(messages.text("glossary.do", text=messages.text(f"glossary.reason-do.{code}")))
        return
    several = REASONS[code] if len(REASONS[code]) < len(Light) else ()
    for light in several:
        front = messages.light(light) + messages.text("colon") if len(several) > 1 else ""
        yield Line(messages.text("glossary.do", text=front + messages.text(f"glossary.light-do.{light.value}")))


def lights(code: str, messages: Messages) -> str:
    """The lights that a reason goes with."""
    known = REASONS[code]
    if len(known) == len(Light):
        return messages.text("glossary.lights-any")
    return messages.text("glossary.lights", lights=messages.text("list.separator").join(map(messages.light, known)))


def rule(code: str, messages: Messages) -> str:
    """The kinds of targets whose rule gives a reason."""
    if code == "pack-unknown":
        return messages.text("glossary.kinds-pack")
    kinds = kinds_of(code)
    words = (messages.text(f"kind.{kind.value}") for kind in kinds)
    if not kinds:
        return messages.text("glossary.kinds-any")
    return messages.text("glossary.kinds", kinds=messages.text("list.separator").join(words))


def named(key: str, messages: Messages) -> str:
    """A sentence with the names of what it will be given in the places of the values."""

    def name(found: re.Match[str]) -> str:
        names = (messages.text(f"param.{each}") for each in found.groups() if each)
        return "".join(messages.text("glossary.placeholder", name=each) for each in names)

    return _PLACEHOLDER.sub(name, messages.text(key))
