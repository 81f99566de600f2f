"""Lines put together again to headings, lists and paragraphs, written as Markdown.

In: lines with their kinds. Out: Markdown. A line goes on the one above where that one had no room
for its first word; a line that ended early was meant to end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..printed import PrintedLine, Run
from ..record import Mutable, field
from .heads import LABEL, YEAR, ordered, pieces
from .kinds import CLOSE, Classed, Kind, mark

_SLACK = 1.5  # pt
_KEPT = 24  # characters
_SEPARATOR = re.compile(r"\s+[·|]\s+")
_OPEN_END = re.compile(r"\s[·|]\s*$")
_SPECIAL = re.compile(r"([\\`*\[\]<])")
# A web address as it is printed, without its scheme.
_ADDRESS = re.compile(r"(?<![\w@./:-])(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[^\s|<>]*)?(?![\w@.-])")
_ESCAPED = r"\\\1"
_BEGINNING = re.compile(r"^(\s*)(#{1,6}\s|[-+>]\s|\d{1,9}[.)]\s|=+\s*$|-+\s*$|~~~|_)")


class _Block(Mutable):
    kind: Kind
    lines: list[PrintedLine]
    level: int = 0
    mark: str = ""
    left: float = 0.0
    text: str = field(default="")


def written(lines: Sequence[Classed], size: float) -> str:
    """The Markdown of a document; `size` is that of running text."""
    blocks = _blocks(lines)
    parts: list[str] = []
    indents: list[float] = []
    for number, block in enumerate(blocks):
        body = _joined(block)
        if block.kind != "item":
            indents = []
        match block.kind:
            case "name":
                parts.append(f"# {_plain(body)}\n\n")
            case "section":
                parts.append(f"## {_plain(body)}\n\n")
            case "head":
                parts.append(_head(block, size))
            case "item":
                while indents and block.left < indents[-1] - _SLACK:
                    indents.pop()
                if not indents or block.left > indents[-1] + _SLACK:
                    indents.append(block.left)
                sign = block.mark if block.mark[:-1].isdigit() else "-"
                parts.append(f"{'    ' * (len(indents) - 1)}{sign} {body}\n")
                if number + 1 == len(blocks) or blocks[number + 1].kind != "item":
                    parts.append("\n")
            case "letterhead":
                parts.append(_ADDRESS.sub(r"<https://\g<0>>", body) + "\n\n")
            case _:
                parts.append(f"{_BEGINNING.sub(_shielded, body)}\n\n")
    return "".join(parts)


def _head(block: _Block, size: float) -> str:
    """A heading with what leads, and a line with the rest."""
    found = [piece for line in block.lines for piece in pieces(line, size)]
    lead, rest = ordered(found)
    title = _SPECIAL.sub(_ESCAPED, lead.text if lead else "")
    line = " | ".join(_SPECIAL.sub(_ESCAPED, piece.text) for piece in rest)
    return f"{'#' * min(3 + block.level, 6)} {_plain(title)}\n\n" + (f"{line}\n\n" if line else "")


def _shielded(begins: re.Match[str]) -> str:
    space, sign = begins[1], begins[2]
    at = len(sign.rstrip()) - 1 if sign[0].isdigit() else 0
    return f"{space}{sign[:at]}\\{sign[at:]}"


def _blocks(lines: Sequence[Classed]) -> list[_Block]:
    right = max((one.line.right for one in lines), default=0.0)
    blocks: list[_Block] = []
    for one in lines:
        last = blocks[-1] if blocks else None
        if last and _goes_on(last, one, right):
            last.lines.append(one.line)
            continue
        blocks.append(
            _Block(one.kind, [one.line], one.level, mark(one.line), one.line.left)
            if one.kind == "item"
            else _Block(one.kind, [one.line], one.level)
        )
    return blocks


def _goes_on(block: _Block, one: Classed, right: float) -> bool:
    last = block.lines[-1]
    if one.kind == "fields":
        return block.kind == "head"
    same_kind = one.kind == block.kind and one.kind != "item"
    if block.kind == "item":
        same_kind = one.kind in ("text", "head") and one.line.left > block.left + _SLACK
    if not same_kind or (one.gap and one.gap > CLOSE and block.kind not in ("name", "section")):
        return False
    if block.kind == "item" or _OPEN_END.search(last.text):
        return True
    if one.line.runs[0].bold and LABEL.match(one.line.text):
        return False
    # A title too long for its line goes on below; a second date begins an entry of its own.
    if block.kind == "head" and YEAR.search(last.text) and YEAR.search(one.line.text):
        return False
    if block.kind in ("name", "section", "head") and one.line.size != last.size:
        return False
    return _is_full(last, one.line, right) or last.text.endswith("-")


def _is_full(line: PrintedLine, below: PrintedLine, right: float) -> bool:
    """Whether the first word of the line below had no room on the line."""
    return line.right + _first_word(below) > right + _SLACK


def _first_word(line: PrintedLine) -> float:
    """The width of a line's first word and the space before it, guessed from its letters."""
    # A short last line may be words that were kept together.
    word = line.text if len(line.text) <= _KEPT else line.text.split(" ", 1)[0]
    return (line.right - line.left) * (len(word) + 1) / max(len(line.text), 1)


def _joined(block: _Block) -> str:
    """The text of a block's lines as one line of Markdown."""
    text = ""
    for line in block.lines:
        piece = "".join(_marked_up(line.runs, plainly=block.kind in ("name", "section", "head")))
        if text and not (text.endswith("-") and text[-2:-1].isalnum()):
            text += " "
        text += piece
    if block.mark:
        text = re.sub(rf"^\s*{re.escape(block.mark)}\s+", "", text)
    return _SEPARATOR.sub(" | ", text.strip()) if block.kind in _FIELDS else text.strip()


_FIELDS = ("letterhead", "head", "text")


def _marked_up(runs: Sequence[Run], *, plainly: bool) -> list[str]:
    parts: list[str] = []
    for run in runs:
        core = run.text.strip(" ·|")
        sign = "" if plainly or not core else "**" * run.bold + "*" * run.italic
        before, _, after = run.text.partition(core) if core else (run.text, "", "")
        core = _SPECIAL.sub(_ESCAPED, core)
        parts.append(f"{before}{sign}{core}{sign}{after}")
    return parts


def _plain(text: str) -> str:
    return text.rstrip("#").strip()
