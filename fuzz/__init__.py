"""Generated inputs against what must hold for any input; `python -m fuzz --help`."""
