"""Checks of ``rules.toml``: twelve rising shares, packs that can decide every case, measures that their kinds have."""

from gaoxin_monitor.domain.pace import RULE_PROFILES
from gaoxin_monitor.domain.packs import DEFAULT, MEASURES
from gaoxin_monitor.settings.documents import Document
from gaoxin_monitor.settings.positions import KeyPath
from gaoxin_monitor.settings.shapes.fields import is_id
from gaoxin_monitor.settings.shapes.rulebook import PackShape, ProfileShape, RulebookShape

_MONTHS = 12


def check_rulebook(document: Document[RulebookShape]) -> None:
    """All of them."""
    rules = document.model
    if rules is None:
        return
    for name, profile in rules.profiles.items():
        _check_name(document, ("profiles", name), RULE_PROFILES, "config-profile-reserved")
        if document.clean("profiles", name):
            _check_shares(document, name, profile)
    for name, pack in rules.packs.items():
        _check_name(document, ("packs", name), (DEFAULT,), "config-pack-reserved")
        if document.clean("packs", name):
            _check_pack(document, name, pack)


def _check_name(document: Document[RulebookShape], path: KeyPath, reserved: tuple[str, ...], slug: str) -> None:
    name = str(path[-1])
    if name in reserved or not is_id(name):
        document.add(slug if name in reserved else "config-id", path, key=name, value=name[:40])


def _check_shares(document: Document[RulebookShape], name: str, profile: ProfileShape) -> None:
    path, shares = ("profiles", name, "shares"), profile.shares
    if len(shares) != _MONTHS:
        document.add("config-profile-length", path, key=name, found=len(shares))
        return
    for month in range(2, _MONTHS + 1):
        if shares[month - 1] < shares[month - 2]:
            document.add("config-profile-falling", (*path, month - 1), key=name, month=month)
            return
    if shares[-1] != 100:  # noqa: PLR2004 - percent
        document.add("config-profile-end", (*path, _MONTHS - 1), key=name)


def _check_pack(document: Document[RulebookShape], name: str, pack: PackShape) -> None:
    path: KeyPath = ("packs", name)
    if not pack.kinds:
        document.add("config-pack-kinds", (*path, "kinds"), key=name, choices=tuple(MEASURES))
    if not pack.bands or pack.bands[-1].when:
        document.add("config-pack-open", (*path, "bands"), key=name)
    for index, band in enumerate(pack.bands):
        for test in band.when:
            unfit = [kind.value for kind in pack.kinds if test.measure not in MEASURES[kind]]
            if unfit:
                known = MEASURES[next(kind for kind in pack.kinds if kind.value == unfit[0])]
                words = {"value": test.measure.value, "kind": unfit[0], "choices": tuple(m.value for m in known)}
                document.add("config-measure-unfit", (*path, "bands", index), **words)
