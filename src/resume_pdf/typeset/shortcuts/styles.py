"""Computed styles that know from the start what was set nowhere.

WeasyPrint computes each of some two hundred properties of a style when it is first looked at, past
the cascade, logical properties and math functions. Most of them nobody set, neither for the element
nor, where they inherit, for any around it: these have their initial value.
"""

from __future__ import annotations

from typing import Any

# These do not inherit by definition, but come from the parent where they are not set.
_TAKEN = frozenset(
    {"text_decoration_line", "text_decoration_color", "text_decoration_style"}
    | {"text_decoration_thickness", "page"}
)


def fill_in_initial_values() -> None:
    """Has each computed style begin with the values that need no computing."""
    from weasyprint import css
    from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
    from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

    # A line without a style has no width, whatever its initial one.
    widths = {name for name in INITIAL_NOT_COMPUTED if name.endswith("_width")}
    initial = {
        name: 0 if name in widths else value
        for name, value in (INITIAL_VALUES | {"page": ""}).items()
        if name not in INITIAL_NOT_COMPUTED - widths
    }
    handed_down = {name: initial.pop(name) for name in (INHERITED | _TAKEN) & initial.keys()}

    # What is not known any more where a property is set: itself, what it means for one direction
    # of writing or the other, the width of a line that has a style.
    unknown: dict[str, set[str]] = {name: {name} for name in INITIAL_VALUES}
    for name, logical_name in PHYSICAL_FUNCTIONS.items():
        for direction in ("ltr", "rtl"):
            unknown[logical_name(block="ttb", inline=direction)].add(name)
    for names in unknown.values():
        names |= widths & {name.replace("_style", "_width") for name in names}
    unknown["position"] = unknown["float"] = {"position", "float"}

    begin, compute = css.ComputedStyle.__init__, css.ComputedStyle.__missing__
    begin_anonymous = css.AnonymousStyle.__init__

    def begin_filled(style: Any, parent: Any, cascaded: Any, *others: Any) -> None:
        begin(style, parent, cascaded, *others)
        above = handed_down if parent is None else parent.handed_down
        set_here = set().union(*(unknown.get(name, ()) for name in cascaded))
        style.update(initial)
        style.update(above)
        for name in set_here:
            style.pop(name, None)
        if "position" in style:
            style.specified = {"position": "static", "float": "none"}
        style.handed_down = (
            above
            if set_here.isdisjoint(above)
            else {name: value for name, value in above.items() if name not in set_here}
        )

    def missing(style: Any, name: str) -> Any:
        parent = style.parent_style
        if name not in handed_down or name in style.cascaded or parent is None:
            return compute(style, name)
        style[name] = value = parent[name]
        return value

    def begin_anonymous_filled(style: Any, parent: Any) -> None:
        style.update(initial)
        style.update({name: parent[name] for name in handed_down if name in parent})
        begin_anonymous(style, parent)

    css.ComputedStyle.__init__ = begin_filled
    css.ComputedStyle.__missing__ = missing
    css.AnonymousStyle.__init__ = begin_anonymous_filled
