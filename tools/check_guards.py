"""Takes each guard away, one after another, and sees that a test in tests/security fails for it.

A test that passes without its guard proves nothing. Each guard is a piece of the source and what
stands there without it; the package is copied, changed and tested, nothing else is touched:

    python tools/check_guards.py [NAME]…

It takes some minutes. The exit status is 1 if a guard was not missed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Guard:
    """`text` in the module `file` becomes `without`; a test in the module `tests` is to fail."""

    name: str
    file: str
    text: str
    without: str
    tests: str


GUARDS = (
    Guard(
        "files lie in their folder",
        "confined.py",
        "if real.is_relative_to(home):\n            yield home, real.relative_to(home)",
        "yield Path('/'), real.relative_to('/')",
        "folders",
    ),
    Guard(
        "hidden files stay hidden",
        "confined.py",
        'if not any(part.startswith(".") for part in way[1].parts)',
        "if way",
        "folders",
    ),
    Guard(
        "only regular files are read",
        "confined.py",
        "if not stat.S_ISREG(os.fstat(descriptor).st_mode):",
        "if False:",
        "folders",
    ),
    Guard(
        "files have a size", "confined.py", "if len(data) > most:", "if False:", "folders"
    ),
    Guard(
        "links put there later are not followed",
        "confined.py",
        "if os.open not in os.supports_dir_fd or not inner.parts:",
        "if True:",
        "folders",
    ),
    Guard(
        "nothing comes from the network",
        "typeset/fetcher.py",
        'if parts.scheme != "file" or away:',
        'if parts.scheme == "http":\n        from urllib.request import urlopen\n'
        '        return urlopen(url, timeout=1).read(), "image/png"\n    if False:',
        "reading",
    ),
    Guard(
        "a file counts as what it is",
        "typeset/fetcher.py",
        "    if kind is None:\n        raise Refused(",
        '    if kind is None:\n        kind = "image/png"\n    if False:\n        raise Refused(',
        "pictures",
    ),
    Guard(
        "packed faces are refused",
        "typeset/fetcher.py",
        "if content.startswith(_PACKED):",
        'if content.startswith(_PACKED):\n        return "font/woff"\n    if False:',
        "pictures",
    ),
    Guard(
        "faces lie with the style",
        "typeset/fetcher.py",
        'if not kind.startswith("image/") and not is_inside(path, styles):',
        "if False:",
        "pictures",
    ),
    Guard(
        "a page loads so many things",
        "typeset/fetcher.py",
        "if self.loaded.count > _MOST:",
        "if False:",
        "pictures",
    ),
    Guard(
        "pictures are not read twice",
        "typeset/fetcher.py",
        "        path = None\n",
        "        pass\n",
        "pictures",
    ),
    Guard(
        "pictures have so many pixels",
        "typeset/pictures.py",
        "if width * height > PIXELS:",
        "if False:",
        "pictures",
    ),
    Guard(
        "SVG only draws",
        "typeset/pictures.py",
        'if namespace in ("", _NAMESPACE) and tag not in _DRAWING:',
        "if False:",
        "pictures",
    ),
    Guard(
        "SVG names no file",
        "typeset/pictures.py",
        'if (is_link and not value.startswith("#")) or _ADDRESS.search(value):',
        "if False:",
        "pictures",
    ),
    Guard(
        "SVG has no document type",
        "typeset/pictures.py",
        "parser.StartDoctypeDeclHandler = parser.ProcessingInstructionHandler = refuse",
        "pass",
        "pictures",
    ),
    Guard(
        "pages are made of listed elements",
        "typeset/elements.py",
        "if tag not in ELEMENTS:",
        "if False:",
        "reading",
    ),
    Guard(
        "elements have listed attributes",
        "typeset/elements.py",
        "if name not in ATTRIBUTES and not name.startswith(_FREE):",
        "if False:",
        "reading",
    ),
    Guard(
        "a layout's links lead to the web",
        "typeset/elements.py",
        'if tag == "a" and not _may_lead(element.get("href") or "#"):',
        "if False:",
        "reading",
    ),
    Guard(
        "elements are not too deep",
        "typeset/elements.py",
        "if depth > _DEEPEST:",
        "if False:",
        "reading",
    ),
    Guard(
        "templates look at data",
        "html/sandbox.py",
        "if not callable(value) or isinstance(obj, _OF_JINJA):",
        "if True:",
        "templates",
    ),
    Guard(
        "templates do not see where they lie",
        "html/page.py",
        "replace(layout, folders=(), stamp=())",
        "layout",
        "templates",
    ),
    Guard(
        "templates' loops are counted",
        "html/sandbox.py",
        "        _spend(weight)\n",
        "",
        "templates",
    ),
    Guard(
        "templates use listed filters",
        "html/sandbox.py",
        "for name, one in self.filters.items() if name in _FILTERS",
        "for name, one in self.filters.items()",
        "templates",
    ),
    Guard(
        "templates always escape",
        "html/sandbox.py",
        'raise jinja2.TemplateSyntaxError("templates always escape", node.lineno)',
        "return node",
        "templates",
    ),
    Guard(
        "templates lie in their folders",
        "html/sandbox.py",
        'read_inside(path, self._folders, _LARGEST_TEMPLATE).decode("utf-8")',
        'path.read_text("utf-8")',
        "templates",
    ),
    Guard(
        "styles by links are refused",
        "theme.py",
        "if not (is_inside(found, allowed) and is_inside(found.parent, allowed)):",
        "if False:",
        "folders",
    ),
    Guard(
        "the front matter's style stays",
        "theme.py",
        "candidates = [folder / name for folder in beside] if within else [Path(name)]",
        "candidates = [beside[0] / name]; within = False",
        "folders",
    ),
    Guard(
        "layouts by links are refused",
        "theme.py",
        "if folder.is_dir() and not is_inside(folder, allowed):",
        "if False:",
        "folders",
    ),
    Guard(
        "suffixes lead nowhere",
        "layout_keys.py",
        'if not re.fullmatch(r"[\\w-]{0,40}", text(value)):',
        "if False:",
        "folders",
    ),
    Guard(
        "sheets import so many sheets",
        "theme.py",
        "if len(found) > _MOST_SHEETS:",
        "if False:",
        "folders",
    ),
    Guard(
        "front matter has so many values",
        "reader/syntax/notations.py",
        "or sum(inner for _, inner in opened) > _MOST:",
        "or False:",
        "words",
    ),
    Guard(
        "front matter is not too deep",
        "reader/syntax/notations.py",
        "if len(opened) > _DEEPEST or",
        "if False or",
        "words",
    ),
    Guard(
        "links have known schemes",
        "html/page.py",
        'known = parts.scheme in ("http", "https", "mailto", "tel")',
        "known = True",
        "words",
    ),
    Guard(
        "nothing is joined to the base",
        "html/page.py",
        "    if not target:\n        return None",
        "    if False:\n        return None",
        "words",
    ),
    Guard(
        "dates are dates",
        "reader/syntax/settings.py",
        'date.fromisoformat(found[1] + (found[2] or "-01"))',
        "pass",
        "words",
    ),
    Guard(
        "properties take a value",
        "properties.py",
        'plain = not _SIGNS.search(value) and value.count("var(") <= 1',
        "plain = True",
        "words",
    ),
    Guard(
        "names are of letters and digits",
        "publish.py",
        'r"[\\W_]+", "-"',
        'r"[ ]+", "-"',
        "words",
    ),
    Guard(
        "pages have a number",
        "typeset/bounded.py",
        "raise too_many(pages)",
        "pass",
        "bounds",
    ),
    Guard(
        "a time that rang is up",
        "cli/bounds.py",
        "if rang:",
        "if False:",
        "bounds",
    ),
    Guard(
        "what hangs in C is ended",
        "cli/bounds.py",
        "        last.start()\n",
        "        pass\n",
        "bounds",
    ),
    Guard(
        "sources have a size",
        "load.py",
        "if len(data) > most:",
        "if len(data) > 10**8:",
        "bounds",
    ),
)  # fmt: skip


def missed(guard: Guard) -> list[str]:
    """The tests that fail without `guard`."""
    with tempfile.TemporaryDirectory(prefix="guards-") as folder:
        source = Path(folder, "src")
        shutil.copytree(ROOT / "src", source)
        for name in ("styles", "layouts"):
            Path(folder, name).symlink_to(ROOT / name)
        file = source / "resume_pdf" / guard.file
        text = file.read_text("utf-8")
        if text.count(guard.text) != 1:
            raise SystemExit(f"{guard.name}: not once in {guard.file}: {guard.text}")
        file.write_text(text.replace(guard.text, guard.without), "utf-8")
        tests = ROOT / "tests" / "security" / f"test_{guard.tests}.py"
        command = [sys.executable, "-m", "pytest", "-q", "-x", "--no-header", "--tb=no", str(tests)]
        limited = {**os.environ, "PYTHONPATH": str(source)}
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=limited, capture_output=True, text=True, timeout=300
            )
        except subprocess.TimeoutExpired:
            return [f"{guard.tests}: one that does not come to an end"]
    return re.findall(r"^(?:FAILED|ERROR) \S*?::(.*?)(?: - |$)", done.stdout, re.M)


def main(names: list[str]) -> int:
    """Checks the guards that are named, all without names."""
    unmissed = 0
    for guard in GUARDS:
        if names and guard.name not in names:
            continue
        found = missed(guard)
        unmissed += not found
        print(f"{'missed by' if found else 'NOT MISSED':<10} {guard.name}: {', '.join(found)}")
        sys.stdout.flush()
    return int(unmissed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
