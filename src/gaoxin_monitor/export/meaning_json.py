"""What a code means as a JSON document."""

import json
from typing import Any

from gaoxin_monitor.domain.glossary import DIAGNOSTICS, REASONS, kinds_of
from gaoxin_monitor.export.schema.derivation import MEANING_FORM
from gaoxin_monitor.messages import Messages
from gaoxin_monitor.messages.glossary import meaning


def meaning_json(code: str, messages: Messages) -> str:
    """The code as a diagnostic, as a reason, or as both."""
    lines = {each.id: [line.text for line in each.lines] for each in meaning(code, messages)}
    document: dict[str, Any] = {
        **MEANING_FORM.head,
        "language": messages.language,
        "code": code,
        "diagnostic": None,
        "reason": None,
    }
    if code in DIAGNOSTICS:
        severities = [each.value for each in DIAGNOSTICS[code]]
        document["diagnostic"] = {"severities": severities, "lines": lines["diagnostic"]}
    if code in REASONS:
        lights, kinds = ([each.value for each in known] for known in (REASONS[code], kinds_of(code)))
        document["reason"] = {"lights": lights, "kinds": kinds, "lines": lines["reason"]}
    return json.dumps(document, ensure_ascii=False, indent=1)
