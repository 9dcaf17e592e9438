"""Compiles ``messages/<language>/*.po`` into the ``.mo`` files that the program reads. Run by ``make messages``."""

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

MESSAGES = Path(__file__).parent.parent / "src" / "gaoxin_monitor" / "messages"
EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
"""In the header of every compiled file, so that equal sources give equal bytes."""


def compile_language(folder: Path) -> bytes:
    """One ``.mo`` from all ``.po`` files of a language, in the order of their names."""
    merged = Catalog(locale=folder.name, charset="utf-8", creation_date=EPOCH, revision_date=EPOCH)
    for source in sorted(folder.glob("*.po")):
        with source.open("rb") as stream:
            for message in read_po(stream, locale=folder.name, abort_invalid=True):
                if message.id in merged and message.id:
                    sys.exit(f"{source}: {message.id} stands twice")
                if message.id:
                    merged.add(message.id, message.string)
    out = BytesIO()
    write_mo(out, merged)
    return out.getvalue()


if __name__ == "__main__":
    for language in ("zh_CN", "en"):
        MESSAGES.joinpath(f"{language}.mo").write_bytes(compile_language(MESSAGES / language))
