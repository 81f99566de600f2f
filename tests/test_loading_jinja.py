"""Filling templates loads of Jinja what compiled ones need, and the rest when it is asked for."""

import subprocess
import sys

import pytest

LOADED = "import sys; from resume_pdf.html import load_templates; load_templates(); "
COMPILING = ["jinja2.compiler", "jinja2.lexer", "jinja2.parser", "tempfile", "inspect", "random"]
OTHERS = ["tomllib", "difflib"]


def printed(code):
    done = subprocess.run(
        [sys.executable, "-c", LOADED + code], capture_output=True, text=True, check=True
    )
    return done.stdout.split()


@pytest.mark.parametrize("module", COMPILING + OTHERS)
def test_what_compiled_templates_do_not_need_is_not_loaded(module):
    assert printed(f"print({module!r} in sys.modules, 'jinja2' in sys.modules)") == [
        "False",
        "True",
    ]


def test_templates_are_compiled_all_the_same():
    code = (
        "import jinja2; environment = jinja2.Environment(); "
        "print(environment.from_string('{{ a|upper }}{% for b in c|sort %}{{ b }}{% endfor %}')"
        ".render(a='x', c=[2, 1]), environment.parse('{{ a }}').body[0].__class__.__name__)"
    )
    assert printed(code) == ["X12", "Output"]


def test_a_template_that_cannot_be_compiled_is_told_as_ever():
    code = (
        "import jinja2\n"
        "try: jinja2.Environment().from_string('{% if %}')\n"
        "except jinja2.TemplateSyntaxError as error: print(error.lineno)"
    )
    assert printed(code.replace("import jinja2", "\nimport jinja2", 1)) == ["1"]
