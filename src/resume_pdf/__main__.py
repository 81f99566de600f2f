"""`python -m resume_pdf`."""

import sys

from .cli import main

sys.exit(main())
