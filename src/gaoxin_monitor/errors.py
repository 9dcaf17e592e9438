"""What can go wrong in the world: configuration, store, export, plugins. Faults in the user's data are Diagnostics.

An error carries a stable slug and parameters; the faces render them through the message catalogue
(key ``error.<slug>``) in exactly two places: ``cli`` and ``tui``.
"""


class GaoxinError(Exception):
    """Base of everything the program raises on purpose; ``exit_code`` is what the command line returns."""

    exit_code = 3

    def __init__(self, slug: str, **params: object) -> None:
        super().__init__(slug, params)
        self.slug = slug
        self.params = params

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.params.items())
        return f"{self.slug} ({details})" if details else self.slug


class ConfigError(GaoxinError):
    """Configuration that cannot be used; ``diagnostics`` names every fault with file, line and key."""

    exit_code = 1

    def __init__(self, slug: str, diagnostics: tuple[object, ...] = (), **params: object) -> None:
        super().__init__(slug, **params)
        self.diagnostics = diagnostics


class UsageError(GaoxinError):
    """A request that makes no sense: an unknown target, a month that is none, a missing option."""

    exit_code = 2


class ImportRefusedError(GaoxinError):
    """An import with errors in the data; nothing was written."""

    exit_code = 1


class StoreError(GaoxinError):
    """The store cannot be read or written: damaged, foreign, newer, locked, disk full."""

    exit_code = 3


class ExportError(GaoxinError):
    """The workbook or another file could not be written; the old file is intact."""

    exit_code = 3
