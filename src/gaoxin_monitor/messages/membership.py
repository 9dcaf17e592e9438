"""What may be told of a member outside: cases are people and have no name; of withheld lists only the lights are told.

The board of the workspace itself may show more: who enters the cases must know which they are.
"""

from gaoxin_monitor.domain.codes import Attribute, Kind, TargetFlag
from gaoxin_monitor.domain.member_lights import MemberLight
from gaoxin_monitor.domain.plans import Target
from gaoxin_monitor.messages.catalogue import Messages

OF_PEOPLE = (Attribute.NAME, Attribute.OWNER, Attribute.REMARK)
"""What would tell who is behind a case."""


def is_unnamed(target: Target) -> bool:
    """Whether members of this target's list are never named."""
    return target.kind is Kind.ZERO_DYNAMIC or _is_withheld(target)


def _is_withheld(target: Target) -> bool:
    return target.is_(TargetFlag.WITHHELD)


def name(target: Target, one: MemberLight, messages: Messages) -> str:
    """The member's name, or the word for one that has none outside."""
    return messages.text("export.member.unnamed") if is_unnamed(target) else one.name(messages.language)


def member_id(target: Target, one: MemberLight) -> str:
    """Its id; empty where it would name somebody: an id may be made of the name."""
    return "" if is_unnamed(target) else one.id


def fact(target: Target, one: MemberLight, attribute: Attribute) -> str:
    """What is recorded of it, empty when nothing is or when it is not to be told."""
    secret = _is_withheld(target) or (attribute in OF_PEOPLE and is_unnamed(target)) or _is_secret(one)
    return "" if secret or one.member is None else one.member.text(attribute)


def owner(target: Target, one: MemberLight) -> str:
    """Who is responsible for it: the list's word, or that of the target it is."""
    found = fact(target, one, Attribute.OWNER)
    return found if found or one.target is None or is_unnamed(target) else one.target.responsible


def reason(target: Target, one: MemberLight, messages: Messages) -> str:
    """Why it has its light."""
    return messages.reason(one.reason, withheld=_is_withheld(target) or _is_secret(one))


def _is_secret(one: MemberLight) -> bool:
    """A child of a composite may be withheld where the composite is not."""
    return one.target is not None and _is_withheld(one.target)
