"""What reading imports: no more than the text needs, counted; and what is put off is there when
somebody uses it."""

import subprocess
import sys
from pathlib import Path

import pytest

FIXTURES = sorted((Path(__file__).parents[1] / "fixtures" / "resumes").glob("*.md"))

RESUME = """\
# Jane Doe

jane@example.org | [Baking](https://example.org) | Leeds, UK

## Experience

### Baker, Ovens & Co

May 2019 – present

- Baked **bread** <br> and `rolls`.
"""
FRONT = {
    "yaml": "---\nheadline: Baker\n---\n\n",
    "tomllib": '+++\nheadline = "Baker"\n+++\n\n',
}

READ = """
import sys
before = set(sys.modules)
from resume_pdf.reader import read
from resume_pdf.source import Source
read(Source({text!r}))
print(*sorted(set(sys.modules) - before))
"""
# What notations, attributes of tags, misspelt words and telephone numbers are read with; what takes
# long to import for little; and what only other stages use.
NOT_FOR_READING = {
    *("yaml", "frontmatter", "tomllib", "html.parser", "difflib", "phonenumbers", "babel"),
    *("inspect", "ast", "dis", "typing_extensions", "importlib.resources", "tempfile", "zipfile"),
    *("msgspec.inspect", "msgspec.json", "subprocess", "argparse", "jinja2", "weasyprint"),
    *("resume_pdf.pipeline", "resume_pdf.choose", "resume_pdf.html", "resume_pdf.theme"),
}
MOST = 155  # modules beside those that Python itself starts with


def run(code):
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_a_text_is_read_without_what_it_does_not_need():
    loaded = set(run(READ.format(text=RESUME)))
    assert loaded & NOT_FOR_READING == set()
    assert len(loaded) <= MOST


@pytest.mark.parametrize("parser", FRONT)
def test_front_matter_loads_the_parser_of_its_notation(parser):
    loaded = set(run(READ.format(text=FRONT[parser] + RESUME)))
    assert parser in loaded
    assert "difflib" not in loaded
    assert (parser == "tomllib") == ("tomllib" in loaded)


def test_a_number_loads_nothing_that_looks_for_numbers_in_texts():
    loaded = set(run(READ.format(text=RESUME.replace("Leeds", "+44 20 7946 0123"))))
    assert "phonenumbers.phonenumberutil" in loaded
    assert "phonenumbers.phonenumbermatcher" not in loaded
    assert not any("alt_format" in module for module in loaded)


def test_msgspec_still_knows_types_and_notations():
    code = (
        "import sys; from resume_pdf.record import Record\n"
        "import msgspec; assert 'typing_extensions' not in sys.modules\n"
        "from typing import NotRequired, TypedDict\n"
        "Given = TypedDict('Given', {'a': int, 'b': NotRequired[int]})\n"
        "print(msgspec.json.decode(b'{\"a\":1}', type=Given)['a'])\n"
        "class Point(Record):\n  x: int\n  y: float = 0.5\n"
        "print(msgspec.convert({'x': 3}, Point).x, msgspec.json.encode(Point(1)).decode())\n"
        "print(len(msgspec.inspect.type_info(Point).fields))"
    )
    assert run(code) == ["1", "3", '{"x":1,"y":0.5}', "2"]


def test_dataclasses_still_write_down_their_signatures():
    code = (
        "import resume_pdf.reader, dataclasses, sys; assert 'inspect' not in sys.modules\n"
        "Point = dataclasses.make_dataclass('Point', ['x'])\n"
        "print(Point.__doc__.partition('(')[0], dataclasses.inspect is sys.modules['inspect'])"
    )
    assert run(code) == ["Point", "True"]


def test_yaml_still_tells_kinds_of_values():
    code = (
        "from resume_pdf.reader.syntax.front_matter import read\n"
        "from resume_pdf.source import Source; read(Source('---\\na: 1\\n---\\n'))\n"
        "import yaml\n"
        "print(*yaml.safe_load('[2019-05-01, 1.5, 0x1f, 1:30, yes, ~]'))\n"
        "try: yaml.safe_load('\\x07')\n"
        "except yaml.reader.ReaderError as error: print(error.reason.split()[0])"
    )
    assert run(code) == ["2019-05-01", "1.5", "31", "90", "True", "None", "special"]


def test_phonenumbers_still_finds_numbers_in_texts():
    code = (
        "from resume_pdf.reader.lexicon.contacts import find_contacts as find\n"
        "find('+44 20 7946 0123'); import phonenumbers\n"
        "matcher = phonenumbers.PhoneNumberMatcher('Call +442079460123.', None)\n"
        "print(*(match.raw_string for match in matcher))\n"
        "text, exact = 'Call +44 1234 567 890.', phonenumbers.Leniency.EXACT_GROUPING\n"
        "print(*(one.number.national_number\n"
        "        for one in phonenumbers.PhoneNumberMatcher(text, None, leniency=exact)))\n"
        "print(phonenumbers.AsYouTypeFormatter('US').input_digit('6'))"
    )
    assert run(code) == ["+442079460123", "1234567890", "6"]


READ_ALL = """
import sys
from hashlib import sha256
from resume_pdf.load import load
from resume_pdf.reader import read
from pathlib import Path
found = [repr(read(load(Path(name)))) for name in {names!r}]
print(sha256("".join(found).encode()).hexdigest())
"""


def test_what_is_read_is_the_same_where_all_was_imported_before():
    code = READ_ALL.format(names=[str(path) for path in FIXTURES])
    plain = "import dataclasses, inspect, msgspec, mistune, phonenumbers, yaml\n"
    assert run(code) == run(plain + code)
