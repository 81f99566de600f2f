"""Résumés nobody wrote: the shapes of real ones, put together at random and then damaged.

Hypothesis draws them, so that a failing one is made small, and so that a coverage-guided engine
can drive the same strategies.
"""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

_FIXTURES = Path(__file__).resolve().parents[1] / "tests" / "fixtures"
FIXTURES = tuple(
    path.read_text("utf-8")
    for folder in ("resumes", "scripts")
    for path in sorted((_FIXTURES / folder).glob("*.md"))
)

# ── Words ────────────────────────────────────────────────────────────────────────────────

PLAIN = (
    "bread", "Jo", "Leeds", "ran the night desk", "kilns", "Sàrl", "naïve", "C++", "C#", ".NET",
    "Node.js", "100 %", "¾", "x_y", "a*b", "R&D", "T-shirt", "O’Brien", "№ 7", "ﬁne", "m²", "→",
    "経歴", "作業", "이력서", "עבודה", "عمل", "Работа", "Ελλάδα", "e\u0301tude", "I\u0307stanbul",
)  # fmt: skip
ODD = (
    "\x00", "\x07", "\x0c", "\x1b[31m", "\x7f", "\x85", "\ufeff", "\u00a0", "\u00ad", "\u200b",
    "\u200d", "\u200f", "\u202e", "\u2028", "\u2029", "\u2066", "\u3000", "\ufffc", "\ufffd",
    "\ufdd0", "\U0010ffff", "\U000f0000", "\ue000", "👩\u200d🔬", "🇩🇪", "☎\ufe0f", "\U000e0041",
    "a\u0300\u0301\u0302\u0303", "ﷺ", "𝔘𝔫𝔦", "٣٤", "²⁰¹⁹", "ǆ", "ß", "ﬀ", "\u0e01\u0e33", "नमस्ते",
)  # fmt: skip
MARKUP = (
    "*", "**", "_", "~~", "`", "``", "\\", "[", "]", "](", "![", "<", ">", "&", "&amp;", "&#0;",
    "&#x110000;", "&nbsp;", "|", "$x^2$", "{{ a }}", "{% b %}", "{: .c}", "{.d", "[^1]", "[[a|b]]",
    "<!--", "-->", "<b>", "</b>", "<br>", "<div>", "</div>", "<span style='color:red'>", "<img>",
    "<script>", "</script>", "<table><tr><td>", "<svg>", "http://", "www.", "@", ":::", "\t", "#",
)  # fmt: skip
HUGE = (
    "x" * 400,
    "word " * 120,
    "https://example.org/" + "y" * 300,
    "a@" + "b" * 90 + ".org",
    "—" * 80,
)

word = st.one_of(st.sampled_from(PLAIN), st.sampled_from(PLAIN), st.text(min_size=1, max_size=8))
words = st.lists(word, min_size=1, max_size=6).map(" ".join)


def _around(before: str, after: str) -> st.SearchStrategy[str]:
    return words.map(lambda text: f"{before}{text}{after}")


inline = st.one_of(
    words,
    words,
    _around("*", "*"),
    _around("**", "**"),
    _around("[", "](https://example.org/a_(b)?c=d&e)"),
    _around("[", "](page.html)"),
    _around("[", "][ref]"),
    _around("![", "](x.png)"),
    _around("`", "`"),
    _around("<u>", "</u>"),
    _around("<mark class=x>", "</mark>"),
    st.sampled_from(("jo@example.org", "https://example.org", "+44 20 7946 0958", "[^1]", "  \n")),
    st.sampled_from(MARKUP),
    st.sampled_from(ODD),
)
line = st.lists(inline, min_size=1, max_size=5).map(" ".join)

# ── Heads ────────────────────────────────────────────────────────────────────────────────

date = st.one_of(
    st.integers(1950, 2030).map(str),
    st.sampled_from(
        ("May 2019", "05/2019", "2019-05", "2019年5月", "Sept. '08", "printemps 2020", "März 2001")
    ),
    st.sampled_from(("present", "heute", "actualidad", "現在", "היום", "(expected)", "99/99")),
)  # fmt: skip
period = st.one_of(
    st.builds("{}{}{}".format, date, st.sampled_from((" – ", "-", " to ", "—", " bis ")), date),
    date,
)
part = st.one_of(words, period, inline)
head = st.one_of(
    st.builds("### {}, {} | {}".format, words, words, period),
    st.builds("### {}\n\n{} | {}".format, words, words, period),
    st.builds("**{}** | {} | {}".format, words, words, period),
    st.builds("`{}`\n__{}__, {}".format, period, words, words),
    st.builds("{}\n:   **{}**; {}".format, period, words, words),
    st.builds("- **{}** / {}\n  *{}, {}*".format, words, words, period, words),
    st.builds("| {} | {} | {} |\n|---|:-:|--:|\n| {} | {} | {} |".format, *[part] * 6),
    st.builds("#### {}\n*{}*".format, words, period),
    st.builds("{} {}".format, st.sampled_from(("#", "###", "######", "###", "##")), line),
)
TITLES = (
    "Experience", "Education", "Skills", "Projects", "Publications", "Languages", "Contact",
    "Summary", "References", "Berufserfahrung", "学歴", "Opleiding", "ניסיון", "الخبرة",
    "Опыт работы",
    "Expérience professionnelle", "Certificates", "Awards", "", "Miscellany",
)  # fmt: skip
title = st.one_of(
    st.sampled_from(TITLES).map("## {}".format),
    st.sampled_from(TITLES).map("##{}".format),
    st.sampled_from(TITLES).map("{}\n---".format),
    st.sampled_from(TITLES).map("**{}**".format),
    line.map("## {}".format),
)

# ── Bodies ───────────────────────────────────────────────────────────────────────────────

directive = st.one_of(
    st.sampled_from(
        (
            "keep", "omit", "omit layout=onepage", "priority=high", "priority=-3", "page-break",
            'short="Ran it"', "audience=leadership", "keep, omit", "kep", "", "priority=",
        )
    ),
    st.builds("{}={}".format, word, inline),
).map("<!-- resume: {} -->".format)  # fmt: skip
leaf = st.one_of(
    line,
    line.map("- {}".format),
    st.builds("- {}\n- {}\n  {}".format, line, line, line),
    st.builds("{}. {}\n{}. {}".format, st.integers(0, 10**9), line, st.integers(0, 99), line),
    line.map("- [ ] {}".format),
    words.map("*Keywords: {}*".format),
    line.map("```text\n{}\n```".format),
    line.map("    {}".format),
    st.builds("{}\n:   {}".format, words, line),
    st.builds("| {} | {} |\n|---|---|\n| {} | {} |".format, *[line] * 4),
    st.builds("<p align=center>\n{}<br>{}\n</p>".format, line, line),
    st.builds("<ul><li>{}</li><li>{}</li></ul>".format, line, line),
    st.builds("<table><tr><th>{}</th></tr><tr><td>{}</td></tr></table>".format, line, line),
    line.map("[^1]: {}".format),
    line.map("[ref]: https://example.org/{}".format),
    st.sampled_from(("***", "---", "===", "::: box", "\\newpage", "<hr>", "<details><summary>")),
    st.sampled_from(HUGE),
    directive,
)


def _indented(first: str, rest: str) -> st.SearchStrategy[str]:
    return body.map(lambda text: first + text.replace("\n", f"\n{rest}"))


body: st.SearchStrategy[str] = st.deferred(
    lambda: st.one_of(
        leaf,
        leaf,
        leaf,
        _indented("- ", "  "),
        _indented("7. ", "   "),
        _indented("> ", "> "),
        st.builds("{}\n\n{}".format, body, body),
    )
)
contacts = st.lists(
    st.one_of(
        st.sampled_from(
            (
                "ada@example.org", "+44 20 7946 0958", "Leeds, UK", "https://ada.example.org",
                "Phone: +49 30 901820", "[GitHub](https://github.com/ada)", "**E-mail:** <a@b.org>",
                "mailto:x@y.org", "Born 1 May 1980", "linkedin.com/in/ada",
            )
        ),
        inline,
    ),
    max_size=5,
)  # fmt: skip
letterhead = st.builds(
    lambda name, items, between: f"{name}\n\n{between.join(items)}",
    st.one_of(
        st.just("# Ada Example"),
        st.just("Ada Example\n==="),
        st.just("Name: Ada Example"),
        line.map("# {}".format),
        line,
        st.just(""),
    ),
    contacts,
    st.sampled_from((" | ", " · ", "\n", "\n- ", "  \n", "\n\n", ", ", " \\| ")),
)

# ── Front matter ─────────────────────────────────────────────────────────────────────────

_KEYS = (
    "name", "headline", "email", "phone", "location", "website", "links", "language", "date",
    "keywords", "paper", "style", "base_url", "variables", "resume", "layouts", "langauge", "title",
    "author", "x",
)  # fmt: skip
_VALUES = (
    "Ada Example", "en-GB", "de", "xx-yy-zz", "letter", "a5", "2024-05-01", "2024-13-45", "[a, b]",
    "{a: b}", "https://ada.example.org", "'", '"', "null", "12", "1e400", ".nan", "yes", "&a [*a]",
    "!!python/object:os.system x", "|\n  text\n  more", "- a\n- b", "{accent: '#0b5', size: 11}",
    "[[[[[[]]]]]]", "\t", "0x1F", "2024-05-01T00:00:00+99:99", "? x", "<<: *a", "'\\", "@", "`",
)  # fmt: skip
value = st.one_of(st.sampled_from(_VALUES), words, inline)
front_matter = st.one_of(
    st.just(""),
    st.builds(
        lambda pairs: "---\n" + "".join(f"{key}: {given}\n" for key, given in pairs) + "---\n",
        st.lists(st.tuples(st.sampled_from(_KEYS), value), max_size=5),
    ),
    st.builds(
        lambda pairs: "+++\n" + "".join(f"{key} = {given}\n" for key, given in pairs) + "+++\n",
        st.lists(
            st.tuples(st.sampled_from(_KEYS), st.one_of(words.map("'{}'".format), value)),
            max_size=4,
        ),
    ),
    line.map("---\n{}\n---\n".format),
    st.sampled_from(("---\n", "+++\n", "---\n---\n", "---\n...\n", "--- \na: b\n---\n")),
)

# ── Whole résumés ────────────────────────────────────────────────────────────────────────

section = st.builds(
    lambda first, rest: "\n\n".join((first, *rest)),
    title,
    st.lists(st.one_of(head, head, body), max_size=5),
)
composed = st.builds(
    lambda front, top, sections: front + "\n\n".join((top, *sections)) + "\n",
    front_matter,
    letterhead,
    st.lists(section, max_size=4),
)


def _damaged(text: str, strokes: list[tuple[str, int, int, str]]) -> str:
    """`text` after what editors, converters and accidents do to files."""
    for kind, one, other, piece in strokes:
        start, end = sorted((one % (len(text) + 1), other % (len(text) + 1)))
        end = min(end, start + 200)
        match kind:
            case "insert":
                text = text[:start] + piece + text[start:]
            case "delete":
                text = text[:start] + text[end:]
            case "repeat":
                text = text[:end] + text[start:end] + text[end:]
            case "cut off":
                text = text[: max(end, len(text) // 2)]
            case "line ends":
                text = text.replace("\n", piece if piece in ("\r", "\r\n") else "\r\n")
            case "one line":
                text = text[:start] + text[start:end].replace("\n", " ") + text[end:]
            case "no blank lines":
                text = text[:start] + text[start:end].replace("\n\n", "\n") + text[end:]
            case "mark":
                text = "\ufeff" + text
    return text


_position = st.integers(0, 2**16)
damage = st.lists(
    st.tuples(
        st.sampled_from(
            (
                "insert", "insert", "delete", "repeat", "cut off", "line ends", "one line",
                "no blank lines", "mark",
            )
        ),
        _position,
        _position,
        st.one_of(st.sampled_from(MARKUP), st.sampled_from(ODD), leaf, st.sampled_from(HUGE)),
    ),
    max_size=4,
)  # fmt: skip
resumes = st.one_of(
    composed,
    st.builds(_damaged, composed, damage),
    st.builds(_damaged, st.sampled_from(FIXTURES), damage),
    st.builds(lambda one, front: front + one, st.sampled_from(FIXTURES), front_matter),
)
directives = st.builds("# Ada\n\n{}\n{}\n".format, directive, body)
headed = st.builds("{}# Ada Example\n\n{}\n".format, front_matter, line)


# ── PDFs ─────────────────────────────────────────────────────────────────────────────────


def damaged_bytes(whole: bytes, strokes: list[tuple[str, int, int]]) -> bytes:
    """`whole` with bytes turned, left out, repeated, or its end cut off."""
    data = bytearray(whole)
    for kind, place, number in strokes:
        start = place % max(len(data), 1)
        end = start + number
        match kind:
            case "turn":
                data[start : start + 1] = bytes([number % 256])
            case "leave out":
                del data[start:end]
            case "repeat":
                data[start:start] = data[start:end]
            case "cut off":
                del data[start:]
    return bytes(data)


bytes_damage = st.lists(
    st.tuples(
        st.sampled_from(("turn", "turn", "turn", "leave out", "repeat", "cut off")),
        st.integers(0, 2**20),
        st.integers(0, 2**10),
    ),
    min_size=1,
    max_size=12,
)
