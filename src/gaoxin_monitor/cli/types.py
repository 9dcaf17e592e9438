"""Arguments in the words of the field: a month, a day, a light."""

from datetime import date

import click

from gaoxin_monitor.domain.codes import Freq, Light
from gaoxin_monitor.domain.periods import Period
from gaoxin_monitor.errors import UsageError
from gaoxin_monitor.messages import LANGUAGES, load

FORMATS = ("text", "json", "csv", "markdown")
"""How data are printed."""


class MonthType(click.ParamType[Period]):
    """``2024-06``, ``2024年6月``, ``202406``."""

    name = "month"

    def convert(
        self,
        value: str | Period,
        param: click.Parameter | None,  # noqa: ARG002 - part of click's signature
        ctx: click.Context | None,  # noqa: ARG002 - part of click's signature
    ) -> Period:
        """The month; a usage error otherwise."""
        if isinstance(value, Period):
            return value
        from gaoxin_monitor.domain.period_text import parse_period

        printed = parse_period(value)
        if printed is None or printed.period.freq is not Freq.MONTH:
            raise UsageError("not-a-month", text=value)
        return printed.period


class DayType(click.ParamType[date]):
    """``2024-07-25``."""

    name = "day"

    def convert(
        self,
        value: str | date,
        param: click.Parameter | None,  # noqa: ARG002 - part of click's signature
        ctx: click.Context | None,  # noqa: ARG002 - part of click's signature
    ) -> date:
        """The day; a usage error otherwise."""
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise UsageError("not-a-day", text=value) from None


class MomentType(click.ParamType[date | Period]):
    """``2024-05-20`` or ``2024-05``: a day or a month."""

    name = "moment"

    def convert(
        self,
        value: str | date | Period,
        param: click.Parameter | None,  # noqa: ARG002 - part of click's signature
        ctx: click.Context | None,  # noqa: ARG002 - part of click's signature
    ) -> date | Period:
        """The day, else the month; a usage error otherwise."""
        if not isinstance(value, str):
            return value
        try:
            return date.fromisoformat(value) if value.count("-") > 1 else MONTH.convert(value, None, None)
        except (ValueError, UsageError):
            raise UsageError("not-a-moment", text=value) from None


class LightType(click.ParamType[Light]):
    """``red`` or 滞后: a status by its code or its word in either language."""

    name = "light"

    def convert(
        self,
        value: str | Light,
        param: click.Parameter | None,  # noqa: ARG002 - part of click's signature
        ctx: click.Context | None,  # noqa: ARG002 - part of click's signature
    ) -> Light:
        """The status; a usage error otherwise."""
        for light in Light:
            if value in (light.value, *(load(language).light(light) for language in LANGUAGES)):
                return light
        raise UsageError("not-a-light", text=value)


class BatchType(click.IntRange):
    """The number of a batch."""

    name = "batch"


LIGHT = LightType()
MONTH = MonthType()
DAY = DayType()
MOMENT = MomentType()
BATCH = BatchType(min=1, max=2**31 - 1)
