"""`resume-pdf completion`: what a shell must know to complete the command line."""

from __future__ import annotations

from argparse import Namespace

from argcomplete.shell_integration import shellcode

from .report import Reporter


def run(arguments: Namespace, reporter: Reporter) -> int:
    """Prints it; the shell then asks the command itself, by way of argcomplete."""
    code = shellcode(["resume-pdf"], shell=arguments.shell)
    for line in code.split("\n"):
        reporter.result(line)
    return 0
