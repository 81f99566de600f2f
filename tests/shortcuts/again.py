"""Prints where a page differs that is set with lines in mind that were broken before.

Pages are edited at random, a step at a time, so that most of their lines are known. Two lines
follow: how often text was measured with what was known, and with nothing known.
"""

import sys
from random import Random
from typing import Any

from resume_pdf.typeset import preload
from resume_pdf.typeset.mends import mend
from resume_pdf.typeset.shortcuts.lines import Kept, Memory

preload()

import weasyprint  # noqa: E402
from weasyprint.text import line_break  # noqa: E402
from weasyprint.text.fonts import FontConfiguration  # noqa: E402

WORDS = (
    *("a", "of", "the", "Tower", "clocks,", "repaired", "again", "after", "fourteen", "years"),
    *("⟨long⟩", "co\xadoper\xadation", "e.g.", "10", "km", "naïve", "—", "(and)", "AV", "To"),
    *("https://example.org/a/very/long/address", "مرحبا", "بالعالم", "שלום", "日本語の文章"),
)
PLAIN = (
    *("{}", "{} ", "{}<br>", "<em>{}</em>", "<b>{} </b>", "<a href='#x'>{}</a>", "<sup>{}</sup>"),
    *("<span class=whole>{}</span>", "<span class=block>{}</span>", "<code>  {}  </code>"),
    *("<span class=padded>{}</span>", "<span class=tall>{}</span>", "<u lang=de>{}</u>"),
)
ODD = (
    *("<span class=relative>{}</span>", "<span class=float>{}</span>", "<span dir=rtl>{}</span>"),
    *("<a href='#x'>x <span class=block>{}</span></a>", "<span class=note>{}</span>"),
)
RULES = {
    "html": (
        *("font-size: 9.5pt", "font-family: sans-serif", "hyphens: auto", "overflow: hidden"),
        *("display: none", "--gap: 2px"),
    ),
    "body": (
        *("width: 60mm", "width: 61mm", "direction: rtl", "overflow-wrap: anywhere"),
        "overflow: hidden",
    ),
    "p": (
        *("line-height: 1.3", "line-height: 15px", "margin: 1em 0", "padding-left: 5%"),
        *("text-align: justify", "text-align: center", "orphans: 3", "text-indent: 2em"),
        *("padding-right: 4vw", "text-underline-offset: 1vh", "margin-left: var(--gap)"),
        *("display: list-item", "display: list-item; list-style: inside"),
    ),
    "p, p *": (
        *("font-size: 8pt", "font-style: italic", "font-weight: bold", "font-stretch: condensed"),
        *("font-kerning: none", "font-variant-ligatures: none", "font-variant: small-caps"),
        *("font-variant-position: super", "font-variant-numeric: oldstyle-nums"),
        *("font-feature-settings: 'smcp'", "white-space: pre-wrap", "white-space: nowrap"),
        *("letter-spacing: 1px", "word-spacing: 2px", "tab-size: 3", "hyphens: none"),
        *("hyphens: auto; hyphenate-character: '='", "hyphens: auto; hyphenate-limit-chars: 4 2 2"),
        *("hyphens: auto; hyphenate-limit-zone: 50%", "overflow-wrap: anywhere"),
        *("word-break: break-all", "text-decoration: underline", "text-transform: uppercase"),
        *("margin: 0 2px", "padding: 0 3px", "border: 1px solid", "vertical-align: 20%"),
    ),
    "p:first-child::first-letter": ("font-size: 200%", "float: left"),
    "p:nth-child(2)::first-line": ("font-weight: bold",),
    "p:last-child::after": ("content: leader('.') 'x'", "content: counter(page)", "content: ' '"),
    ".block": (
        *("width: 3em", "min-width: 9em", "max-width: 3em", "line-height: 2", "margin-left: -1em"),
        *("width: 3em; padding: 0 1em; box-sizing: border-box", "direction: rtl"),
    ),
    ".block::first-letter": ("font-size: 300%",),
    ".padded": ("margin: 0 3%", "margin: auto", "box-decoration-break: clone"),
    ".tall": ("line-height: 3", "vertical-align: top", "font-size: 150%", "font-size: 0"),
}
SHEET = """
@page { margin: 8mm } html { font: 9pt/1.2 serif } body { widows: 2 }
.whole { white-space: nowrap } .block { display: inline-block; min-width: 2em; white-space: pre }
.padded { padding: 0 2px } .relative { position: relative; left: 2px } .float { float: left }
code { white-space: pre-wrap } .note { float: footnote }
@page wide { margin: 20mm } .page1 { page: wide }
"""


def phrase(random):
    words = [random.choice(WORDS) for _ in range(random.randint(1, 6))]
    return random.choice(random.choice((PLAIN,) * 20 + (ODD,))).format(" ".join(words))


def edited(paragraphs, rules, random):
    """The same with one change."""
    paragraphs, rules = [[*paragraph] for paragraph in paragraphs], {*rules}
    paragraph = random.choice(paragraphs)
    match random.randrange(5):
        case 0:
            paragraph.insert(random.randint(0, len(paragraph)), phrase(random))
        case 1 if len(paragraph) > 2:
            paragraph.pop(random.randrange(len(paragraph)))
        case 2:
            paragraph[random.randrange(len(paragraph))] = phrase(random)
        case _:
            selector = random.choice([*RULES])
            rules ^= {f"{selector} {{ {random.choice(RULES[selector])} }}"}
    return paragraphs, sorted(rules)


def told(document):
    """All that is known of each box, and what is written of them."""
    for page in document.pages:
        for box in page._page_box.descendants():
            known = dict(vars(box))
            layout = known.pop("pango_layout", None)
            layout = layout and sorted(vars(layout).items(), key=str)
            for name in ("style", "element", "children", "first_letter_style", "first_line_style"):
                known.pop(name, None)
            values = (one for one in known.items() if isinstance(one[1], int | float | str | set))
            yield type(box).__name__, layout, sorted(values)
    yield document.write_pdf()


def set_in(fonts, html, sheets):
    """What becomes of a page, and how often text was measured for it."""
    measured = 0

    def counted(*arguments, **options):
        nonlocal measured
        measured += 1
        return measure(*arguments, **options)

    line_break.create_layout = counted
    document = weasyprint.HTML(string=html).render(font_config=fonts, stylesheets=sheets)
    return [*told(document)], measured


measure = line_break.create_layout
if sys.argv[2] == "mended":
    mend(weasyprint)
random, fonts = Random(sys.argv[1]), FontConfiguration()
paragraphs = [[phrase(random) for _ in range(7)] for _ in range(6)]
rules: list[str] = []
each = [(paragraphs, [f"{one} {{ {rule} }}"]) for one in RULES for rule in sorted(RULES[one] * 2)]
known: dict[str, Any] = {}
sheets: dict[str, Any] = {}
sizes = ("@page { size: 90mm 120mm }", "@page { size: 90mm 300mm }")
counts = [0, 0]
for step in range(int(sys.argv[3])):
    text = "<p>".join(" ".join(paragraph) for paragraph in paragraphs)
    gap, named = (step + 1) // 4 % 2, step % 2
    html = f"<html lang=en style='--gap: {gap}px'><body><p class=page{named}>{text}"
    used = [f"{SHEET}{' '.join(rules)}", sizes[(step + 1) // 2 % 2]]
    for sheet in used:
        sheets[sheet] = sheets.get(sheet) or weasyprint.CSS(string=sheet, font_config=fonts)
    # In the same faces: which one Pango takes for what none has, depends on what it set before.
    made = []
    for which, memory in enumerate((known, {})):
        vars(fonts).update({"line_memory": Memory(), "looks": Kept(3), **memory})
        page, measured = set_in(fonts, html, [sheets[sheet] for sheet in used])
        made.append(page)
        counts[which] += measured
        known = known or {name: vars(fonts)[name] for name in ("line_memory", "looks")}
    for again, new in zip(*made, strict=True):
        if again != new:
            print(step, used, html, again, new)
    paragraphs, rules = each.pop() if each else edited(paragraphs, rules, random)
print(*counts)
