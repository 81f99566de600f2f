"""The commands there are, in the order of `--help`."""

from __future__ import annotations

COMMANDS = {  # the module of each, which may have several, and its line in the list
    "new": ("new", "write a résumé to start from"),
    "render": ("render", "make the PDFs"),
    "preview": ("preview", "see the pages in a browser, anew at each save"),
    "watch": ("watch", "make the PDFs anew at each save"),
    "outline": ("outline", "show how a résumé is understood"),
    "check": ("check", "say what could be better, and mend what is sure"),
    "verify": ("verify", "prove a PDF that is there"),
    "read": ("read", "show what a machine reads in a PDF"),
    "styles": ("customize", "list the styles there are"),
    "layouts": ("customize", "list the layouts there are"),
    "customize": ("customize", "copy a style or a layout, to change it"),
    "explain": ("explain", "tell all about a message"),
    "schema": ("schema", "print the JSON Schema of the front matter, for editors"),
    "completion": ("completion", "make your shell complete commands, layouts and styles"),
    "doctor": ("doctor", "say what this machine lacks, and how to install it"),
}
