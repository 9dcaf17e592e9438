"""How a target gets its light. One pure function per kind; ``assess`` chooses the rule and gathers what it needs."""

from gaoxin_monitor.domain.evaluation.assess import assess
from gaoxin_monitor.domain.evaluation.evidence import Assessment, Case, Evidence

__all__ = ["Assessment", "Case", "Evidence", "assess"]
