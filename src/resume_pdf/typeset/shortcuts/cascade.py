"""Which declarations apply to an element.

- They are put together once for all elements that match the same rules, not once for each.
- Elements that match the same rules below such elements have a style in common. That of the root is
  kept with the faces, and by it all styles of a page: the same page is laid out again at each save.
- WeasyPrint's own style sheet has rules for the marker of every element, and for the calls and the
  texts of its notes: six styles for each element of a page, of which hardly one is ever looked at.
  Here the style of a pseudo-element is computed when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Any

from .lines import Kept
from .matching import matched

_PAGES = 3  # whose styles are kept: one to be priced, the one chosen, one in full
_MOST = 1000  # styles of a page that is kept
_SHARED = frozenset({"before", "after", "marker", "first-letter", "first-line"})

_Cascaded = dict[str, tuple[Any, Any]]  # of each property its value and the weight of that
_Matched = dict[str | None, _Cascaded]  # of each pseudo-element; None is the element itself


class _Page:
    """What a page has in common with the next that looks like it: the declarations of elements that
    match the same rules, the style of the root, and by it those of all elements.
    """

    def __init__(self) -> None:
        self.merged: dict[Any, _Matched] = {}
        self.below: dict[Any, Any] = {}
        self.sizes = _Sizes()
        self.count = 0


class _Sizes(dict[str, Any]):
    """The sizes of the first page; `asked` once a length is a part of them."""

    asked = False

    def __getitem__(self, name: str) -> Any:
        self.asked = True
        return super().__getitem__(name)


def share_declarations() -> None:
    """Has WeasyPrint put declarations together once, and let pseudo-elements wait."""
    from weasyprint import css

    def attributes_of(element: Any) -> tuple[Any, ...]:
        return element.tag, *element.items()

    class StyleFor(css.StyleFor):  # type: ignore[misc]
        def __init__(
            self, html: Any, sheets: Sequence[Any], hints: bool, font_config: Any, targets: Any
        ) -> None:
            # Not calling up: that would do what is done here.
            self._sheets, self.font_config = sheets, font_config
            self._root, self._base_url = html.etree_element, html.base_url
            self._cascaded_styles: dict[Any, _Cascaded] = {}
            self._computed_styles: dict[Any, Any] = {}
            self._matched: dict[Any, _Matched] = {}
            css.PROGRESS_LOGGER.info("Step 3 - Applying CSS")

            own: dict[Any, _Cascaded] = {}  # what elements declare in attributes
            for specificity, element, declarations, base_url in css.find_style_attributes(
                html.etree_element, hints, html.base_url
            ):
                found = css.preprocess_declarations(base_url, declarations)
                _add(own.setdefault(element, {}), found, "author", inf, specificity)

            if not hasattr(font_config, "looks"):
                font_config.looks = Kept(_PAGES)
            look = (*sheets, hints, html.base_url, *map(attributes_of, (self._root, *self._root)))
            page = font_config.looks.recall(look)
            if page is None or page.sizes.asked or page.count > _MOST:
                page = _Page()
            self.initial_page_sizes = page.sizes
            page.sizes.update(box=None, area=None)

            seen: set[int] = set()
            for element, parent, rules in matched(html, sheets):
                key = tuple((place, order) for place, (_, order, _, _) in rules)
                if key not in page.merged:
                    page.merged[key] = self._merged(rules)
                declared = self._matched[element] = page.merged[key]
                above = page if parent is None else self._computed_styles[parent, None]
                is_shared = parent is None or element not in own
                style = above.below.get(key) if is_shared else None
                if style is None:
                    cascaded = declared.get(None, {})
                    if element in own:
                        cascaded = _joined(own[element], cascaded)
                    self._cascaded_styles[element, None] = cascaded
                    self.set_computed_styles(
                        element, parent, self._root, None, self._base_url, targets
                    )
                    style = self._computed_styles[element, None]
                    style.below, style.pseudo = {}, {}
                    page.count += 1
                    if is_shared:
                        above.below[key] = style
                elif id(style) not in seen and style["anchor"]:
                    targets.collect_anchor(style["anchor"])
                seen.add(id(style))
                self._computed_styles[element, None] = style

            # WeasyPrint takes its overflow from the root, or the body, to give it to the page.
            top = (self._computed_styles.get((one, None)) for one in (self._root, *self._root))
            if all(style is None or style["overflow"] == "visible" for style in top):
                font_config.looks.keep(look, page)

            for element, declared in self._matched.items():
                for pseudo_type, style in declared.items():
                    if pseudo_type and "anchor" in style:
                        self._compute(element, pseudo_type)
                        targets.collect_anchor(
                            self._computed_styles[element, pseudo_type]["anchor"]
                        )
            self._cascaded_styles.clear()

        def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
            if pseudo_type and (declared := self._matched.get(element)) is not None:
                if pseudo_type not in declared:
                    return None
                if (element, pseudo_type) not in self._computed_styles:
                    self._compute(element, pseudo_type)
            return super().__call__(element, pseudo_type)

        def _compute(self, element: Any, pseudo_type: str) -> None:
            """The style of a pseudo-element that has declarations."""
            cascaded = self._matched[element][pseudo_type]
            parent = self._computed_styles[element, None]
            style = parent.pseudo.get(pseudo_type)
            if style is None:
                style = css.ComputedStyle(
                    parent,
                    cascaded,
                    pseudo_type,
                    self._computed_styles[self._root, None],
                    self._base_url,
                    self.font_config,
                    self.initial_page_sizes,
                )
                if pseudo_type in _SHARED:
                    parent.pseudo[pseudo_type] = style
            self._computed_styles[element, pseudo_type] = style

        def _merged(self, rules: Iterable[Any]) -> _Matched:
            merged: _Matched = {}
            for place, (specificity, _, pseudo_type, (declarations, layer)) in rules:
                sheet, origin, of_sheet = self._sheets[place]
                order = inf if layer is None else sheet.layers.index(layer)
                style = merged.setdefault(pseudo_type, {})
                _add(style, declarations, origin, order, of_sheet or specificity)
            return merged

    def _add(
        style: _Cascaded, declarations: Iterable[Any], origin: str, layer: float, specificity: Any
    ) -> None:
        for name, value, important in declarations:
            weight = (css.declaration_precedence(origin, important), layer, specificity)
            if name not in style or style[name][1] <= weight:
                style[name] = value, weight

    def _joined(first: _Cascaded, second: _Cascaded) -> _Cascaded:
        """Both; of two values that weigh the same the second's."""
        return first | {
            name: value
            for name, value in second.items()
            if name not in first or first[name][1] <= value[1]
        }

    css.StyleFor = StyleFor
