"""Puts the compiled templates into the wheel; `resume_pdf.html.compiled` tells what for."""

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompiledTemplates(BuildHookInterface[Any]):
    """Called by hatchling for every wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds a file for every template; an editable install compiles its templates itself."""
        if version == "editable":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root / "src"))
        from resume_pdf.html.compiled import compiled

        self._folder = tempfile.TemporaryDirectory()
        for name, code in compiled(root / "layouts"):
            path = Path(self._folder.name, name)
            path.write_text(code, "utf-8")
            build_data["force_include"][str(path)] = f"resume_pdf/html/compiled/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Takes the files away."""
        if version != "editable":
            self._folder.cleanup()
