"""The author's running text, made ready to be set: what must not break, what is shown short.

Nothing here changes a word. The two changes that setting type asks for are `with_dashes` (the
separator between two dates) and `shown` (a bare URL).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import NamedTuple

from ..document import (
    Break,
    Code,
    FootnoteMark,
    Image,
    Inline,
    Inlines,
    LetterheadItem,
    Link,
    Period,
    Styled,
    Text,
    plain,
)
from ..record import replace
from ..words import words
from .script import from_the_left


class Piece(NamedTuple):
    """A run of text; `whole` stays on one line. Between two whole pieces a line may end, also
    before a hyphen: there every reader keeps it. A `long` one fits no line, and may break anywhere.
    """

    text: str
    whole: bool = False
    long: bool = False


# What may be kept on one line: in average characters, of which a line has about 95.
_SHORT, _UNCUT, _LONGEST = 24, 40, 80
_NO_BREAK_SPACE = re.compile("[\u00a0\u202f]")
_TOKEN = re.compile(
    r"(?P<phone>\+?\(?\d[\d ().\-/\u00a0\u202f\u2010-\u2013]{6,22}\d)(?![\w@.])"
    r"|[^ \t\r\n]+"
)
# "C++" and "C#" as well: a line may end between two signs.
_JOINT = re.compile(r"(?<=\S)[-\u2010/@](?=\S)|(?<=\w)[+#]")
_LAST_WORDS = re.compile(r"[^\s\u00a0]+[ \n][^\s\u00a0]+\Z")
_AFTER_SLASHES = re.compile(r"(?<=/)(?=[^/])")
_BEFORE_HYPHEN = re.compile(r"(?<=\w)(?=-\w)")
# As pairs of first and last: a pattern of them is compiled character by character.
_WIDE = (("\u1100", "\u11ff"), ("\u2e80", "\ud7ff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))


def pieces(text: str, *, ending: bool = False) -> list[Piece]:
    """`text` cut into what must not break and the rest, for every reader's sake.

    A hyphen at a line's end is lost by some readers, an e-mail address broken there by most. So
    e-mail addresses, phone numbers, compounds ("state-of-the-art", "CI/CD") and words joined by
    no-break spaces stay whole; a URL or path longer than 40 characters may break after a slash,
    what would not fit a line before a hyphen, and what still would not anywhere. The no-break
    spaces themselves are set as spaces: in faces that draw both with one glyph they would stand
    for every space of the text layer. `ending` is said of the last text of a paragraph, whose last
    two words keep together where they are short.
    """
    # In the last few characters only: over a long word the search takes quadratic time.
    last = _LAST_WORDS.search(text[-_SHORT - 1 :]) if ending else None
    if last and last.start():
        return [*pieces(text[: -len(last.group())]), Piece(last.group(), whole=True)]
    found: list[Piece] = []
    done = 0
    for match in _TOKEN.finditer(text):
        token = match.group()
        if parts := _parts(token, phone=match.group("phone") is not None):
            gap = text[done : match.start()]
            if found and gap.isspace():
                # Alone between two pieces it would not be painted.
                found[-1] = found[-1]._replace(text=found[-1].text + gap)
            elif gap:
                found.append(Piece(unbroken(gap)))
            found.extend(parts)
            done = match.end()
    rest = text[done:]
    if found and rest.isspace():
        found[-1] = found[-1]._replace(text=found[-1].text + rest)
    elif rest:
        found.append(Piece(unbroken(rest)))
    return found


def unbroken(text: str) -> str:
    """`text` for a line that does not break: its no-break spaces are spaces, as in `pieces`."""
    return _NO_BREAK_SPACE.sub(" ", text)


def link_pieces(text: str) -> list[Piece]:
    """As `pieces`, for the text of a link: as few as can be, since each makes a link of its own."""
    cut = pieces(text)
    if len(cut) > 1 and len(text) <= _UNCUT:
        return [Piece("".join(piece.text for piece in cut), whole=True)]
    return cut


def _is_wide(token: str) -> bool:
    """Whether East Asian characters are in it, between which a line may end."""
    return not token.isascii() and any(
        first <= char <= last for char in token for first, last in _WIDE
    )


def _parts(token: str, *, phone: bool) -> list[Piece]:
    """The parts of a token that stay whole or fit no line; none where it may break as usual."""
    if phone:
        return [Piece(unbroken(token), whole=True)]
    # East Asian text has no spaces: a token of it is a sentence.
    if _is_wide(token):
        return []
    if not (_JOINT.search(token) or _NO_BREAK_SPACE.search(token)):
        return [Piece(token, long=True)] if _width(token) > _LONGEST else []
    parts = _AFTER_SLASHES.split(token) if len(token) > _UNCUT and "@" not in token else [token]
    return [
        Piece(unbroken(inner), whole=_width(inner) <= _LONGEST, long=_width(inner) > _LONGEST)
        for part in parts
        for inner in ([part] if _width(part) <= _LONGEST else _BEFORE_HYPHEN.split(part))
    ]


def _width(token: str) -> float:
    """How wide a token is, in average characters."""
    return len(token) + sum(character.isupper() for character in token) / 2


def flowing(inlines: Inlines) -> Inlines:
    """The same text with its white space where it survives, and marks and images as text.

    A box on the page that holds only white space is not painted, and readers that trust the
    characters join the words beside it. So white space after a styled piece goes into it.
    """
    found: list[Inline] = []
    for inline in inlines:
        match inline:
            case Break(hard=False) | FootnoteMark() | Image():
                inline = Text(plain((inline,)), inline.span)
        if not isinstance(inline, Text) or not found:
            found.append(inline)
            continue
        rest = inline.text.lstrip()
        space = inline.text[: len(inline.text) - len(rest)]
        if isinstance(found[-1], Text):
            space, rest = inline.text, ""
        joined = _followed(found[-1], space)
        if joined is None:
            found.append(inline)
        else:
            found[-1:] = [joined, replace(inline, text=rest)] if rest else [joined]
    return tuple(found)


def _followed(inline: Inline, text: str) -> Inline | None:
    """The inline with `text` after its last character; None where it has none."""
    match inline:
        case Text() | Code():
            return replace(inline, text=inline.text + text)
        case Styled() | Link() if inline.children:
            last = _followed(inline.children[-1], text)
            return last and replace(inline, children=(*inline.children[:-1], last))
        case _:
            return None


def _without_end(inline: Inline, count: int) -> Inline:
    """The inline without its last characters, which are all in its last text."""
    match inline:
        case Text() | Code():
            return replace(inline, text=inline.text[:-count])
        case Styled() | Link():
            last = _without_end(inline.children[-1], count)
            return replace(inline, children=(*inline.children[:-1], last))
        case _:
            return inline


def spaced(inlines: Inlines) -> Inlines:
    """The inlines with a space after them, for a label."""
    return flowing((*inlines, Text(" ", inlines[-1].span))) if inlines else ()


def shown(link: Link, following: str = "") -> Inlines:
    """What a link shows: a bare URL without its scheme and trailing slash, else its text.

    The slash stays where it parts a word from that which the `following` text begins with.
    """
    text = plain(link.children)
    url = text.rstrip()
    short = url.removeprefix("https://").removeprefix("http://")
    if link.target is None or short == url or url.rstrip("/") != link.target.rstrip("/"):
        return link.children
    after, bare = text[len(url) :], short.rstrip("/")
    with_slash, without = (
        words("".join(f"{one}{after}{following}".split(maxsplit=1)[:1])) for one in (short, bare)
    )
    return (Text((bare if without == with_slash else short) + after, link.span),)


def as_shown(inlines: Inlines) -> Inlines:
    """The inlines, each link with what it shows."""
    return tuple(
        replace(one, children=shown(one, plain(inlines[place : place + 1])))
        if isinstance(one, Link)
        else one
        for place, one in enumerate(inlines, 1)
    )


def together(inlines: Inlines) -> list[tuple[Inlines, bool]]:
    """The inlines of a page from the right, each alone, or with others that one text from the left
    runs over, and whether it does: "Type" and a bold "Script" are one word.

    Plain texts are cut where it begins and ends. A styled one into which it only reaches is not.
    """
    texts = ["\n" if isinstance(one, Break) else plain((one,)) for one in inlines]
    *begins, _ = ends = list(accumulate(map(len, texts), initial=0))
    whole, nodes = "".join(texts), list(inlines)
    found: list[tuple[Inlines, bool]] = []
    at = 0
    for start, end in from_the_left(whole):
        first, last = bisect_right(begins, start) - 1, bisect_left(begins, end) - 1
        group = nodes[first : last + 1]
        before, rest = whole[begins[first] : start], whole[end : ends[last + 1]]
        after = nodes[last + 1] if last + 1 < len(nodes) else None
        passes_on = rest.isspace() and isinstance(after, Text)
        if (
            len(group) < 2
            or (before and not isinstance(group[0], Text))
            or (rest and not passes_on and not isinstance(group[-1], Text))
        ):
            continue
        found += [((node,), False) for node in nodes[at:first]]
        if before and isinstance(group[0], Text):
            found.append(((replace(group[0], text=before),), False))
            group[0] = replace(group[0], text=group[0].text[len(before) :])
        at = last + 1
        if rest:
            group[-1] = _without_end(group[-1], len(rest))
            # What follows begins with it: the rest of the same text, or the text after.
            at -= isinstance(nodes[last], Text)
            following = nodes[at]
            own = texts[at] if at > last else ""
            nodes[at], begins[at] = Text(rest + own, following.span), end
        found.append((tuple(group), True))
    return [*found, *(((node,), False) for node in nodes[at:])]


_MONTH = r"(?:0?[1-9]|1[0-2])"
_DASH = re.compile(
    # A year and its month ("2019-03", "03-2019", with a day) is no range and stays.
    rf"(?P<date>\b\d{{4}}-{_MONTH}(?:-\d\d?)?\b|\b{_MONTH}-(?:\d\d?-)?\d{{4}}\b)"
    r"|\s*(?:-{2,3}|[–—])\s*|\s+-(?:\s+|$)|(?<=\d)-(?=\w|\s*$)"
    r"|(?<=[^\W\d_])-(?=[A-ZÀ-ÞА-Я])"
)


def with_dashes(text: str, period: Period | None = None) -> str:
    """A date range with the en dash between its dates: tight between years, else spaced.

    "2011-12" is a range of years where `period` says so, else December 2011.
    """

    def dash(match: re.Match[str]) -> str:
        if written := match.group("date"):
            years = period and period.start and not period.start.month
            return written.replace("-", "–") if years and written.count("-") == 1 else written
        before, after = text[: match.start()].strip(), text[match.end() :].strip()
        if not before or not after:
            # The other date is another piece of the text, or not said: spaces as written.
            return re.sub("[-–—]+", "–", match.group())
        tight = re.search(r"(?:^|[,;(]\s*)\w+$", before) and re.match(r"\w+\s*(?:$|[,;()])", after)
        return "–" if tight else " – "

    return _DASH.sub(dash, text)


def dated(inlines: Inlines, period: Period | None) -> Inlines:
    """The inlines of a head's dates, with the dash of a range."""
    return tuple(_dated(inline, period) for inline in inlines)


def _dated(inline: Inline, period: Period | None) -> Inline:
    match inline:
        case Text() | Code():
            return replace(inline, text=with_dashes(inline.text, period))
        case Styled() | Link():
            return replace(inline, children=dated(inline.children, period))
        case _:
            return inline


def linked(inlines: Inlines) -> bool:
    """Whether there is a link of the author's among them, with something to click."""
    return any(
        bool(inline.target and (plain(inline.children).strip() or _has_image(inline)))
        if isinstance(inline, Link)
        else isinstance(inline, Styled) and linked(inline.children)
        for inline in inlines
    )


def _has_image(link: Link) -> bool:
    return any(isinstance(inline, Image) for inline in link.children)


def bare(item: LetterheadItem) -> Inlines:
    """What a letterhead item shows as the text of its contact's link; none where it has links."""
    if not item.contact or any(isinstance(inline, Link) for inline in item.inlines):
        return ()
    return shown(Link(item.contact.target, item.inlines, item.span))
