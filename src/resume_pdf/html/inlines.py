"""The author's running text as markup: escaped, its styles as elements, its links as links.

In: inlines. Out: HTML, in which what must not break is in elements of the class "whole". Templates
call this through `inlines.html.j2`. It is not a template itself because a page has hundreds of
inlines, and macros that call each other took half of the time of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup, escape

from ..document import Break, Code, Inline, Inlines, Link, Styled, Text, plain
from ..record import Record, replace
from .script import Direction, directed
from .text import Piece, as_shown, flowing, link_pieces, pieces, together, unbroken

_TAGS = {
    "emphasis": "em",
    "strong": "strong",
    "strikethrough": "s",
    "superscript": "sup",
    "subscript": "sub",
    "small": "small",
    "span": "span",
}


_ON_ONE_LINE = 50
"""So few characters stand on one line in every style, whose last words need not keep together."""


class Inlining(Record):
    """Sets inlines on a page that runs in `direction`; `href` tells where a link of the author's
    leads on it.
    """

    direction: Direction
    href: Callable[[str | None], str | None]

    def inlines(
        self,
        nodes: Inlines,
        *,
        ending: bool = False,
        target: str | None = None,
        whole: bool = False,
    ) -> Markup:
        """The inlines as HTML. `ending`: they end a paragraph; `target`: they are the text of a
        link there; `whole`: they stand in an element that stays on one line, and need no others.
        """
        ending = ending and len(plain(nodes)) > _ON_ONE_LINE
        return Markup("".join(self._inlines(nodes, ending, target, whole)))

    def text(self, words: str, *, ending: bool = False, target: str | None = None) -> Markup:
        """The same of plain words."""
        return Markup("".join(self._text(words, ending, target, whole=False)))

    def _inlines(
        self, nodes: Inlines, ending: bool, target: str | None, whole: bool
    ) -> Iterable[str]:
        flow = as_shown(flowing(nodes))
        if self.direction == "rtl" and len(flow) > 1:
            yield from self._turned(flow, ending, target, whole)
            return
        for place, node in enumerate(flow, 1):
            yield from self._inline(node, ending and place == len(flow), target, whole)

    def _turned(
        self, flow: Inlines, ending: bool, target: str | None, whole: bool
    ) -> Iterable[str]:
        """Those on a page from the right: what runs from the left over several of them is in one
        element, which sets them in its own direction.
        """
        from_the_left = replace(self, direction="ltr")
        groups = together(flow)
        for place, (group, ltr) in enumerate(groups, 1):
            if ltr:
                yield '<span dir="ltr">'
                for node in group:
                    yield from from_the_left._inline(node, False, target, whole)
                yield "</span>"
            else:
                (node,) = group
                yield from self._inline(node, ending and place == len(groups), target, whole)

    def _inline(self, node: Inline, ending: bool, target: str | None, whole: bool) -> Iterable[str]:
        match node:
            case Text():
                yield from self._text(node.text, ending, target, whole)
            case Code():
                yield '<code class="code">'
                yield from self._text(node.text, False, target, whole)
                yield "</code>"
            case Break():
                yield "<br/>"
            case Styled():
                tag = _TAGS[node.style]
                yield f'<{tag} class="{node.style}">'
                yield from self._inlines(node.children, False, target, whole)
                yield f"</{tag}>"
            case Link():
                # A link holds text and nothing else: of elements within it each would make a link
                # of its own, which the PDF's tags do not know. So `target` goes down to the text.
                target = self.href(node.target) or target
                yield from self._inlines(node.children, False, target, whole)

    def _text(self, words: str, ending: bool, target: str | None, whole: bool) -> Iterable[str]:
        runs = directed(words, self.direction)
        for place, run in enumerate(runs, 1):
            if whole:
                cut = [Piece(unbroken(run.text))]
            elif target:
                cut = link_pieces(run.text)
            else:
                cut = pieces(run.text, ending=ending and place == len(runs) and not run.ltr)
            markup = _pieces(cut, target, joined=place > 1 and not run.ltr)
            yield f'<span dir="ltr">{markup}</span>' if run.ltr else markup


def _pieces(cut: list[Piece], target: str | None, joined: bool) -> str:
    """Pieces as HTML; `joined` to what stands before them."""
    found: list[str] = []
    for piece in cut:
        if piece.whole and (joined or found) and piece.text.startswith("-"):
            found.append("<wbr/>")
        name = "whole" if piece.whole else "long" if piece.long else ""
        attributes = f' class="{name}"' if name else ""
        words = escape(piece.text)
        if target:
            found.append(f'<a href="{escape(target)}"{attributes}>{words}</a>')
        else:
            found.append(f"<span{attributes}>{words}</span>" if name else words)
    return "".join(found)
