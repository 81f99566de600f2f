"""`python -m resume_pdf`."""

import sys

from .cli import command

sys.exit(command())
