"""WeasyPrint's own style sheets: parsed when they are first used, and for our pages a part of them.

It parses three as it is imported, a twentieth of a second. Two of them, for forms and for what is
said by attributes such as `bgcolor`, no page of ours uses. Of the third our pages need neither the
rules for elements that they cannot hold (`elements`), nor, until they are asked for, fifty ways to
count.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from ..elements import ATTRIBUTES, ELEMENTS
from .matching import element_class

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_COUNTER = re.compile(r"@counter-style ([\w-]+) \{.*?\}(?=\s*(?:@|$))")
_RULE = re.compile(r"\s*([^{}]+?)\s*(\{[^{}]*\})")
_COMMA = re.compile(r",\s*(?![^()]*\))")
_WITHIN = re.compile(r":([a-z-]+)\(([^()]*)\)")
_TYPE = re.compile(r"(?<![\w:-])[a-z][a-z0-9]*")
_ATTRIBUTE = re.compile(r"\[([a-z-]+)[^\]]*\]")
_NEVER = "[never]"


def parsed_when_used(css: Any) -> Any:
    """A class of WeasyPrint's style sheets (`css`) that are parsed when something asks for them."""

    class Unparsed(css):  # type: ignore[misc]
        def __init__(self, **options: Any) -> None:
            self._options = options

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_") or "_options" not in self.__dict__:
                raise AttributeError(name)
            css.__init__(self, **self.__dict__.pop("_options"))
            return getattr(self, name)

    return Unparsed


def own_sheets() -> None:
    """Has WeasyPrint know its ways to count only once it has parsed the sheet that tells them."""
    import weasyprint

    counters_of = weasyprint.HTML._ua_counter_style

    def ua_counter_style(self: Any) -> Any:
        _ = weasyprint.UA_STYLESHEET.matcher
        return counters_of(self)

    weasyprint.HTML._ua_counter_style = ua_counter_style


@cache
def lean_html() -> Any:
    """A class of WeasyPrint's HTML for pages that hold only what `elements` lets them."""
    import weasyprint
    from weasyprint.css.counters import CounterStyle
    from weasyprint.html import UA

    counters = {rule[1]: rule[0] for rule in _COUNTER.finditer(UA)}
    sheet = weasyprint.CSS(string=_lean(UA), url_fetcher=_nothing)

    class Counters(CounterStyle):  # type: ignore[misc]
        """The ways to count, each parsed when it is asked for."""

        def __contains__(self, name: object) -> bool:
            return super().__contains__(name) or name in counters

        def __missing__(self, name: str) -> Any:
            found = CounterStyle()
            weasyprint.CSS(string=counters[name], counter_style=found, url_fetcher=_nothing)
            self[name] = found[name]
            return self[name]

    class LeanHTML(weasyprint.HTML):  # type: ignore[misc]
        matched: Any = None

        def __init__(self, **options: Any) -> None:
            super().__init__(**options)
            self.wrapper_element = element_class().from_html_root(self.etree_element)

        def _ua_stylesheets(self, forms: bool = False) -> Any:
            return [sheet] if not forms else super()._ua_stylesheets(forms)

        def _ua_counter_style(self) -> Any:
            return []

        def render(self, font_config: Any = None, **options: Any) -> Any:
            return super().render(font_config, Counters(), **options)

    return LeanHTML


def _nothing(url: str) -> Any:
    """The fetcher of sheets that load nothing; with none WeasyPrint would set up HTTP and TLS."""
    raise ValueError(url)


def _lean(text: str) -> str:
    """A style sheet without its ways to count, and its rules for what no page of ours may hold."""
    rules, at, pages = _COMMENT.sub("", _COUNTER.sub("", text)).partition("@page")
    kept = []
    for rule in _RULE.finditer(rules):
        if selectors := [one for one in _COMMA.split(rule[1]) if _may_match(one)]:
            kept.append(",".join(selectors) + rule[2])
    return "".join(kept) + at + pages


def _may_match(selector: str) -> bool:
    """Whether an element of ours may match a selector, as far as can be told without parsing it."""
    while (rest := _WITHIN.sub(_shown, selector)) != selector:
        selector = rest
    attributes, types = _ATTRIBUTE.findall(selector), _TYPE.findall(_ATTRIBUTE.sub("", selector))
    return ATTRIBUTES.issuperset(attributes) and ELEMENTS.issuperset(types)


def _shown(within: re.Match[str]) -> str:
    """What a selector in parentheses comes to: nothing, or what no element of ours has."""
    return _NEVER if within[1] == "is" and not any(map(_may_match, within[2].split(","))) else ""
