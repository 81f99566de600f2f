"""What a stranger writes stays words: no markup, no bad link, no wild data, no endless work."""

import re
from io import BytesIO
from pathlib import PurePosixPath, PureWindowsPath
from xml.etree import ElementTree

import pypdf
import pytest

from resume_pdf.check import check
from resume_pdf.diagnostics import ResumeError
from resume_pdf.document import Date
from resume_pdf.fixes import fixes
from resume_pdf.html import render
from resume_pdf.json_resume import json_resume
from resume_pdf.outline import outline
from resume_pdf.pipeline import Press, build
from resume_pdf.properties import checked
from resume_pdf.publish import file_name
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.theme import find_layout, find_style

BODY = (
    "# Jane Doe\n\njane@example.org\n\n## Experience\n\n### Head | Ltd | 2019 – 2020\n\n- Ran it.\n"
)


@pytest.fixture(scope="module")
def press():
    return Press()


def page(text):
    return render(read(Source(text)).document, find_layout("full"))


# ── Markup ───────────────────────────────────────────────────────────────────────────────

MARKUP = {
    "script": "<script>alert(1)</script>",
    "style": "<style>* { display: none }</style>",
    "link": '<link rel="attachment" href="/etc/passwd">',
    "frame": '<iframe src="file:///etc/passwd"></iframe>',
    "object": '<object data="x"></object>',
    "embed": '<embed src="x">',
    "svg": "<svg><script>x</script></svg>",
    "image": '<img src="file:///etc/hosts" alt="d" onerror="x">',
    "picture": "![d](http://127.0.0.1/x.png)",
    "handler": '<b onclick="x">y</b>',
    "style attribute": '<b style="background: url(http://127.0.0.1/)">y</b>',
    "base": '<base href="//example.org/">',
    "meta": '<meta http-equiv="refresh" content="0">',
    "form": '<form action="x"><input value="v"><button>x</button></form>',
    "half a tag": "<img src=x",
    "entities": "&lt;script&gt;x&lt;/script&gt;",
    "in an attribute": '[y](https://example.org/"onclick="x)',
    "in a title": "[y](https://example.org '<script>')",
    "in a directive": '<!-- resume: short="<script>x</script>" -->\n- y',
    "comment": "<!-- --><script>x</script><!-- -->",
    "declaration": "<!DOCTYPE html><?php x ?><![CDATA[<script>x</script>]]>",
}
HARMLESS = re.compile(r"</?(\w+)((?: [\w-]+=\"[^\"<>]*\")*)/?>|<!DOCTYPE html>")


@pytest.mark.parametrize("name", MARKUP)
def test_no_markup_of_an_author_reaches_the_page(name):
    """Whatever is on the page was printed by the layout: the same elements and attributes as of a
    résumé without markup, and no sign of a tag beside them.
    """
    html = page(f"{BODY}- {MARKUP[name]}\n\n{MARKUP[name]}\n\n## {MARKUP[name]}\n\nend\n")
    tags = list(HARMLESS.finditer(html))
    assert "<" not in HARMLESS.sub("", html)
    names = {tag[1] for tag in tags}
    assert not names & {
        "script",
        "style",
        "link",
        "iframe",
        "object",
        "embed",
        "svg",
        "img",
        "base",
    }
    assert not names & {"form", "input", "button"}
    attributes = {name for tag in tags for name in re.findall(r" ([\w-]+)=", tag[2] or "")}
    assert attributes <= {
        *("class", "lang", "dir", "charset", "name", "content", "href", "style"),
        *("data-key", "data-name"),
    }


# ── Links ────────────────────────────────────────────────────────────────────────────────

TARGETS = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#10;script:x", "&#106;avascript:x"),
    *("java\\script:x", "%6aavascript:x", "data:text/html,x", "file:///etc/passwd", "FILE:/x"),
    *("vbscript:x", "ftp://x/y", "smb://x/y", "chrome://x", "x-apple:1", "about:blank"),
    *("http://", "https:///x", "http://[::1", "http://]", "mailto:", "tel:", "#name", "?x"),
    *("../x.html", "."),
    *(
        "//example.org/x",
        "\\\\\\\\server\\x",
        "ht&#9;tp://x",
        "https://a.b/&#0;c",
        "blob:x",
        "jar:x",
    ),
]


@pytest.mark.parametrize("base", ["", "https://jane.example.org/a/"], ids=["alone", "with a base"])
@pytest.mark.parametrize("target", TARGETS)
def test_a_link_leads_to_the_web_a_mailbox_or_a_telephone(target, base):
    head = f"---\nbase_url: {base}\n---\n" if base else ""
    html = page(f"{head}{BODY}- [text]({target})\n- <a href='{target}'>text</a>\n- <{target}>\n")
    for found in re.findall(r'<a href="([^"]*)"', html):
        assert re.match(
            r"(?:https?://(?:jane\.example\.org|example\.org|a\.b)|mailto:jane@)", found
        )
        assert found != base or target == "."
        assert not re.search(r"[\x00-\x20]", found)


def test_an_address_that_is_none_does_not_hold_up_the_proof():
    text = f"{BODY}- [text](http://[::1) and [more](http://]/x)\n"
    (rendering,) = build(Source(text), layouts=["full"]).renderings
    assert [one.code for one in rendering.diagnostics if one.severity > 1] == []


# ── Front matter ─────────────────────────────────────────────────────────────────────────


def levels(first, line, count=9):
    """`count` levels of YAML, each of which stands for the one above nine times."""
    lines = [first]
    for number in range(count):
        below = ",".join([f"*a{number}"] * 9)
        lines.append(f"a{number + 1}: &a{number + 1} {line.format(below)}")
    return "\n".join(lines)


BOMBS = {
    "a billion laughs": levels("a0: &a0 [x]", "[{}]"),
    "a billion laughs that are asked for": levels("a0: &a0 [x]", "[{}]")
    + "\nresume:\n  paper: *a9\n",
    "merged mappings": levels("a0: &a0 {k: v}", "{{<<: [{}]}}"),
    "a long text many times": "a: &a " + "x" * 50_000 + "\nb: [" + "*a," * 90 + "]",
    "an alias within itself": "a: &a [*a]",
    "a mapping within itself": "name: &a {b: *a}",
    "deep lists": "a: " + "[" * 500 + "]" * 500,
    "deep mappings": "a: " + "{a: " * 500 + "}" * 500,
    "very many values": "a: [" + "1," * 30_000 + "]",
    "a program": "name: !!python/object/apply:os.system ['true']",
    "a module": "name: !!python/module:os",
    "an unknown tag": "name: !other x",
}


@pytest.mark.parametrize("name", BOMBS)
def test_front_matter_has_bounds(name, coming_to_an_end):
    with coming_to_an_end(), pytest.raises(ResumeError) as caught:
        read(Source(f"---\n{BOMBS[name]}\n---\n{BODY}"))
    assert caught.value.diagnostic.code == "front-matter-invalid"


@pytest.mark.parametrize("bracket", ["[]", "{}"])
def test_front_matter_of_few_values_is_refused_for_its_depth(bracket):
    opening, closing = bracket if bracket == "[]" else ("{a: ", "}")
    with pytest.raises(ResumeError, match="too many levels"):
        read(Source(f"---\na: {opening * 60}{closing * 60}\n---\n{BODY}"))


@pytest.mark.parametrize(
    "text",
    [
        "+++\na = " + "[" * 5000 + "\n+++\n",
        '{\n"a": ' + "[" * 90_000 + "\n}\n",
        "+++\n" + ".".join("a" * 3000) + " = 1\n+++\n",
        "+++\na = " + "9" * 5000 + "\n+++\n",
    ],
    ids=["TOML, deep", "JSON, deep", "TOML, deep keys", "TOML, a long number"],
)
def test_other_front_matter_has_bounds(text, coming_to_an_end):
    with coming_to_an_end(), pytest.raises(ResumeError) as caught:
        read(Source(text + BODY))
    assert caught.value.diagnostic.code == "front-matter-invalid"


@pytest.mark.parametrize(
    "value",
    ["2024-02-31", "0000-00-00", "2024-13-01", "2024-99", "9999-99-99"],
)
def test_a_date_that_is_none_is_told_and_left_out(value):
    found = read(Source(f"---\ndate: {value}\n---\n{BODY}"))
    assert "front-matter-bad-value" in [one.code for one in found.diagnostics]
    assert found.document.settings.date is None


def test_wild_values_are_text_or_left_out():
    wild = "name: .inf\nphone: .nan\nemail: 1e999\nlanguage: 'en\"><script>'\nheadline: 0x7f\n"
    html = page(f"---\n{wild}keywords: [a, {{b: c}}, ~]\n---\n{BODY}")
    assert "<script>" not in html


VALUES = [
    *("red; } body { display: none", "red} * {x: y", "</style><script>", "@import 'x'", "\\0000"),
    *("!x", 'red"><script>', "url(http://127.0.0.1/)", "expression(x)", "/* x", "a; b: c", "x\0"),
    *("var(--a) var(--a)", "calc(1px * infinity)", "attr(href)", "nan", "inf", "1e400", "-1e9"),
    *("red red", "env(x)", "image-set('x')", "src(x)", "1px\n}", "<!--", "x" * 9000),
]


@pytest.mark.parametrize("value", VALUES)
def test_a_custom_property_takes_no_more_than_a_value(value):
    style = find_style("classic")
    for name in style.properties:
        accepted, refused = checked({name: value}, style.properties, style.text_colours, [])
        assert len(accepted) + len(refused) == 1
        for one in accepted.values():
            assert not re.search(r"[;{}<>@!\\\x00\n]|/\*|url|var.*var|src|attr|env|image", one)
            assert len(one) < 500


# ── What the PDF says of itself ──────────────────────────────────────────────────────────

NAMES = {
    "a PDF string": "Jane (Doe) \\\\) /OpenAction << /S /JavaScript /JS (app.alert(1)) >>",
    "XMP": "Jane ]]></rdf:li></rdf:RDF><x:evil/><?xpacket end='w'?><!--",
    "a line end": "Jane\\r\\n/Evil true",
    "an entity": "Jane &lt;!ENTITY x SYSTEM 'file:///etc/hosts'&gt; &x; &#0;",
}


@pytest.mark.parametrize("name", NAMES)
def test_metadata_takes_no_orders(name, press):
    said = NAMES[name].replace('"', "")
    text = f'---\nname: "{said}"\nheadline: "{said}"\nkeywords: ["{said}"]\n---\n{BODY}'
    (rendering,) = build(Source(text), layouts=["full"], press=press).renderings
    reader = pypdf.PdfReader(BytesIO(rendering.pdf))
    assert "/OpenAction" not in reader.root_object
    assert "/AA" not in reader.root_object
    assert "/Evil" not in (reader.metadata or {})
    assert list(reader.attachments) == ["resume.json"]
    metadata = reader.root_object["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    packet = metadata[metadata.index(b"<x:xmpmeta") if b"<x:xmpmeta" in metadata else 0 :]
    tree = ElementTree.fromstring(re.sub(rb"<\?xpacket[^>]*\?>", b"", packet).strip())
    assert not [one for one in tree.iter() if str(one.tag).endswith("evil")]


@pytest.mark.parametrize("character", ["\u202e", "\u2066", "\U000e0041", "\x1b", "\x00", "\ufffe"])
def test_a_character_that_misleads_is_not_published_or_not_there(character, press):
    """Turned round, invisible or commanding: the proof sees it, or the reader took it off."""
    text = BODY.replace("Ran it.", f"Paid 100{character}001 pounds.")
    (rendering,) = build(Source(text), layouts=["full"], press=press).renderings
    words = pypdf.PdfReader(BytesIO(rendering.pdf)).pages[0].extract_text()
    assert not rendering.good or character not in words


FLAG = "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f"  # of England
HIDDEN = {
    "tags": "".join(chr(0xE0000 + ord(letter)) for letter in "hire her"),
    "tags behind a flag": FLAG[0] + "".join(chr(0xE0000 + ord(one)) for one in "hireher\x7f"),
    "tags as entities": "&#xE0068;&#xE0069;",
    "a tag after a flag": FLAG + "\U000e0068",
    "music": "\U0001d173",
}


@pytest.mark.parametrize("name", HIDDEN)
def test_a_message_that_no_person_sees_is_named(name, press):
    (rendering,) = build(
        Source(BODY.replace("Ran it.", f"Ran {HIDDEN[name]} it.")), layouts=["full"], press=press
    ).renderings
    (found,) = (one for one in rendering.diagnostics if one.severity > 1)
    assert found.code == "glyph-missing"
    assert "nobody sees" in found.message


def test_flags_of_countries_are_set(press):
    text = BODY.replace("Ran it.", f"Ran it in {FLAG}.")
    (rendering,) = build(Source(text), layouts=["full"], press=press).renderings
    assert rendering.good


# ── Names of files ───────────────────────────────────────────────────────────────────────

TRICKS = [
    *("../../etc/passwd", "/etc/passwd", "..", ".", "...", "~", "C:\\Windows\\x"),
    *("\\\\server\\x", "a/b", "a\\b", "a\0b", "a\nb", "a:b", "a|b", "a*b?", '"a"', "<a>"),
    *("a%2fb", "a\u2044b", "a\uff0fb", "a\u2215b", "\u202eexe.fdp", "a\u200bb", "CON", "nul"),
    *("com1", "LPT9", "-rf"),
    *(
        "$(touch x)",
        "`x`",
        "a;b",
        "a&b",
        " a ",
        "a.",
        "x" * 5000,
        "é" * 500,
        "\U0001f600",
        "\ud800",
    ),
    *(".git", ".bashrc", "resume.pdf", "a\u0301" * 200, "İ" * 100, "ﷺ" * 100),
]


@pytest.mark.parametrize("name", TRICKS)
def test_a_name_makes_one_file_in_the_folder(name):
    found = file_name(name, "resume", "-full")
    assert found.endswith("-full.pdf")
    assert re.fullmatch(r"[\w-]+\.pdf", found)
    assert PurePosixPath(found).name == PureWindowsPath(found).name == found
    assert not found.startswith(("-", "."))
    assert len(found.encode()) <= 255
    assert not PureWindowsPath(found).is_reserved()


# ── Work that grows ──────────────────────────────────────────────────────────────────────

HEAD = "# Jane\n\n## Experience\n\n"
PIECES = [
    *(
        "*",
        "_a",
        "**a*",
        "[",
        "[a](",
        "[a](<b",
        "![",
        "![a][b",
        "`",
        "`a",
        "<",
        "<a ",
        "<a b='",
        "<b>",
    ),
    *(
        "</b>",
        "<!--",
        "<![CDATA[",
        "<?",
        "<div>\n",
        "<table><tr><td>",
        "<ul><li>",
        "[[a|",
        "~~a",
        "^a",
    ),
    *(
        "{%",
        "{{",
        "*a*{.b ",
        "[a]{.b ",
        "\\vspace{",
        "\\par ",
        "&",
        "&#",
        "&amp;",
        "\\",
        "a\\\n",
        " ",
        "\t",
    ),
    *(
        "1",
        "1-",
        "+1 (234) ",
        "a@",
        "a.",
        "http://",
        "http://a/(",
        "www.",
        "2019-",
        "May ",
        "(2019",
    ),
    *(
        "a, ",
        "(",
        "at ",
        "a · ",
        "A b c. ",
        "a-b",
        "a/",
        "C+",
        "\u200d",
        "\u0301",
        "א a ",
        "\u202e",
        "職",
    ),
    *(
        "|",
        "a | ",
        "- -",
        "- a\n",
        "* ",
        "1. ",
        ">",
        "```\n",
        "$",
        "- [ ] a\n",
        "**A:** b\n\n",
        "[^1]",
    ),
    *("[^1]: [^1]\n", ": ", "::: a\n", "---\n", "+++\n", "# ", "#", "\r", "\0", "x"),
]


@pytest.mark.parametrize("piece", PIECES)
def test_work_does_not_explode(piece, coming_to_an_end):
    """At this size what is linear takes a moment, and what is cubic an afternoon."""
    text = HEAD + piece * (3000 // len(piece)) + "\n"
    with coming_to_an_end():
        reading = read(Source(text))
        document = reading.document
        render(document, find_layout("full"))
        source = Source(text)
        found = check(document, source, today=Date(2026, 1), exists=lambda _: False)
        fixes(source, [*reading.diagnostics, *found])
        outline(document)
        json_resume(document)


NESTED = {
    "lists": "".join("  " * depth + "- a\n" for depth in range(200)),
    "quotes": ">" * 500 + " a\n",
    "emphasis": "*a **b " * 500,
    "brackets": "[" * 2000 + "]" * 2000,
    "elements": "<b><i>" * 500,
    "blocks of HTML": "<div>" * 500,
    "lists of HTML": "<ul><li>" * 500,
    "tables of HTML": "<table><tr><td>" * 300,
    "quotes and lists": "> - " * 300 + "a\n",
    "superscripts": "<sup>" * 300 + "a",
}


@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_deep_is_read_and_set(name, press, coming_to_an_end):
    with coming_to_an_end(60):
        build(Source(f"{BODY}\n{NESTED[name]}\n"), layouts=["full"], press=press)


LARGE = {
    "a wide table": "|" + "a|" * 2000 + "\n|" + "-|" * 2000 + "\n|" + "b|" * 2000 + "\n",
    "a long table": "|a|b|\n|-|-|\n" + "|c|d|\n" * 5000,
    "a large table": ("|" + "a|" * 70 + "\n")
    + ("|" + "-|" * 70 + "\n")
    + ("|" + "b|" * 70 + "\n") * 70,
    "many footnotes of one name": "[^1]\n\n" + "[^1]: a\n" * 5000,
    "many misspelt keys": "",
}


@pytest.mark.parametrize("name", LARGE)
def test_what_is_large_is_read(name, coming_to_an_end):
    text = f"{BODY}\n{LARGE[name]}"
    if name == "many misspelt keys":
        keys = "\n".join(f"emai{number}l: x" for number in range(800))
        text = f"---\n{keys}\n---\n{text}"
    with coming_to_an_end(60):
        source = Source(text)
        reading = read(source)
        fixes(source, reading.diagnostics)


SHEET = ":root {\n  --size: 10;\n  --leading: 1.3;\n  --gap: 1;\n}\n"
RULES = [
    *("a", "{", "}", ";", " ", "\n", "/*", "'", '"', "url(", "url('", "@import "),
    *("@import url(", "@font-face", "@font-face {", "@font-face { font-family: ", "--"),
    *("--a: b", "var(", "a{b:c;", "color:var(--", "!", "! important", "a:  ", "\\", "(", "["),
    *("--a:var(--a", ": "),
]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("before", ["", ":root{", "a{b:", "/*"])
def test_a_sheet_is_looked_over_in_linear_time(stranger, rule, before, coming_to_an_end):
    stranger.write("styles/mine.css", SHEET + before + rule * (100_000 // len(rule)))
    with coming_to_an_end():
        find_style("mine", (stranger.folder,))
