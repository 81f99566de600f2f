"""Which declarations apply to an element.

- They are put together once for all elements that match the same rules, not once for each.
- WeasyPrint's own style sheet has rules for the marker of every element, and for the calls and the
  texts of its notes: six styles for each element of a page, of which hardly one is ever looked at.
  Here the style of a pseudo-element is computed when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import Any

_Cascaded = dict[str, tuple[Any, Any]]  # of each property its value and the weight of that
_Matched = dict[str | None, _Cascaded]  # of each pseudo-element; None is the element itself


def share_declarations() -> None:
    """Has WeasyPrint put declarations together once, and let pseudo-elements wait."""
    from weasyprint import css

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
            self.initial_page_sizes = {"box": None, "area": None}
            css.PROGRESS_LOGGER.info("Step 3 - Applying CSS")

            own: dict[Any, _Cascaded] = {}  # what elements declare in attributes
            for specificity, element, declarations, base_url in css.find_style_attributes(
                html.etree_element, hints, html.base_url
            ):
                found = css.preprocess_declarations(base_url, declarations)
                _add(own.setdefault(element, {}), found, "author", inf, specificity)

            known: dict[Any, _Matched] = {}
            shared: dict[Any, Any] = {}
            for wrapper in html.wrapper_element.iter_subtree():
                element = wrapper.etree_element
                parent = wrapper.parent.etree_element if wrapper.parent else None
                rules = [
                    (place, rule)
                    for place, (sheet, _, _) in enumerate(sheets)
                    for rule in sheet.matcher.match(wrapper)
                ]
                key = tuple((place, order) for place, (_, order, _, _) in rules)
                if key not in known:
                    known[key] = self._merged(rules)
                matched = self._matched[element] = known[key]
                same = (key, id(self._computed_styles.get((parent, None))))
                if element not in own and same in shared:
                    self._computed_styles[element, None] = shared[same]
                    continue
                style = matched.get(None, {})
                if element in own:
                    style = _joined(own[element], style)
                self._cascaded_styles[element, None] = style
                self.set_computed_styles(element, parent, self._root, None, self._base_url, targets)
                if element not in own:
                    shared[same] = self._computed_styles[element, None]

            for element, matched in self._matched.items():
                for pseudo_type, style in matched.items():
                    if pseudo_type and "anchor" in style:
                        self._compute(element, pseudo_type)
                        targets.collect_anchor(
                            self._computed_styles[element, pseudo_type]["anchor"]
                        )
            self._cascaded_styles.clear()

        def __call__(self, element: Any, pseudo_type: str | None = None) -> Any:
            if pseudo_type and (element, pseudo_type) not in self._computed_styles:
                self._compute(element, pseudo_type)
            return super().__call__(element, pseudo_type)

        def _compute(self, element: Any, pseudo_type: str) -> None:
            """The style of a pseudo-element, if there is any."""
            style = self._matched.get(element, {}).get(pseudo_type)
            if style is not None:
                self._computed_styles[element, pseudo_type] = css.ComputedStyle(
                    self._computed_styles[element, None],
                    style,
                    pseudo_type,
                    self._computed_styles[self._root, None],
                    self._base_url,
                    self.font_config,
                    self.initial_page_sizes,
                )

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
