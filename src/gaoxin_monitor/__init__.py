"""Traffic lights for a high-tech zone's yearly work plan, every figure traced to a file and a cell."""

__version__ = "0.1.0"
