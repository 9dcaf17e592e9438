"""Records the importers of the source tree among those that came with the program: python tools/record_importers.py."""

from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMPORTERS = ROOT / "plugins" / "importers"
RECORD = ROOT / "src" / "gaoxin_monitor" / "importing" / "shipped.txt"


def main() -> None:
    """Adds a line for every file that is not recorded as it is; lines are never taken away."""
    lines = RECORD.read_text("utf-8").splitlines() if RECORD.exists() else []
    for path in sorted(IMPORTERS.glob("*.py")):
        line = f"{sha256(path.read_bytes()).hexdigest()}  {path.name}"
        if line not in lines:
            lines.append(line)
    RECORD.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
