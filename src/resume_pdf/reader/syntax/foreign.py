"""Takes off what other tools put into Markdown and a reader of the page never sees.

Attribute lists of kramdown and pandoc, `:::` fences, Liquid tags, raw LaTeX layout commands. In:
the lines of the source. Out: as many lines, each as long as it was: what is taken off is blanked
(a whole line, the end of a heading) or filled with `TAKEN_OFF`, which no text shows. So every
character left stands where it stood. Code blocks and code spans are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...patterns import lazy

TAKEN_OFF = "\ufffc"
"""U+FFFC, "object replacement character": stands for nothing that can be read."""

_FENCE = lazy(r"[ \t>]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+)*(`{3,}|~{3,})([^\n]*)$")

# A name, or name=value; kramdown and pandoc write them alike: {: .a #b c="d"}, {.a #b c=d}, {-}.
_ATTRIBUTE = r"""(?:[.#][\w:.-]+|[\w:-]+=(?:"[^"{}]*"|'[^'{}]*'|[^\s{}"']+))"""
_PANDOC = rf"\{{[ \t]*(?:-|{_ATTRIBUTE}(?:[ \t]+{_ATTRIBUTE})*)[ \t]*\}}"
_KRAMDOWN = r"\{:{1,2}[^{}\n]*\}"
_LIST = rf"(?:{_KRAMDOWN}|{_PANDOC})"
_OWN_LINE = lazy(rf"[ \t>]*{_LIST}[ \t]*$")
_HEADING_END = lazy(rf"[ \t]*{_LIST}[ \t]*$")
_AFTER_SPAN = lazy(rf"(?<=[*_)\]>`~\"]){_LIST}")
_BRACKETED = lazy(rf"(?<![!\\\]\[])\[([^\[\]\n]*)\]({_PANDOC})")
_ITEM_START = lazy(rf"([ \t>]*(?:[*+-]|\d{{1,9}}[.)])[ \t]+)({_KRAMDOWN})")
_ATX = lazy(r"[ \t>]*(?:(?:[*+-]|\d{1,9}[.)])[ \t]+)*#{1,6}")
_UNDERLINE = lazy(r" {0,3}(?:=+|-+)[ \t]*$")

_LIQUID = lazy(
    r"(?P<line_end>\n)|`+|(?P<tag>"
    r"\{%(?:[^%{}\n]|%(?!\})|\n(?![ \t]*\n)|\{\{[^{}\n]*\}\})*%\}|\{\{[^{}\n]*\}\})"
)
_DIV = lazy(r" {0,3}:{3,}(?:[ \t]*(?:\{[^{}\n]*\}|[\w.-]+))?[ \t]*:*[ \t]*$")
_LATEX = lazy(
    r" {0,3}(?:\\(?:newpage|pagebreak|clearpage|cleardoublepage|linebreak|newline|hfill|vfill"
    r"|hrule|hrulefill|noindent|centering|raggedright|raggedleft|bigskip|medskip|smallskip|par"
    r"|tiny|scriptsize|footnotesize|small|normalsize|large|Large|LARGE|huge|Huge|columnbreak"
    r"|vspace|hspace|setlength|setcounter|pagestyle|thispagestyle|addtolength|begin|end)"
    r"(?![a-zA-Z])\*?(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})*[ \t]*)+$"
)


def without_foreign(lines: Iterable[str]) -> list[str]:
    """The lines with foreign markup blanked, each of the length it had."""
    lines = list(lines)
    fenced = _fenced(lines)
    text = _without_liquid(lines, fenced)
    for number, line in enumerate(text):
        if number in fenced or not ("{" in line or ":::" in line or "\\" in line):
            continue
        if _DIV.match(line) or _LATEX.match(line) or _OWN_LINE.match(line):
            text[number] = _blank(line)
        elif "{" in line:
            below = text[number + 1] if number + 1 < len(text) else ""
            text[number] = _without_attributes(line, bool(_UNDERLINE.match(below)))
    return text


def _blank(line: str) -> str:
    # What a quotation or an item is made of stays, or the line would end it.
    quoted = len(line) - len(line.lstrip(" \t>"))
    return line[:quoted] + " " * (len(line) - quoted)


def _fill(match: re.Match[str]) -> str:
    return TAKEN_OFF * len(match.group())


def _without_attributes(line: str, underlined: bool) -> str:
    if underlined or _ATX.match(line):
        line = _HEADING_END.sub(lambda match: " " * len(match.group()), line)
    line = _BRACKETED.sub(
        lambda match: f"{TAKEN_OFF}{match[1]}{TAKEN_OFF}{TAKEN_OFF * len(match[2])}", line
    )
    line = _ITEM_START.sub(lambda match: match[1] + TAKEN_OFF * len(match[2]), line)
    return _AFTER_SPAN.sub(_fill, line)


def _fenced(lines: list[str]) -> frozenset[int]:
    """The numbers of the lines in fenced code, the fences included."""
    inside: list[int] = []
    opening: tuple[int, str] | None = None
    for number, line in enumerate(lines):
        found = _FENCE.match(line) if "```" in line or "~~~" in line else None
        if opening is None:
            if found and not (found[1][0] == "`" and "`" in found[2]):
                opening = number, found[1]
        elif found and found[1].startswith(opening[1]) and not found[2].strip():
            inside.extend(range(opening[0], number + 1))
            opening = None
    if opening is not None:
        inside.extend(range(opening[0], len(lines)))
    return frozenset(inside)


def _without_liquid(lines: list[str], fenced: frozenset[int]) -> list[str]:
    """With Liquid tags taken off; a line of nothing else is blank, as it is after Liquid ran."""
    if not any("{{" in line or "{%" in line for line in lines):
        return lines
    cleaned = _LIQUID.sub(_Liquid(), "\n".join(lines)).split("\n")
    return list(_settled(lines, cleaned, fenced))


class _Liquid:
    """Replaces Liquid tags, but for those in a code span: there the author writes about them."""

    def __init__(self) -> None:
        self._in_code = False

    def __call__(self, match: re.Match[str]) -> str:
        if match["tag"]:
            return match["tag"] if self._in_code else re.sub(r"[^\n]", TAKEN_OFF, match["tag"])
        self._in_code = not self._in_code and not match["line_end"]
        return match.group()


def _settled(lines: list[str], cleaned: list[str], fenced: frozenset[int]) -> Iterator[str]:
    for number, (line, clean) in enumerate(zip(lines, cleaned, strict=True)):
        if number in fenced:
            yield line
        elif line != clean and not clean.strip(TAKEN_OFF + " \t>"):
            yield _blank(line)
        else:
            yield clean
