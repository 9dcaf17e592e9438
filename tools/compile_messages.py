"""Compiles ``messages/<language>/*.po`` into the ``.mo`` files that the program reads. Run by ``make messages``."""

import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

MESSAGES = Path(__file__).parent.parent / "src" / "gaoxin_monitor" / "messages"
CLICK = MESSAGES / "click"
EPOCH = datetime(2024, 1, 1, tzinfo=UTC)
"""In the header of every compiled file, so that equal sources give equal bytes."""


def compile_catalogue(locale: str, sources: Iterable[Path]) -> bytes:
    """One ``.mo`` from several ``.po`` files; a message that stands twice is an error."""
    merged = Catalog(locale=locale, charset="utf-8", creation_date=EPOCH, revision_date=EPOCH)
    for source in sources:
        with source.open("rb") as stream:
            for message in read_po(stream, locale=locale, abort_invalid=True):
                if message.id in merged and message.id:
                    sys.exit(f"{source}: {message.id} stands twice")
                if message.id:
                    merged.add(message.id, message.string)
    out = BytesIO()
    write_mo(out, merged)
    return out.getvalue()


def main() -> None:
    """Our own texts in both languages, and the words of the command-line library in Chinese."""
    for locale in ("zh_CN", "en"):
        compiled = compile_catalogue(locale, sorted((MESSAGES / locale).glob("*.po")))
        MESSAGES.joinpath(f"{locale}.mo").write_bytes(compiled)
    target = CLICK / "zh_CN" / "LC_MESSAGES" / "messages.mo"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(compile_catalogue("zh_CN", [CLICK / "zh_CN.po"]))


if __name__ == "__main__":
    main()
