"""One module per sheet: pure functions from a board to a sheet value."""
