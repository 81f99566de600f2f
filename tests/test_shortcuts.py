"""The short way into WeasyPrint: nothing is searched for, nothing is loaded that is not needed, and
the pages are those of the plain way."""

import os
import subprocess
import sys

import pytest

from resume_pdf.cli.process import cores

LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="elsewhere WeasyPrint is imported plainly"
)
RESUME = """\
# Jane Doe

jane@example.org

## Experience

### Baker, Ovens & Co

2019 – 2021

- *Baked* **bread**.
"""


def run(code, **environment):
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


# Written past Python's standard output, which is caught while WeasyPrint is imported.
WATCH = """
import os, sys
starts = ("subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn")
sys.addaudithook(lambda event, _: event in starts and os.write(1, event.encode() + b" "))
"""
LOAD = "from resume_pdf.typeset import preload; preload()\n"


@LINUX
def test_no_process_is_started_to_load_the_typesetting():
    assert run(WATCH + LOAD) == []


@LINUX
def test_no_program_is_started_to_render_and_one_process_forked(tmp_path):
    source = tmp_path / "r.md"
    source.write_text(RESUME, "utf-8")
    command = ["render", str(source), "--quiet", "--output", str(tmp_path / "made")]
    started = run(f"{WATCH}\nfrom resume_pdf.cli import main; assert not main({command!r})")
    assert started == ["os.fork"] * (cores() > 1)
    assert len(list((tmp_path / "made").glob("*.pdf"))) == 2


@LINUX
def test_the_watch_sees_the_processes_of_the_plain_way():
    assert run(WATCH + LOAD.replace("()", "(plain=True)")) != []


@LINUX
def test_a_render_loads_no_tool_for_pictures_or_to_rewrite_fonts():
    code = "from resume_pdf import Source, build\n"
    code += f"assert build(Source({RESUME!r}, 'r.md')).renderings[0].good\n"
    code += "import sys; print(*(m for m in sys.modules if m.startswith(('fontTools.', 'PIL.'))))"
    assert run(code) == ["PIL._version"]


@LINUX
def test_typesetting_loads_no_parser_of_html_and_nothing_that_looks_for_programs_or_archives():
    names = {"tinyhtml5.parser", "subprocess", "zipfile", "importlib.resources"}
    assert run(LOAD + f"import sys; print(*{names} & set(sys.modules))") == []


@LINUX
def test_pages_that_are_no_xml_and_words_with_hyphens_find_what_was_not_loaded():
    code = LOAD + (
        "import pyphen, weasyprint\n"
        "assert pyphen.Pyphen(lang='en').inserted('hyphenation') == 'hy-phen-a-tion'\n"
        "[page] = weasyprint.HTML(string='<p lang=en>A<br>B').render().pages\n"
        "print(*(box.element_tag for box in page._page_box.descendants()))"
    )
    assert "p" in run(code)


@LINUX
def test_a_render_loads_nothing_that_fetches_from_the_network():
    code = "from resume_pdf import Source, build\n"
    code += f"assert build(Source({RESUME!r}, 'r.md')).renderings[0].good\n"
    code += "import sys; print(*{'urllib.request', 'http', 'ssl', 'email'} & set(sys.modules))"
    assert run(code) == []


@LINUX
def test_a_render_reads_no_list_of_the_machines_types_and_who_asks_finds_them():
    code = "import mimetypes\nfrom resume_pdf import Source, build\n"
    code += f"assert build(Source({RESUME!r}, 'r.md')).renderings[0].good\n"
    code += "print(mimetypes.inited, mimetypes.guess_type('a.json')[0], mimetypes.inited)"
    assert run(code) == ["False", "application/json", "True"]


@LINUX
def test_who_makes_a_fetcher_of_weasyprint_gets_one_that_fetches():
    code = LOAD + (
        "import urllib.request, weasyprint\n"
        "from weasyprint.urls import URLFetcher, URLFetcherResponse\n"
        "class Mine(URLFetcher): pass\n"
        "mine = Mine(timeout=3)\n"
        "print(isinstance(mine, urllib.request.OpenerDirector), len(mine.handlers) > 8)\n"
        "found = mine.fetch('data:text/plain;charset=latin-1,a')\n"
        "print(found.read().decode(), found.content_type, found.charset)\n"
        "print(URLFetcherResponse('x:', 'b').headers.get_param('charset'))"
    )
    assert run(code) == ["True", "True", "a", "text/plain", "latin-1", "utf-8"]


def test_pypdf_still_replaces_pictures():
    code = (
        "from resume_pdf.proof.shortcuts import known; assert known()\n"
        "import io, sys, pypdf; assert 'PIL.Image' not in sys.modules\n"
        "from PIL import Image\n"
        "Image.new('RGB', (2, 3)).save(file := io.BytesIO(), 'PDF')\n"
        "page = pypdf.PdfWriter(clone_from=pypdf.PdfReader(file)).pages[0]\n"
        "page.images[0].replace(Image.new('RGB', (4, 5)))\n"
        "print(*page.images[0].image.size)"
    )
    assert run(code) == ["4", "5"]


def test_pypdf_still_knows_the_names_of_glyphs():
    code = (
        "from resume_pdf.proof.shortcuts import known; assert known()\n"
        "import sys; from pypdf import _cmap\n"
        "assert 'pypdf._codecs.adobe_glyphs' not in sys.modules\n"
        "print(*map(_cmap._glyph_name_to_unicode, ('/eacute', '/uni00E4')))\n"
        "print('/ae' in _cmap.adobe_glyphs)\n"
        "from pypdf import _codecs; from pypdf.generic import _font\n"
        "print(_codecs.adobe_glyphs is _font.adobe_glyphs, type(_font.adobe_glyphs) is dict)"
    )
    assert run(code) == ["é", "ä", "True", "True", "True"]


@LINUX
def test_a_proof_imports_nothing_that_was_not_loaded_for_it():
    code = (
        "from resume_pdf import Source, pipeline, proof; import sys\n"
        "proof.load_readers(); prove = pipeline.prove\n"
        "def noted(*given):\n"
        "    before = set(sys.modules); proved = prove(*given)\n"
        "    print(proved.words, *set(sys.modules) - before)\n"
        "    return proved\n"
        "pipeline.prove = noted\n"
        f"pipeline.build(Source({RESUME!r}, 'r.md'), layouts=['full'])"
    )
    (words,) = run(code)
    assert int(words) > 5


def test_pypdf_still_reads_and_writes_ciphers():
    code = (
        "from resume_pdf.proof.shortcuts import known; assert known()\n"
        "import io, sys, pypdf; assert 'pypdf._crypt_providers' not in sys.modules\n"
        "writer = pypdf.PdfWriter(); writer.add_blank_page(9, 9)\n"
        "writer.encrypt('secret', algorithm='RC4-128'); writer.write(file := io.BytesIO())\n"
        "read = pypdf.PdfReader(file)\n"
        "print(read.decrypt('wrong').name, read.decrypt('secret').name, len(read.pages))\n"
        "import pypdf._crypt_providers as ciphers\n"
        "print(pypdf._encryption.CryptAES is ciphers.CryptAES, pypdf.crypt_provider[0] != '')\n"
    )
    assert run(code) == ["NOT_DECRYPTED", "OWNER_PASSWORD", "1", "True", "True"]


def test_pypdf_still_reads_what_a_file_says_of_itself():
    code = (
        "from resume_pdf.proof.shortcuts import known; assert known()\n"
        "import io, sys, pypdf; assert not {'pypdf.xmp', 'xml.dom.minidom'} & set(sys.modules)\n"
        "writer = pypdf.PdfWriter(); writer.add_blank_page(9, 9)\n"
        "from pypdf.xmp import XmpInformation\n"
        "packet = XmpInformation.create(); packet.xmp_creator_tool = 'T'\n"
        "writer.xmp_metadata = packet; writer.write(file := io.BytesIO())\n"
        "print(pypdf.PdfReader(file).xmp_metadata.xmp_creator_tool)\n"
        "print(pypdf._writer.XmpInformation is XmpInformation)"
    )
    assert run(code) == ["T", "True"]


def test_pypdf_still_writes_texts_of_forms():
    code = (
        "from resume_pdf.proof.shortcuts import known; assert known()\n"
        "import sys, pypdf; assert 'pypdf.generic._appearance_stream' not in sys.modules\n"
        "made = pypdf._writer.TextStreamAppearance(text='a')\n"
        "print(b'(a) Tj' in made.get_data(), type(made) is pypdf._writer.TextStreamAppearance)"
    )
    assert run(code) == ["True", "True"]


@LINUX
def test_what_is_put_off_is_there_when_it_is_used():
    code = LOAD + (
        "from weasyprint.pdf import fonts\n"
        "import fontTools.subset, fontTools.ttLib\n"
        "print(type(fonts.subset.Options()) is fontTools.subset.Options)\n"
        "print(fonts.TTLibError is fontTools.ttLib.TTLibError)\n"
        "try: fonts.instantiateVariableFont({}, {})\n"
        "except ValueError as error: print('Missing' in str(error))"
    )
    assert run(code) == ["True", "True", "True"]


@LINUX
@pytest.mark.parametrize(
    "first", ["images.Image.new", "draw.text.Image.new", "css.ImageCmsProfile"]
)
def test_what_weasyprint_sets_of_pillow_is_set_whoever_uses_it_first(first):
    code = LOAD + (
        "import weasyprint.images, weasyprint.draw.text\n"
        f"try: weasyprint.{first}()\n"
        "except TypeError: pass\n"
        "import PIL.EpsImagePlugin, PIL.Image, PIL.ImageFile\n"
        "print(PIL.EpsImagePlugin.gs_binary, PIL.ImageFile.LOAD_TRUNCATED_IMAGES)\n"
        "print(weasyprint.images.Image is PIL.Image)"
    )
    assert run(code) == ["False", "True", "True"]


@LINUX
def test_who_has_imported_weasyprint_keeps_it_as_it_is():
    code = (
        "import weasyprint.pdf.fonts as fonts, fontTools.subset\n"
        + LOAD
        + "print(fonts.subset is fontTools.subset)"
    )
    assert run(code) == ["True"]


@pytest.mark.parametrize("version", ["69.0", "71.0"])
def test_a_version_that_was_not_tried_takes_the_plain_way(version):
    code = (
        "from resume_pdf.typeset import shortcuts\n"
        f"shortcuts._TRIED = ({version!r},)\n"
        + LOAD
        + "import fontTools.subset; from weasyprint.pdf import fonts\n"
        "print(fonts.subset is fontTools.subset)"
    )
    assert run(code) == ["True"]


@LINUX
@pytest.mark.parametrize(("load", "reads"), [(LOAD, 1), (LOAD.replace("()", "(plain=True)"), 2)])
def test_the_subset_of_a_face_is_read_and_not_the_face(load, reads):
    code = load + (
        "from weasyprint.text import fonts\n"
        "class Asked:\n"
        "    def __init__(self, library): self.library, self.names = library, []\n"
        "    def __getattr__(self, name):\n"
        "        self.names.append(name)\n"
        "        return getattr(self.library, name)\n"
        "fonts.harfbuzz = asked = Asked(fonts.harfbuzz)\n"
        "from resume_pdf.theme import find_style\n"
        "from resume_pdf.typeset import Typesetter\n"
        "page = '<!DOCTYPE html><html lang=en><body><p>roman <b>bold</b>'\n"
        "_, used = Typesetter(find_style('classic')).lay_out(page, 'a4').pdf()\n"
        "print(len(used), asked.names.count('hb_face_reference_blob'))"
    )
    assert run(code) == ["2", str(2 * reads)]


@LINUX
def test_objects_of_a_pydyf_that_was_not_tried_are_made_by_it():
    made = (
        "import pydyf, weasyprint\n"
        "begin = pydyf.Object.__init__; begun = []\n"
        "pydyf.Object.__init__ = lambda made: begun.append(type(made)) or begin(made)\n"
        "page = weasyprint.HTML(string='<html lang=en><p>a<ul><li>b</ul>')\n"
        "pdf = page.write_pdf(uncompressed_pdf=True, pdf_tags=True)\n"
        "print(len(begun), pdf.hex())"
    )
    untried = "from resume_pdf.typeset.shortcuts import light; light._TRIED = ()\n"
    (few, short), (many, untried) = run(LOAD + made), run(untried + LOAD + made)
    assert int(few) + 5 < int(many)
    assert short == untried


def test_the_pages_are_the_same_to_the_byte(tmp_path):
    source = tmp_path / "r.md"
    source.write_text(RESUME, "utf-8")
    for name, plain in (("short", ""), ("plain", "1")):
        command = ["render", str(source), "--quiet", "--output", str(tmp_path / name)]
        code = f"import sys; from resume_pdf.cli import main; sys.exit(main({command!r}))"
        run(code, RESUME_PDF_PLAIN=plain)
    files = sorted(path.name for path in (tmp_path / "short").iterdir())
    assert len(files) == 2
    for name in files:
        assert (tmp_path / "short" / name).read_bytes() == (tmp_path / "plain" / name).read_bytes()


@pytest.mark.parametrize(("plain", "short"), [("", "True"), ("1", "False")])
def test_the_proof_takes_no_short_way_where_none_is_to_be_taken(plain, short):
    code = (
        "from resume_pdf.cli.process import heed_plain; heed_plain()\n"
        "from resume_pdf.proof.shortcuts import known; print(known())"
    )
    assert run(code, RESUME_PDF_PLAIN=plain) == [short]


OTHERS = """
import sys, weasyprint
page = '<form>Name <input value="x"> <button>Go</button> <textarea>text</textarea></form>'
page += '<ol style="list-style: upper-roman"><li>one<li>two</ol>'
page += '<table rules=all><tr><td bgcolor=red>cell</table>'
document = weasyprint.HTML(string=page).render(presentational_hints=True, pdf_forms=True)
print(document.write_pdf(uncompressed_pdf=True).hex())
"""


@LINUX
def test_pages_that_others_make_in_the_process_are_the_same_to_the_byte():
    assert run(LOAD + OTHERS) == run(OTHERS)


EVERYTHING = """
from resume_pdf.typeset.elements import ATTRIBUTES, ELEMENTS
from resume_pdf.typeset.shortcuts.sheets import lean_html
import weasyprint

def every(attributes):
    within = sorted(ELEMENTS - {"html", "head", "body", "title", "meta", "img"})
    alone = "".join(f"<{tag} {attributes}>{tag}</{tag}>" for tag in within if tag[0] != "t")
    lists = f"<ul {attributes}><li>a<ol><li>b<ul {attributes}><li>c<dl><dt>d<dd>e</dl>"
    table = "".join(
        f"<{part} {attributes}><tr {attributes}><td {attributes}>c<th>h</tr></{part}>"
        for part in ("thead", "tbody", "tfoot")
    )
    table = f"<table {attributes}><caption {attributes}>c</caption>{table}</table>"
    return alone + table + lists + "</ul></ol></ul>"

names = sorted(ATTRIBUTES - {"style", "src", "href"})
page = every("") + every('dir=RTL') + every('dir=ltr href="http://a.org"')
page += every(" ".join(f'{name}="1"' for name in names))
page += '<ol style="list-style: hebrew"><li>x</ol>'
page += '<p style="list-style: japanese-formal; display: list-item">y'
for engine in (lean_html(), weasyprint.HTML):
    print(engine(string=page).render().write_pdf(uncompressed_pdf=True, pdf_tags=True).hex())
"""


@LINUX
def test_a_page_of_everything_that_one_may_hold_needs_no_more_of_the_style_sheets():
    lean, whole = run(LOAD + EVERYTHING)
    assert len(lean) > 10_000
    assert lean == whole


def test_the_command_leaves_no_copies_of_faces(tmp_path):
    source, temporary = tmp_path / "r.md", tmp_path / "temporary"
    source.write_text(RESUME, "utf-8")
    temporary.mkdir()
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "resume_pdf",
            "render",
            source,
            "--quiet",
            "--output",
            tmp_path / "o",
        ],
        env={**os.environ, "TMPDIR": str(temporary)},
        timeout=120,
    )
    assert done.returncode == 0
    assert list(temporary.iterdir()) == []


GROWTH = f"""
import gc
from resume_pdf import Press, Source, build

press = Press()

def objects():
    build(Source({RESUME!r}, "r.md"), press=press)
    gc.collect()
    return len(gc.get_objects())

objects()
before = objects()
print([objects() for _ in range(8)][-1] - before)
"""


@LINUX
def test_renders_with_one_press_leave_no_objects_behind():
    (grown,) = run(GROWTH)
    assert int(grown) < 200


TYPES = """
import sys
from resume_pdf.typeset.shortcuts.types import read_type
from weasyprint.text.ffi import ffi
from cffi.cparser import Parser

parsed = Parser()
parsed._declarations = ffi._parser._declarations
plain = ["char[]", "char[4]", "unsigned int *", "unsigned int", "FcChar8 **", "FcResult *"]
plain += ["PangoRectangle *", "PangoLogAttr[]", "PangoFcFontMap *", "hb_tag_t[100]", "gpointer"]
plain += ["void *", "hb_codepoint_t[52]", "void(FcPattern *, void *)", "PangoStyle", "gpointer *"]
for text in plain:
    read, right = read_type(text, ffi._parser), parsed.parse_type(text)
    assert type(read) is type(right) and read == right, text
    with ffi._lock:
        assert read.is_raw_function or ffi._get_cached_btype(read) is ffi._get_cached_btype(right)
odd = ["const char *", "char[0]", "char[0x4]", "long", "int (*)(int)", "void(char[4])", "Odd *"]
odd += ["char[2][3]", "struct _GList *", "unsigned int*x", "void(void)(void)", "void(void)", ""]
for text in odd:
    assert read_type(text, ffi._parser) is None, text
print("same")
"""


@LINUX
def test_a_type_of_c_is_read_as_cffi_would_parse_it():
    assert run(LOAD + TYPES) == ["same"]


@LINUX
def test_a_type_of_c_that_is_not_plain_is_parsed():
    code = LOAD + "from weasyprint.text.ffi import ffi; print(ffi.typeof('const char*[3]').length)"
    assert run(code) == ["3"]


DECLARATIONS = r"""
import re
from pathlib import Path
from cffi import model
from cffi.cparser import Parser
from resume_pdf.typeset.shortcuts.declarations import read_declarations
from weasyprint.text import ffi

def told(one, above=()):
    # A structure equals itself alone; two of them are the same if all that is known of them is.
    if isinstance(one, tuple):
        return [told(part, above) for part in one]
    if not isinstance(one, model.BaseTypeByIdentity) or one in above:
        return repr(one)
    return [type(one).__name__, {k: told(v, (*above, one)) for k, v in vars(one).items()}]

def declared(parser):
    told_of = [(key, told(value)) for key, value in parser._declarations.items()]
    return told_of, parser._int_constants

text = re.search(r"ffi.cdef\('''(.*?)'''\)", Path(ffi.__file__).read_text(), re.S)[1]
parsed, read = Parser(), Parser()
parsed.parse(text)
assert read_declarations(text, read, override=False)
print(len(read._declarations) > 200, declared(parsed) == declared(read))

before = declared(read)
others = ["typedef int (*call)(int);", "typedef int many[3];", "int x", "union a { int b; };"]
others += ["extern int x;", "typedef enum { A = B } C;", "volatile int f(void);", "odd f(void);"]
others += ["typedef struct { int a[2]; } s;", "long long f(void);", "#define A 1", "int x;"]
others += ["long f(void *a, long long b);", "int volatile f(void);", "signed f(void);"]
for other in others:
    assert not read_declarations("typedef int fine;" + other, read, override=False), other
    assert declared(read) == before, other
"""


@LINUX
def test_declarations_are_read_as_cffi_would_parse_them_or_not_at_all():
    assert run(LOAD + DECLARATIONS) == ["True", "True"]


@LINUX
def test_no_parser_of_c_is_loaded_for_a_render():
    code = "from resume_pdf import Source, build\n"
    code += f"assert build(Source({RESUME!r}, 'r.md')).renderings[0].good\n"
    code += "import sys; print(*(m for m in sys.modules if m.startswith('pycparser')))"
    assert run(code) == []
