"""Where a paragraph may be cut: after a whole sentence, never inside one.

In: the inlines of a paragraph. Out: the offsets into its plain text at which a sentence ends.
A full stop ends a sentence or belongs to an abbreviation, an initial, an ordinal. Where these
cannot be told apart the text is taken for one sentence: a sentence too many costs a line, half
of one costs the reader's trust.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..document import (
    Break,
    Code,
    FootnoteMark,
    Image,
    Inline,
    Inlines,
    Link,
    Styled,
    Text,
    plain,
)
from ..patterns import lazy
from ..record import replace
from ..source import Span

_OPENING = "([{«„“「『【（《〈"
_CLOSING = ")]}»”」』】）》〉"
_NOTE = "\ue000"  # stands for the characters of a footnote's mark

_END = lazy(
    r"(?:(?P<wide>[。！？｡]+)|(?P<narrow>[.!?؟۔।]+))"
    rf"(?P<closers>[\"'’{re.escape(_CLOSING)}{_NOTE}]*)"
)
_NEXT = lazy(r"\s+[\"'¿¡$€£¥{}]*(\S)".replace("{}", re.escape(_OPENING)))

# Lower case, without the last full stop. Some of these may end a sentence; more often they do not.
_ABBREVIATIONS = frozenset(
    # A list of so many words is read more easily as text.
    """
    abs al apr apt approx art asst assn aug av ave avg bldg blvd bros bzw ca cf ch cia cie co col
    comp corp dec dept dipl dir div dott dpto dr dra ed eds elev emp eng esp est etc evtl ext feb
    fig figs fl fr geb gen ggf gov hon inc incl ing inkl int intl jan jr jul jun lda lic ltd ltda
    mag mar max med mgr min misc mlle mme mons mr mrs ms msgr mt nat nov nr núm num oct okt op orig
    pág pags ph.d phd phil pp pr pres prof pt pty pvt ref reg rep resp rev sec sen sep sept ser sog
    sr sra srta st str subst tech tel univ usw vgl vol vols vs wg zzgl
    гг др им обл просп проф рис руб см ст стр тел тыс ул чел
    """.split()  # noqa: SIM905
)
_DOTTED = lazy(r"(?:[^\W\d_]\.)+[^\W\d_]{1,2}", re.IGNORECASE)
_LONGEST_TOKEN = 24


def sentence_ends(inlines: Inlines) -> tuple[int, ...]:
    """The offsets at which the sentences of `plain(inlines)` end, the last one at its end."""
    text = plain(inlines)
    whole = bytearray(len(text) + 1)  # 1 within what its author meant as one piece
    shadow = list(text)
    for start, end, inline in _pieces(inlines):
        whole[start + 1 : end] = bytes([1]) * max(0, end - start - 1)
        if isinstance(inline, FootnoteMark):
            # After a full stop it belongs to the sentence before, as a closing quote does.
            shadow[start:end] = _NOTE * (end - start)
    return (*(end for end in _ends("".join(shadow)) if not whole[end]), len(text))


def _ends(text: str) -> Iterator[int]:
    """The ends of all sentences of a plain text but the last."""
    last = len(text.rstrip())
    depth, quotes, counted = 0, 0, 0
    for match in _END.finditer(text):
        for character in text[counted : match.end()]:
            if character in _OPENING:
                depth += 1
            elif character in _CLOSING:
                depth = max(0, depth - 1)
            elif character == '"':
                quotes += 1
        counted = match.end()
        if depth or quotes % 2 or match.end() >= last:
            continue
        if match["wide"] or _parts(text, match):
            yield match.end()


def _parts(text: str, match: re.Match[str]) -> bool:
    """Whether a full stop (or its like) with a space after it ends a sentence."""
    following = _NEXT.match(text, match.end())
    if following is None or not following[1].isalnum() or following[1].islower():
        return False
    mark = match["narrow"]
    before = text[max(0, match.start() - _LONGEST_TOKEN) : match.start()].split(" ")[-1]
    token = before.lstrip(_OPENING + "\"'‘")
    if not token or "…" in token or (len(mark) > 1 and "." in mark):
        return False
    if mark == "!":
        # "Yahoo! Answers": the mark may be part of a name.
        return not token[0].isupper() or " " not in text[: match.start()]
    if mark != ".":
        return True
    return not (
        token.casefold() in _ABBREVIATIONS
        or _DOTTED.fullmatch(token)
        or (len(token) == 1 and token.isalpha())
        or (token.isdigit() and len(token) < 3)
    )


def note_marks(inlines: Inlines) -> list[tuple[int, int]]:
    """The footnotes that inlines refer to: number, and where in the plain text the mark ends."""
    return [
        (inline.number, end)
        for _, end, inline in _pieces(inlines)
        if isinstance(inline, FootnoteMark)
    ]


def cut(inlines: Inlines, end: int) -> tuple[Inlines, Inlines]:
    """The inlines up to offset `end` of their plain text, and the rest.

    White space at the cut is dropped. `end` is one of `sentence_ends`, so it never lies within a
    link, a code span or an image.
    """
    before: list[Inline] = []
    after: list[Inline] = []
    for inline in inlines:
        length = len(plain((inline,)))
        if end >= length:
            before.append(inline)
        elif end <= 0:
            after.append(inline)
        else:
            kept, rest = _halves(inline, end)
            before.append(kept)
            after.append(rest)
        end -= length
    return _stripped(before, at_end=True), _stripped(after, at_end=False)


def _halves(inline: Inline, end: int) -> tuple[Inline, Inline]:
    if isinstance(inline, Styled):
        kept, rest = cut(inline.children, end)
        return replace(inline, children=kept), replace(inline, children=rest)
    if not isinstance(inline, Text):
        raise ValueError(f"cut inside one piece: {inline}")
    middle = min(inline.span.start + end, inline.span.end)
    return (
        Text(inline.text[:end], Span(inline.span.start, middle)),
        Text(inline.text[end:], Span(middle, inline.span.end)),
    )


def _stripped(inlines: list[Inline], *, at_end: bool) -> Inlines:
    """Without line ends and white space at the side of the cut."""
    side = -1 if at_end else 0
    while inlines:
        edge = inlines[side]
        if isinstance(edge, Text):
            text = edge.text.rstrip() if at_end else edge.text.lstrip()
            if text:
                inlines[side] = replace(edge, text=text)
                break
        elif not isinstance(edge, Break):
            break
        inlines.pop(side)
    return tuple(inlines)


def _pieces(inlines: Iterable[Inline], start: int = 0) -> Iterator[tuple[int, int, Inline]]:
    """What must not be cut, with the range of the plain text that it holds."""
    for inline in inlines:
        end = start + len(plain((inline,)))
        if isinstance(inline, Styled) and inline.style != "span":
            yield from _pieces(inline.children, start)
        elif isinstance(inline, Link | Code | Image | FootnoteMark | Styled):
            yield start, end, inline
        start = end
