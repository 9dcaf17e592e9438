"""``python -m gaoxin_monitor``."""

from gaoxin_monitor.cli import main

if __name__ == "__main__":
    main()
