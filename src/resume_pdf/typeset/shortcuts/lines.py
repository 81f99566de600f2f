"""Lines of text: broken once for as long as the faces are kept.

Pages are laid out twice to be chosen, and again at each save, with most paragraphs as they were:
the same words in the same type and the same width, if perhaps further apart. Where their lines end
and how wide all on them is, is known then, and what Pango made of their glyphs (`shaping`); what
depends on the height of a line is worked out anew.

This holds for text, and for what is set in a line as wide as its own text, such as a bullet. A line
with anything else in it (floats, pictures, initials, what is positioned) is left to WeasyPrint.
"""

from __future__ import annotations

from collections import OrderedDict
from itertools import count
from operator import itemgetter
from types import SimpleNamespace
from typing import Any
from weakref import ref

READ = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_kerning"),
    *("font_variant_ligatures", "font_variant_position", "font_variant_caps"),
    *("font_variant_numeric", "font_variant_alternates", "font_variant_east_asian"),
    *("font_feature_settings", "font_variation_settings", "font_language_override", "lang"),
    *("direction", "white_space", "letter_spacing", "word_spacing", "tab_size", "text_indent"),
    *("hyphens", "hyphenate_character", "hyphenate_limit_chars", "hyphenate_limit_zone"),
    *("overflow_wrap", "word_break", "text_decoration_line", "box_decoration_break", "box_sizing"),
    *("width", "min_width", "max_width", "margin_left", "margin_right"),
    *("padding_left", "padding_right", "border_left_width", "border_right_width"),
)
"""What is asked of a style to break lines, but for what tells how high they are or far apart."""

_values_of = itemgetter(*READ)
_MOST = 700  # lines that are kept, and styles


class Kept(OrderedDict[Any, Any]):
    """What was asked for last, at `most` so many."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def recall(self, key: Any) -> Any:
        """What is kept for `key`, or None."""
        if (found := self.get(key)) is not None:
            self.move_to_end(key)
        return found

    def keep(self, key: Any, value: Any) -> None:
        """Keeps `value`, in place of what was not asked for the longest."""
        while len(self) >= self._most:
            self.popitem(last=False)
        self[key] = value


class Memory:
    """What is known of lines that are set in the faces of one `FontConfiguration`."""

    def __init__(self) -> None:
        self.lines, self.widths, self.styles = Kept(_MOST), Kept(_MOST), Kept(_MOST)
        self.latest: tuple[Any, Any] = (lambda: None, None)  # a box that was broken, and its key
        self._numbers = count()

    def number_of(self, style: Any) -> int | None:
        """One number for all styles that break lines alike; none where what has it may move."""
        if style["position"] != "static" or style["float"] != "none":
            return None
        key = _values_of(style)
        try:
            hash(key)
        except TypeError:
            key = tuple(tuple(one) if isinstance(one, list | set) else one for one in key)
        number: int | None = self.styles.recall(key)
        if number is None:
            self.styles.keep(key, number := next(self._numbers))
        return number


def break_lines_once() -> None:
    """Has WeasyPrint remember, with the faces, how it broke lines."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout import inline
    from weasyprint.layout.percent import resolve_percentages
    from weasyprint.text import line_break

    split, shrink = inline.split_inline_box, inline.shrink_to_fit
    split_text = inline.split_text_box
    metrics = line_break.first_line_metrics

    def memory_of(style: Any) -> Memory:
        fonts = style.font_config
        if not hasattr(fonts, "line_memory"):
            fonts.line_memory = Memory()
        memory: Memory = fonts.line_memory
        return memory

    def key_of(box: Any, parent: Any = None) -> Any:
        """All that breaking `box` depends on but the room for it, or None where it is not plain."""
        style, kind = box.style, type(box)
        if not hasattr(style, "line_number"):
            style.line_number = memory_of(style).number_of(style)
        if style.line_number is None or box.is_leader or box.trailing_collapsible_space:
            return None
        if kind is boxes.TextBox:
            return None if box.justification_spacing else (style.line_number, box.text)
        if kind is boxes.InlineBlockBox:
            if box.is_table_wrapper or box.first_letter_style or box.first_line_style:
                return None
            # It may be moved with what it stands in once it was laid out.
            if parent and (type(parent) is not boxes.LineBox or style["direction"] != "ltr"):
                return None
            if [type(child) for child in box.children] != [boxes.LineBox]:
                return None
        elif kind is not boxes.InlineBox and kind is not boxes.LineBox:
            return None
        keys = [key_of(child, box) for child in box.children]
        return None if None in keys else (kind, style.line_number, *keys)

    def record(box: Any, source: Any, skip_stack: Any) -> Any:
        """What is to be known of `box` to make it of `source` again, or None if it is not plain."""
        if type(box) is boxes.TextBox:
            # An empty text leaves no box: the next would be taken for its.
            if box.remove_decoration_sides is not source.remove_decoration_sides:
                return None
            layout = {**vars(box.pango_layout)}
            return box.position_x, box.width, box.height, box.text, layout
        if type(box) is boxes.InlineBlockBox:
            return box.position_x
        (skip, within), *_ = skip_stack.items() if skip_stack else [(0, None)]
        children = []
        for child, its_source in zip(box.children, source.children[skip:], strict=False):
            if type(child) is not type(its_source):
                return None
            children.append(record(child, its_source, within))
            within = None
        if None in children:
            return None
        return box.position_x, box.width, children

    def repeat(
        recorded: Any, source: Any, line: Any, context: Any, around: Any, start: Any, end: Any
    ) -> Any:
        """The box that was recorded, of what `source` has from `start` to `end`, in `line`."""
        if source is not line:
            source.position_y = line.position_y
            resolve_percentages(source, around)
        if type(source) is boxes.InlineBlockBox:
            box = inline.atomic_box(context, source, recorded, None, around, [], [])
            box.position_x = recorded
            return box
        if type(source) is boxes.TextBox:
            position_x, width, height, text, layout = recorded
            box = source.copy_with_text(text)
            box.height = height
            box.pango_layout = line_break.Layout.__new__(line_break.Layout)
            vars(box.pango_layout).update(layout)
            line_height, _ = line_break.strut(box.style)
            box.margin_top = box.margin_bottom = (line_height - height) / 2
            box.baseline = layout["baseline"] + box.margin_top
        else:
            for name in ("margin_left", "margin_right"):
                if getattr(source, name) == "auto":
                    setattr(source, name, 0)
            position_x, width, recorded_children = recorded
            skip, within = next(iter(start.items())) if start else (0, None)
            children = []
            for index, child in enumerate(recorded_children, skip):
                child_end = end.get(index) if end else None
                its_source = source.children[index]
                children.append(repeat(child, its_source, line, context, around, within, child_end))
                within = None
            box = source.copy_with_children(children)
            box.remove_decoration(start=start is not None, end=end is not None)
            inline._adjust_line_height(box)
        box.position_x, box.width = position_x, width
        return box

    def split_inline_box(
        context: Any, box: Any, position_x: float, max_x: float, *others: Any
    ) -> Any:
        _, skip_stack, containing_block, *_, first_letter_style, first_line_style = others
        if type(box) is not boxes.LineBox or first_letter_style or first_line_style:
            return split(context, box, position_x, max_x, *others)
        memory = memory_of(box.style)
        latest, key = memory.latest
        if latest() is not box:  # A paragraph is asked for line by line.
            memory.latest = ref(box), (key := key_of(box))
        if key is None:
            return split(context, box, position_x, max_x, *others)
        lines = memory.lines
        places = (box.position_x, position_x, max_x, containing_block.width)
        key = (key, places, path_of(skip_stack))
        if (known := lines.recall(key)) is not None:
            recorded, rest = known
            repeated = repeat(recorded, box, box, context, containing_block, skip_stack, rest[0])
            return repeated, *rest
        found, *rest = split(context, box, position_x, max_x, *others)
        if (recorded := record(found, box, skip_stack)) is not None:
            lines.keep(key, (recorded, rest))
        return found, *rest

    def path_of(skip_stack: Any) -> tuple[int, ...]:
        path = []
        while skip_stack:
            ((place, skip_stack),) = skip_stack.items()
            path.append(place)
        return tuple(path)

    def shrink_to_fit(context: Any, box: Any, available: float) -> Any:
        if type(box) is not boxes.InlineBlockBox or (key := key_of(box)) is None:
            return shrink(context, box, available)
        widths = memory_of(box.style).widths
        if (width := widths.recall((key, available))) is None:
            widths.keep((key, available), width := shrink(context, box, available))
        return width

    def split_text_box(
        context: Any, box: Any, available: float | None, skip: int, *others: Any
    ) -> Any:
        if available is not None or (key := key_of(box)) is None:
            return split_text(context, box, available, skip, *others)
        # What it is without a bound is asked to know how wide it is, before a space and with it.
        widths = memory_of(box.style).widths
        if (known := widths.recall((key, skip))) is None:
            found, *rest = split_text(context, box, available, skip, *others)
            widths.keep((key, skip), known := (found and found.width, *rest))
        width, *rest = known
        return None if width is None else SimpleNamespace(width=width), *rest

    def first_line_metrics(*arguments: Any, **options: Any) -> Any:
        found = metrics(*arguments, **options)
        layout, *_, baseline = found
        layout.baseline = baseline
        return found

    inline.split_inline_box, inline.shrink_to_fit = split_inline_box, shrink_to_fit
    inline.split_text_box = split_text_box
    line_break.first_line_metrics = first_line_metrics
