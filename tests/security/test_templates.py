"""A stranger's layout shows the résumé, and does nothing else for longer than it may."""

import os

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.html import render
from resume_pdf.html.page import _environment
from resume_pdf.html.sandbox import Strange
from resume_pdf.reader import read
from resume_pdf.source import Source
from resume_pdf.theme import find_layout, layout_names

RESUME = "# Jane Doe\n\njane@example.org\n\n## Work\n\n### Head, Ltd | 2019\n\n- Ran it.\n"


def rendered(stranger, template, text=RESUME, steps=200_000):
    """The HTML of a layout that is one template."""
    stranger.write("layouts/own/layout.toml", 'description = "x"\n')
    stranger.write("layouts/own/page.html.j2", template)
    layout = find_layout("own", (stranger.folder,))
    return render(read(Source(text)).document, layout, steps)


PYTHON = {
    "a file, by a path that lies about": "{{ layout.folders[0].read_text() }}",
    "a file, by a path that is joined": "{{ (layout.folders | first).joinpath('/etc/hosts') }}",
    "where the files lie": "{{ layout.folders[0] }}",
    "where the files lie, by their stamp": "{{ layout.stamp[0] }}",
    "the class": "{{ document.__class__ }}",
    "the subclasses": "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "the class, by index": "{{ document['__class__']['__init__'] }}",
    "the class, by a filter": "{{ document | attr('__class__') }}",
    "the class, by a map": "{{ [document] | map(attribute='__class__') | first }}",
    "the class, by format": "{{ '{0.__class__}'.format(document) }}",
    "the class, by format_map": "{{ '{a.__class__}'.format_map({'a': document}) }}",
    "the globals of a function": "{{ key.__globals__ }}",
    "the globals of a partial": "{{ href.func.__globals__ }}",
    "the function of a partial": "{{ href.func }}{{ href.func('', 'http://x').__doc__ }}",
    "the environment": "{{ self.__init__ }}",
    "the loader": "{{ self._TemplateReference__context.environment.loader }}",
    "an import": "{{ import('os') }}",
    "the code of a macro": "{% macro m() %}{% endmacro %}{{ m._func.__code__ }}",
    "a method that changes": "{{ {}.update({'a': 1}) }}",
    "a statement that runs": "{% do document %}",
    "debugging": "{% debug %}",
}


@pytest.mark.parametrize("attempt", PYTHON)
def test_a_template_reaches_no_python(stranger, watch, attempt):
    with watch.watching(), pytest.raises(ResumeError) as caught:
        rendered(stranger, PYTHON[attempt])
    assert caught.value.diagnostic.code == "layout-invalid"
    assert not [name for name in watch.opened if "hosts" in name]


FILES = {
    "include": "{% include '../../../out/secret.txt' %}",
    "include, absolute": "{% include '/etc/hosts' %}",
    "import": "{% import '../../../out/secret.txt' as x %}",
    "extends": "{% extends '../../../out/secret.txt' %}",
    "include by a link": "{% include 'link.txt' %}",
    "include by a link to a folder": "{% include 'way/secret.txt' %}",
    "include by a chain of links": "{% include 'first.txt' %}",
    "include of a hidden file": "{% include '.env' %}",
    "include of a hidden folder": "{% include '.git/config' %}",
    "include of a pipe": "{% include 'pipe' %}",
    "include of a folder": "{% include 'folder' %}",
    "include of a large file": "{% include 'large.txt' %}",
    "include of bytes": "{% include 'bytes.txt' %}",
}


@pytest.mark.parametrize("attempt", FILES)
def test_a_template_includes_nothing_from_elsewhere(stranger, watch, attempt):
    own = stranger.write("layouts/own/.env", stranger.secret).parent
    stranger.write("layouts/own/.git/config", stranger.secret)
    stranger.write("layouts/own/folder/x", "x")
    stranger.write("layouts/own/large.txt", "x" * 300_000)
    stranger.write("layouts/own/bytes.txt", b"\xff\xfe\xfd")
    (own / "link.txt").symlink_to(stranger.outside / "secret.txt")
    (own / "way").symlink_to(stranger.outside)
    (own / "first.txt").symlink_to(own / "second.txt")
    (own / "second.txt").symlink_to(stranger.outside / "secret.txt")
    os.mkfifo(own / "pipe")
    with watch.watching(), pytest.raises(ResumeError):
        rendered(stranger, FILES[attempt])
    assert not [name for name in watch.opened if "secret.txt" in name or "hosts" in name]


BOMBS = {
    "a long range": "{% for a in range(100000000) %}x{% endfor %}",
    "loops within loops": "{% for a in range(999) %}{% for b in range(999) %}"
    "{% endfor %}{% endfor %}",
    "a loop that prints much": "{% for a in range(999) %}" + "x" * 9999 + "{% endfor %}",
    "a macro that calls itself": "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "a macro that calls itself twice": "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}"
    "{% endif %}{% endmacro %}{{ m(40) }}",
    "a loop that calls itself": "{% for a in range(9) recursive %}{{ loop(range(9)) }}{% endfor %}",
    "a template that includes itself": "{% include 'page.html.j2' %}",
    "a template that includes itself a little": "{% set n = (n or 0) + 1 %}{% if n < 40 %}"
    "{% include 'page.html.j2' %}{% include 'page.html.j2' %}{% endif %}",
    "a template that extends itself": "{% extends 'page.html.j2' %}",
    "a block within itself": "{% block a %}{{ self.a() }}{% endblock %}",
    "a text multiplied": "{{ 'x' * 1000000000 }}",
    "a list multiplied": "{{ [1] * 1000000000 }}",
    "a power": "{{ 10 ** 10 ** 10 }}",
    "powers by multiplying": "{% set ns = namespace(n=9) %}{% for a in range(99) %}"
    "{% set ns.n = ns.n * ns.n %}{% endfor %}{{ ns.n }}",
    "a text doubled by ~": "{% set ns = namespace(s='x') %}{% for a in range(99) %}"
    "{% set ns.s = ns.s ~ ns.s %}{% endfor %}",
    "a text doubled by +": "{% set ns = namespace(s='x') %}{% for a in range(99) %}"
    "{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "a list doubled": "{% set ns = namespace(s=[1]) %}{% for a in range(99) %}"
    "{% set ns.s = ns.s + ns.s %}{% endfor %}",
    "a text doubled by a set block": "{% set ns = namespace(s='x') %}{% for a in range(99) %}"
    "{% set t %}{{ ns.s }}{{ ns.s }}{% endset %}{% set ns.s = t %}{% endfor %}",
    "a text doubled by join": "{% set ns = namespace(s='x') %}{% for a in range(99) %}"
    "{% set ns.s = [ns.s, ns.s, ns.s] | join(ns.s) %}{% endfor %}",
    "padding by a filter": "{{ 'x' | center(1000000000) }}",
    "padding by a method": "{{ 'x'.ljust(1000000000) }}{{ 'x'.zfill(1000000000) }}",
    "padding by tabs": "{{ '\t'.expandtabs(1000000000) }}",
    "padding by format": "{{ '{:1000000000}'.format(1) }}",
    "padding by %": "{{ '%1000000000d' % 1 }}",
    "padding by the format filter": "{{ '%1000000000d' | format(1) }}",
    "padding by indent": "{{ 'x\nx' | indent(1000000000) }}",
    "replacing": "{{ ('x' ~ 'x') | replace('x', 'y') }}",
    "words made up": "{{ lipsum(n=100000) }}",
    "rounding": "{{ 2.5 | round(1000000000) }}",
    "deep brackets": "{{ " + "[" * 400 + "]" * 400 + " }}",
}


@pytest.mark.parametrize("attempt", BOMBS)
def test_a_template_comes_to_an_end(stranger, attempt):
    with pytest.raises(ResumeError) as caught:
        rendered(stranger, BOMBS[attempt])
    assert caught.value.diagnostic.code == "layout-invalid"


@pytest.mark.parametrize(
    "template",
    [
        "{{ document.person.name | safe }}",
        "{% autoescape false %}{{ title }}{% endautoescape %}",
        "{{ title | forceescape | safe }}",
        "{{ {'a': title} | xmlattr }}",
        "{{ 1 // 0 }}",
        "{{ document.sections[0].title.nothing }}",
        "{{ 'x' < 1 }}",
        "{{ key(1) }}",
        "{{ '\\ud800' }}",
        "{% if %}",
    ],
)
def test_a_template_neither_unescapes_nor_breaks_the_program(stranger, template):
    with pytest.raises(ResumeError) as caught:
        rendered(stranger, template)
    assert caught.value.diagnostic.code == "layout-invalid"


# ── The author's words are no template and no markup ─────────────────────────────────────

INJECTIONS = (
    "{{7777*7777}}",
    "{% include 'x' %}",
    "{#x#}",
    "<img src=x>",
    "${7777*7777}",
    "#{7777*7777}",
    "<%=7%>",
)
FIELDS = {
    "name": "# {}\n\n## Work\n\n- It.\n",
    "front matter": "---\nname: |\n  {}\nheadline: |\n  {}\nkeywords: |\n  {}\n---\n"
    "\n## Work\n\n- It.\n",
    "headline": "# Jane\n\n{}\n\nj@example.org\n\n## Work\n\n- It.\n",
    "section": "# Jane\n\n## {}\n\n- It.\n",
    "entry": "# Jane\n\n## Work\n\n### {} | Ltd | 2019\n\n- It.\n",
    "item": "# Jane\n\n## Work\n\n- {}\n",
    "cell": "# Jane\n\n## Work\n\n| a | b |\n|---|---|\n| {} | c |\n",
    "alternative text": "# Jane\n\n## Work\n\n![{}](x.png)\n",
    "link": "# Jane\n\n## Work\n\n[{}](https://example.org/)\n",
    "code": "# Jane\n\n## Work\n\n```\n{}\n```\n",
    "footnote": "# Jane\n\n## Work\n\nIt[^1].\n\n[^1]: {}\n",
    "term": "# Jane\n\n## Skills\n\n{}\n: such\n",
    "contact": "# Jane\n\n- Web: <https://example.org/{}>\n\n## Work\n\n- It.\n",
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("layout", layout_names())
def test_what_an_author_writes_is_no_template(field, layout):
    for injection in INJECTIONS:
        text = FIELDS[field].replace("{}", injection)
        html = render(read(Source(text)).document, find_layout(layout))
        assert "60481729" not in html
        assert "<img" not in html
        assert "<%=" not in html


# ── What must go on working ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", layout_names())
def test_a_copy_of_a_bundled_layout_prints_the_same(name, monkeypatch):
    document = read(Source(RESUME)).document
    layout = find_layout(name)
    expected = render(document, layout)
    monkeypatch.setattr("resume_pdf.html.page.is_bundled", lambda _: False)
    assert isinstance(_environment(layout.folders, layout.stamp, strange=True), Strange)
    assert render(document, layout) == expected


def test_steps_are_enough_for_a_long_resume(monkeypatch):
    monkeypatch.setattr("resume_pdf.html.page.is_bundled", lambda _: False)
    text = RESUME + "- Did a thing, and then another one.\n" * 5000
    html = render(read(Source(text)).document, find_layout("full"))
    assert html.count("<li") == 5001
