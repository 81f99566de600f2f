"""Templates as data: what a layout given by a stranger can do, and for how long.

In: the folders of a layout. Out: a Jinja environment whose templates read what they are given and
nothing else, print everything escaped, and stop after a number of steps. A step is a turn of a
loop, a call, an included template, or 16 characters printed. What ships with the program is its own
code: the same without looking at every attribute and counting, which costs half of the time that
templates take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import filters, nodes, pass_eval_context
from jinja2.exceptions import SecurityError, TemplateRuntimeError
from jinja2.loaders import split_template_path
from jinja2.runtime import BlockReference, LoopContext, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import Namespace
from jinja2.visitor import NodeTransformer

from ..confined import Refused, read_inside

_LONGEST_RANGE = 1000
_LARGEST_TEMPLATE = 256 * 1024  # bytes
_CHARACTERS = 16  # in a step
_LARGEST = 2**53  # of numbers: what floats count by one

# What makes no text longer than what it was given, but for `join`, which counts.
_FILTERS = frozenset(
    {"abs", "capitalize", "count", "d", "default", "dictsort", "e", "escape", "first", "float"}
    | {"groupby", "int", "items", "join", "last", "length", "list", "lower", "map", "max", "min"}
    | {"reject", "rejectattr", "reverse", "select", "selectattr", "sort", "string", "title"}
    | {"trim", "unique", "upper"}
)
_OF_TEXT = frozenset(
    {"casefold", "count", "endswith", "find", "index", "isalnum", "isalpha", "isdigit", "islower"}
    | {"isspace", "isupper", "lower", "lstrip", "partition", "removeprefix", "removesuffix"}
    | {"rfind", "rpartition", "rsplit", "rstrip", "split", "splitlines", "startswith", "strip"}
    | {"title", "upper", "capitalize"}
)
_OF_MAPPINGS = frozenset({"get", "items", "keys", "values"})
_OF_JINJA = (BlockReference, LoopContext, Namespace, jinja2.environment.TemplateModule)
_DROPPED_GLOBALS = ("lipsum",)

_left: ContextVar[list[int] | None] = ContextVar("steps left", default=None)


@contextmanager
def budget(steps: int) -> Iterator[None]:
    """What is rendered within takes at most `steps`; raises Jinja's `TemplateRuntimeError`."""
    token = _left.set([steps])
    try:
        yield
    finally:
        _left.reset(token)


def _spend(steps: int) -> None:
    left = _left.get()
    if left is None:
        return
    left[0] -= steps
    if left[0] < 0:
        raise TemplateRuntimeError("the templates do not come to an end: too many steps")


def counted(items: Iterable[Any], weight: int) -> Iterator[Any]:
    """The items, each of them `weight` steps; every loop of a template goes through here."""
    for item in items:
        _spend(weight)
        yield item


def joined(*parts: object) -> str:
    """What `~` makes of two or more values."""
    text = markup_join(parts)
    _spend(1 + len(text) // _CHARACTERS)
    return text


@pass_eval_context
def _join(
    eval_context: nodes.EvalContext,
    value: Iterable[Any],
    d: str = "",
    attribute: str | int | None = None,
) -> str:
    parts = list(value)
    _spend(1 + len(parts) * (1 + len(str(d)) // _CHARACTERS))
    return filters.sync_do_join(eval_context, parts, d, attribute)


def _printed(value: object) -> object:
    if isinstance(value, str):
        _spend(1 + len(value) // _CHARACTERS)
    return value


def _range(*arguments: int) -> range:
    found = range(*arguments)
    if len(found) > _LONGEST_RANGE:
        raise SecurityError(f"a range has at most {_LONGEST_RANGE} numbers")
    return found


_OPTIONS: Mapping[str, Any] = {
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "auto_reload": False,
}


def shipped(
    folders: tuple[Path, ...], compiled: jinja2.BytecodeCache | None = None
) -> jinja2.Environment:
    """The templates in `folders`, which belong to the program and are trusted as its code is.

    `compiled` is where they may be compiled already.
    """
    loader = jinja2.FileSystemLoader(folders)
    return jinja2.Environment(loader=loader, bytecode_cache=compiled, **_OPTIONS)


class Strange(ImmutableSandboxedEnvironment):
    """The templates in `folders`, which may be anybody's."""

    intercepted_binops = frozenset({"+", "*", "**", "%"})

    def __init__(self, folders: tuple[Path, ...]) -> None:
        super().__init__(loader=_Folders(folders), finalize=_printed, **_OPTIONS)
        self.filters = {name: one for name, one in self.filters.items() if name in _FILTERS}
        self.filters["join"] = _join
        for name in _DROPPED_GLOBALS:
            del self.globals[name]
        self.globals["range"] = _range

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        """Whether a template may look at it: data yes, methods only those that are listed."""
        if not super().is_safe_attribute(obj, attr, value):
            return False
        if not callable(value) or isinstance(obj, _OF_JINJA):
            return True
        if isinstance(obj, str):
            return attr in _OF_TEXT
        return isinstance(obj, Mapping) and attr in _OF_MAPPINGS

    def wrap_str_format(self, value: object) -> None:  # noqa: ARG002
        """`str.format` is a method like others, and not listed."""
        return

    def call(__self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Calls what a template calls."""
        _spend(1)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic, and sequences put together; no text or list is multiplied."""
        if operator == "+" and not isinstance(left, int | float):
            found = super().call_binop(context, operator, left, right)
            _spend(1 + len(found) // _CHARACTERS)
            return found
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers or operator == "**" or max(abs(left), abs(right)) > _LARGEST:
            raise SecurityError(f"{operator} is for numbers of moderate size")
        return super().call_binop(context, operator, left, right)

    def _load_template(self, name: str, globals: Any) -> jinja2.Template:
        _spend(1)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        counting: nodes.Template = _Counting().visit(super()._parse(source, name, filename))
        return counting


class _Counting(NodeTransformer):
    """Puts the count into loops and into `~`, and refuses to switch escaping off."""

    def visit_For(self, node: nodes.For) -> nodes.For:
        self.generic_visit(node)
        static = sum(len(data.data) for data in node.find_all(nodes.TemplateData))
        weight = nodes.Const(1 + static // _CHARACTERS)
        node.iter = _call("counted", [node.iter, weight], node.iter.lineno)
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Call:
        self.generic_visit(node)
        return _call("joined", node.nodes, node.lineno)

    def visit_ScopedEvalContextModifier(self, node: nodes.Node) -> nodes.Node:
        raise jinja2.TemplateSyntaxError("templates always escape", node.lineno)


def _call(function: str, arguments: list[Any], line: int) -> nodes.Call:
    name = nodes.ImportedName(f"{__name__}.{function}", lineno=line)
    return nodes.Call(name, arguments, [], None, None, lineno=line)


class _Folders(jinja2.BaseLoader):
    """Files in folders, the first that has one of the name."""

    def __init__(self, folders: tuple[Path, ...]) -> None:
        self._folders = folders

    def get_source(
        self,
        environment: jinja2.Environment,  # noqa: ARG002 - its interface
        template: str,
    ) -> tuple[str, str, None]:
        """The text of a template and its path."""
        inner = split_template_path(template)
        for folder in self._folders:
            path = folder.joinpath(*inner)
            if path.exists():
                try:
                    text = read_inside(path, self._folders, _LARGEST_TEMPLATE).decode("utf-8")
                except (Refused, UnicodeDecodeError) as error:
                    raise jinja2.TemplateError(str(error)) from error
                return text, str(path), None
        raise jinja2.TemplateNotFound(template)
