"""The shapes of the configuration files as pydantic models, and their descriptions in Chinese for editors."""

from collections.abc import Mapping

from pydantic import BaseModel

from gaoxin_monitor.settings.shapes.calendar import ReleasesShape
from gaoxin_monitor.settings.shapes.indicators import IndicatorsShape
from gaoxin_monitor.settings.shapes.plan import PlanShape
from gaoxin_monitor.settings.shapes.rulebook import RulebookShape
from gaoxin_monitor.settings.shapes.settings import SettingsShape

SHAPES: Mapping[str, type[BaseModel]] = {
    "settings": SettingsShape,
    "indicators": IndicatorsShape,
    "plan": PlanShape,
    "rules": RulebookShape,
    "calendar": ReleasesShape,
}
"""The files that people write, by the name of their JSON Schema."""
