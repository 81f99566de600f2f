"""Imports that other libraries make and that wait until something of them is used.

For what is imported in case, takes a tenth of a second and is used for few documents. Nothing
stands in for a module where others would find it: only the statement that imports is answered with
names that import the module when they are used, and put it in their own place then.
"""

from __future__ import annotations

import builtins
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from importlib.util import find_spec, resolve_name
from pathlib import Path
from types import SimpleNamespace
from typing import Any

Statement = tuple[str, str]
"""The module that imports, and the module that it imports as it says it: ("a.b", "json")."""


@contextmanager
def postponed(
    *groups: Sequence[Statement], instead: Mapping[Statement, Callable[[Any], Any]] | None = None
) -> Iterator[None]:
    """Within, the imports of `groups` wait; those of anybody else are what they always are.

    The first use of anything carries out all of its group: some of them set up what others use.
    `instead` makes of a module, or of the names that wait for it, what a statement gets in its
    place.
    """
    before = builtins.__import__
    changes = instead or {}
    waiting: dict[Statement, list[_Import]] = {}
    for group in groups:
        imports: list[_Import] = []
        waiting.update((statement, imports) for statement in group)

    def import_(
        name: str,
        globals: Mapping[str, object] | None = None,
        locals: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> Any:
        statement = (str(globals.get("__name__")) if globals else "", name)
        if statement in waiting and isinstance(globals, dict):
            whole = resolve_name("." * level + name, globals["__package__"]) if level else name
            module = _Import(whole, globals, fromlist or (), waiting[statement]).answer()
        else:
            module = before(name, globals, locals, fromlist or (), level)
        return changes[statement](module) if statement in changes else module

    builtins.__import__ = import_
    try:
        yield
    finally:
        builtins.__import__ = before


@cache
def is_installed(package: str, versions: tuple[str, ...], distribution: str = "") -> bool:
    """Whether what would be imported is one of `versions`, told without importing it;
    `distribution` is what it is installed as, where that has another name.
    """
    found = find_spec(package)
    if found is None or found.origin is None:
        return False
    folder = Path(found.origin).parents[1]
    return any(
        (folder / f"{distribution or package}-{version}.dist-info").is_dir() for version in versions
    )


class _Import:
    """A statement that waits: `into` is where it puts its `names`, or the module if it has none."""

    def __init__(
        self, module: str, into: dict[str, Any], names: Sequence[str], group: list[_Import]
    ) -> None:
        self._module, self._into, self._names, self._group = module, into, names, group
        self._settings: list[tuple[str, str, Any]] = []
        self._found: dict[str, Any] = {}
        group.append(self)

    def answer(self) -> Any:
        """What the statement gets in place of the module."""
        if not self._names:
            return _Later(self, self._module)
        return SimpleNamespace(**{name: _Later(self, name) for name in self._names})

    def get(self, name: str) -> Any:
        """What `name` stands for, once all of the group is imported."""
        for one in self._group:
            one._carry_out()
        self._group.clear()
        return self._found[name]

    def set(self, name: str, attribute: str, value: Any) -> None:
        """Remembers what is to be set of `name` before anything uses it."""
        self._settings.append((name, attribute, value))

    def _stands_for(self, name: str, held: object) -> bool:
        return isinstance(held, _Later) and (held._import, held._name) == (self, name)

    def _carry_out(self) -> None:
        names = self._names or [self._module]
        # The place of a name may have been given to something else since, its own to an alias.
        waiting = [name for name in names if self._stands_for(name, self._into.get(name))]
        module = builtins.__import__(self._module, fromlist=self._names)
        for name in names:
            found = getattr(module, name) if self._names else module
            if self._stands_for(name, found):  # in the package itself, for a module of it
                found = import_module(f"{self._module}.{name}")
            self._found[name] = found
        self._into.update((name, self._found[name]) for name in waiting)
        for name, attribute, value in self._settings:
            setattr(self._found[name], attribute, value)
        self._settings.clear()


class _Later:
    """A name that waits: whatever is asked of it, or set, is what it stands for."""

    __slots__ = ("_import", "_name")

    def __init__(self, one: _Import, name: str) -> None:
        object.__setattr__(self, "_import", one)
        object.__setattr__(self, "_name", name)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._import.get(self._name), name)

    def __setattr__(self, name: str, value: Any) -> None:
        self._import.set(self._name, name, value)

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return self._import.get(self._name)(*arguments, **options)

    def __getitem__(self, key: Any) -> Any:
        return self._import.get(self._name)[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._import.get(self._name))

    def __contains__(self, key: object) -> bool:
        return key in self._import.get(self._name)

    def __instancecheck__(self, instance: object) -> bool:
        return isinstance(instance, self._import.get(self._name))

    def __or__(self, other: object) -> Any:
        """In an annotation, which nobody reads."""
        return self
