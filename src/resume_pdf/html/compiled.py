"""The bundled templates as the wheel brings them: compiled to Python when it is built.

To lex, parse and compile them takes longer than to render a résumé. A checkout has no compiled ones
and compiles what it needs, as does an installation where a template or Jinja is another than at the
build: the name of what is compiled says of which text it is, and by which Jinja.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.machinery import SourceFileLoader
from pathlib import Path

import jinja2
from jinja2.bccache import Bucket

from .sandbox import shipped

_FOLDER = Path(__file__).parent / "compiled"


class Compiled(jinja2.BytecodeCache):
    """Where Jinja looks for what is compiled already; nothing is added when it runs."""

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        """A template is the same wherever its file lies."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives `bucket` its code, where the wheel brought it."""
        name = _name(bucket.key, bucket.checksum)
        try:
            bucket.code = SourceFileLoader(name, str(_FOLDER / f"{name}.py")).get_code(name)
        except OSError:
            bucket.code = None

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What is compiled for a run is not kept."""


def compiled(layouts: Path) -> Iterator[tuple[str, str]]:
    """The file name and the Python of every template that the layouts in `layouts` use."""
    for layout in sorted(layouts.iterdir()):
        environment = shipped((layout, layouts / "_partials"))
        yield from _compiled(environment, environment.list_templates(extensions=["j2"]))


def _compiled(environment: jinja2.Environment, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    assert environment.loader
    for name in names:
        source, _, _ = environment.loader.get_source(environment, name)
        checksum = Compiled().get_source_checksum(source)
        yield f"{_name(name, checksum)}.py", environment.compile(source, name, raw=True)


def _name(name: str, checksum: str) -> str:
    """What the code of the template `name` is called."""
    whole = "\0".join((name, checksum, jinja2.__version__))
    return f"t{sha256(whole.encode()).hexdigest()[:24]}"
