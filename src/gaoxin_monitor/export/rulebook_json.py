"""The rules, and what another pack would change, as JSON documents."""

import json
from collections.abc import Sequence
from typing import Any

from gaoxin_monitor.domain.board import Board, BoardRow
from gaoxin_monitor.domain.codes import Light
from gaoxin_monitor.domain.packs import DEFAULT, RulePack
from gaoxin_monitor.domain.rulebook import PackUse, Rulebook
from gaoxin_monitor.export.schema.rulebook import COMPARE_FORM, FORM
from gaoxin_monitor.messages import Messages, wording
from gaoxin_monitor.messages.rulebook import pack_name

Json = dict[str, Any]


def rules_json(found: Rulebook, messages: Messages, pack: str = "") -> str:
    """Packs, thresholds and profiles; of one pack alone where one is named."""
    uses = [use for use in found.packs if pack in ("", use.pack.id if use.pack else DEFAULT)]
    document: Json = {
        **FORM.head,
        "language": messages.language,
        "plan": found.plan.id,
        "packs": [_pack(use, messages) for use in uses],
    }
    if not pack:
        document["thresholds"] = [
            {"name": bound.name, "value": str(bound.value), "set_in": bound.setter.value} for bound in found.bounds
        ]
        document["exceptions"] = [
            {"target": target.id, "name": bound.name, "value": str(bound.value)} for target, bound in found.exceptions
        ]
        document["profiles"] = [
            {
                "name": use.name,
                "shares": [str(share) for share in use.shares],
                "batch": use.batch,
                "targets": [target.id for target in use.targets],
            }
            for use in found.profiles
        ]
    return json.dumps(document, ensure_ascii=False, indent=1)


def _pack(use: PackUse, messages: Messages) -> Json:
    pack = use.pack
    return {
        "id": pack.id if pack else DEFAULT,
        "name": pack_name(pack, messages),
        "kinds": sorted(pack.kinds) if pack else None,
        "bands": [
            {"light": band.light.value, "when": [f"{t.measure} {t.compare} {t.limit}" for t in band.tests]}
            for band in (pack.bands if pack else ())
        ],
        "source": pack.source if pack else "",
        "chosen": pack.chosen if pack else "",
        "targets": [target.id for target in use.targets],
    }


def comparison_json(
    pack: RulePack | None, before: Board, after: Board, changes: Sequence[tuple[BoardRow, BoardRow]], messages: Messages
) -> str:
    """The lights that change under another pack."""
    counts = before.counts(), after.counts()
    document = {
        **COMPARE_FORM.head,
        "language": messages.language,
        "plan": before.plan.id,
        "month": str(before.month),
        "as_of": before.as_of.isoformat(),
        "last_batch": before.last_batch,
        "demo": before.demo,
        "pack": pack.id if pack else DEFAULT,
        "counts": {light.value: [count[light] for count in counts] for light in Light},
        "changes": [
            {
                "id": old.target.id,
                "name": old.target.name(messages.language),
                "old": old.light.value,
                "new": new.light.value,
                "old_reason": wording.reason(old, messages),
                "new_reason": wording.reason(new, messages),
            }
            for old, new in changes
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1)
