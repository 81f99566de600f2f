"""Which rules of style sheets match an element.

cssselect2 asks each rule that ends in no class or name (`:root:lang(ja) *`, `[dir="rtl"] *`) about
every element of a page. Here it is asked about the root alone if it ends in that, and about none
where the page lacks what it names: no element has the class, the root is in another language. Those
that are left for elements of one name and class are put together once for a page; no others are
compiled. A page that is laid out again with other values in its root's `style` is asked about no
more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import chain
from types import SimpleNamespace
from typing import Any

from ...postponed import is_installed

_TRIED = ("0.10.1",)  # of cssselect2
_STYLE = "style"

Rule = tuple[int, Any]
"""The place of its sheet among the sheets, and what cssselect2 tells of a rule that matches."""

_Asked = tuple[Callable[[Any], object], Rule]  # what tells whether a rule matches, and the rule


class _Test:
    """What tells whether an element matches a selector; compiled when it is first asked."""

    def __init__(self, source: str, names: dict[str, Any], *_: object) -> None:
        self.source, self._names = source, names
        self._compiled: Callable[[Any], object] | None = None
        self.selector: Any = None  # for one that ends in no name

    @property
    def compiled(self) -> Callable[[Any], object]:
        if self._compiled is None:
            self._compiled = eval(self.source, self._names)
        return self._compiled

    def __call__(self, element: Any) -> object:
        return self.compiled(element)


def compile_when_asked() -> None:
    """Has selectors wait with compiling, and those that end in no name know what they are."""
    from cssselect2 import compiler

    if not is_installed("cssselect2", _TRIED):
        return
    begin = compiler.CompiledSelector.__init__

    def begin_known(selector: Any, parsed: Any) -> None:
        begin(selector, parsed)
        if selector.id is selector.class_name is selector.local_name is None:
            selector.test.selector = parsed.parsed_tree

    compiler.CompiledSelector.__init__ = begin_known
    compiler.eval = _Test  # which it calls for nothing else


def matched(html: Any, sheets: Sequence[Any]) -> Sequence[tuple[Any, Any, list[Rule]]]:
    """Each element of a page, in the order of the tree, its parent (None for the root), and the
    rules of `sheets` that match it.

    An `html` that has an attribute `matched` keeps them there; of such a page nothing may change
    but the root's `style`.
    """
    root = html.wrapper_element
    others = [one for one in root.etree_element.items() if one[0] != _STYLE]
    look = (*sheets, *others)
    kept = getattr(html, "matched", None)
    if kept and kept[0] == look and not any(_ask_for_style(sheet.matcher) for sheet, *_ in sheets):
        return kept[1]  # type: ignore[no-any-return]
    rules_of = matching(sheets, root)
    found = [
        (one.etree_element, one.parent and one.parent.etree_element, rules_of(one))
        for one in root.iter_subtree()
    ]
    if hasattr(html, "matched"):
        html.matched = look, found
    return found


def _ask_for_style(matcher: Any) -> bool:
    """Whether any rule may depend on an attribute `style`."""
    if not hasattr(matcher, "asks_for_style"):
        named = (matcher.id_selectors, matcher.class_selectors, matcher.lower_local_name_selectors)
        entries = chain(_ending_in_no_name(matcher), *(chain(*one.values()) for one in named))
        matcher.asks_for_style = any(repr(_STYLE) in entry[0].source for entry in entries)
    return bool(matcher.asks_for_style)


def matching(sheets: Sequence[Any], root: Any) -> Callable[[Any], list[Rule]]:
    """What tells the rules of `sheets` that match an element of a page, each after those that it
    goes before; `root` is that of the page, as cssselect2 wraps it.
    """
    matchers = [sheet.matcher for sheet, _, _ in sheets]
    if not is_installed("cssselect2", _TRIED):
        return lambda element: [
            (place, rule)
            for place, matcher in enumerate(matchers)
            for rule in matcher.match(element)
        ]
    from cssselect2 import ascii_lower

    page = _Page(root)
    of_root: list[_Asked] = []
    of_all: list[_Asked] = []
    for place, matcher in enumerate(matchers):
        for entry in _ending_in_no_name(matcher):
            selector = entry[0].selector
            if page.has_root(getattr(selector, "right", selector)):
                of_root.append(_asked(place, entry))
            elif page.may_have(selector):
                of_all.append(_asked(place, entry))
    known: dict[Any, list[_Asked]] = {}

    def of_name(element: Any) -> list[_Asked]:
        name = ascii_lower(element.local_name)
        return [
            _asked(place, entry)
            for place, matcher in enumerate(matchers)
            for entries in (
                matcher.id_selectors.get(element.id, ()),
                *(matcher.class_selectors.get(one, ()) for one in element.classes),
                matcher.lower_local_name_selectors.get(name, ()),
            )
            for entry in entries
        ]

    def rules_of(element: Any) -> list[Rule]:
        own = element.etree_element
        key = own.tag, own.get("class"), own.get("id")
        if key not in known:
            known[key] = of_name(element) + of_all
        asked = known[key] if element.parent else known[key] + of_root
        return sorted([rule for matches, rule in asked if matches(element)])

    return rules_of


def _ending_in_no_name(matcher: Any) -> Iterator[Any]:
    for entries in matcher.namespace_selectors.values():
        yield from entries
    yield from matcher.lang_attr_selectors
    yield from matcher.other_selectors


def _asked(place: int, entry: Any) -> _Asked:
    test, *rule = entry
    return test.compiled, (place, tuple(rule))


class _Page:
    """What a page has of what selectors name."""

    def __init__(self, root: Any) -> None:
        from cssselect2 import compiler, parser

        self._compiler, self._parser, self._root = compiler, parser, root
        self._names: set[str] = set()
        self._values: set[tuple[str, str]] = set()  # with the names of their attributes
        for element in root.etree_element.iter():
            if isinstance(element.tag, str):
                self._names.add(element.tag.rpartition("}")[2].lower())
                self._values.update(element.items())
        self._attributes = {name for name, _ in self._values}
        self._classes: set[str] = set()
        for name, value in self._values:
            if name == "class":
                self._classes.update(compiler.split_whitespace(value))

    def has_root(self, selector: Any) -> bool:
        """Whether a compound selector is about the root."""
        return any(
            isinstance(one, self._parser.PseudoClassSelector) and one.name == "root"
            for one in selector.simple_selectors
        )

    def may_have(self, selector: Any) -> bool:
        """Whether any element may match, as far as is told by the names in a selector."""
        if isinstance(selector, self._parser.CombinedSelector):
            return self.may_have(selector.left) and self.may_have(selector.right)
        if self.has_root(selector):
            return self._is_root(selector)
        return all(map(self._may_have_one, selector.simple_selectors))

    def _is_root(self, selector: Any) -> bool:
        if not hasattr(selector, "test"):
            whole = self._parser.Selector(selector)
            selector.test = self._compiler.CompiledSelector(whole).test
        return bool(selector.test(self._root))

    def _may_have_one(self, selector: Any) -> bool:
        parser = self._parser
        match selector:
            case parser.ClassSelector():
                return selector.class_name in self._classes
            case parser.IDSelector():
                return ("id", selector.ident) in self._values
            case parser.LocalNameSelector():
                return selector.lower_local_name.lower() in self._names
            case parser.AttributeSelector(namespace="", operator=None):
                return selector.lower_name in self._attributes
            case parser.AttributeSelector(namespace="", operator="=", case_sensitive=None):
                return (selector.lower_name, selector.value) in self._values
            case parser.MatchesAnySelector() | parser.SpecificityAdjustmentSelector():
                return any(self.may_have(one.parsed_tree) for one in selector.selector_list)
        return True


@cache
def element_class() -> Any:
    """A class of cssselect2's elements that have at hand what is asked of each, and that find those
    of a name without a wrapper for all others.
    """
    from cssselect2 import ElementWrapper
    from cssselect2.compiler import split_whitespace

    class Element(ElementWrapper):  # type: ignore[misc]
        def __init__(self, element: Any, *others: Any, **options: Any) -> None:
            super().__init__(element, *others, **options)
            self.etree_children = [one for one in element if isinstance(one.tag, str)]
            self.classes = set(split_whitespace(element.get("class", "")))
            self.id = element.get("id")
            if "}" not in element.tag:
                self.local_name, self.namespace_url = element.tag, ""

        def query_all(self, *selectors: Any) -> Iterator[Any]:
            if not all(isinstance(one, str) and one.isalpha() for one in selectors):
                yield from super().query_all(*selectors)
                return
            for element in self.etree_element.iter():
                if element.tag in selectors:
                    yield SimpleNamespace(etree_element=element)

    return Element
