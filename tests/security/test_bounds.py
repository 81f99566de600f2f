"""Time, memory, size and pages have bounds, which the command sets and tells."""

import subprocess
import sys
import textwrap
import time
from io import BytesIO

import pypdf
import pytest

from resume_pdf import build
from resume_pdf.cli import main
from resume_pdf.cli.jobs import Here
from resume_pdf.diagnostics import ResumeError
from resume_pdf.limits import Limits
from resume_pdf.source import Source
from resume_pdf.theme import find_style
from resume_pdf.typeset import Typesetter
from resume_pdf.verification import verify
from resume_pdf.workers import Workers

RESUME = "# Jane Doe\n\njane@example.org\n\n## Work\n\n- Ran it.\n"
STYLE = ":root {\n  --size: 10;\n  --leading: 1.3;\n  --gap: 1;\n  --face: serif;\n}\n"


@pytest.fixture
def resume(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "resume.md"
    path.write_text(RESUME)
    return path


# ── What the library holds ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", ["path", "text"])
def test_a_source_has_a_size(resume, kind):
    source = resume if kind == "path" else Source(RESUME)
    with pytest.raises(ResumeError) as caught:
        build(source, limits=Limits(source=20))
    assert caught.value.diagnostic.code == "limit-size"


def test_of_a_source_without_end_no_more_is_read_than_it_may_have():
    with pytest.raises(ResumeError) as caught:
        build("/dev/zero", limits=Limits(source=1000))
    assert caught.value.diagnostic.code == "limit-size"


def test_a_pdf_has_a_number_of_pages(resume):
    resume.write_text(RESUME + "<!-- resume: page-break -->\n\n- More.\n\n" * 5)
    (found,) = [
        one
        for one in build(resume, layouts=["full"], limits=Limits(pages=2)).diagnostics
        if one.severity > 1
    ]
    assert found.code == "limit-pages"


def test_pages_past_the_bound_are_not_laid_out(stranger):
    stranger.write("styles/mine.css", STYLE + "p { break-before: page }")
    typesetter = Typesetter(find_style("mine", (stranger.folder,)))
    with pytest.raises(ResumeError) as caught:
        typesetter.lay_out("<html lang=en><title>T</title>" + "<p>x</p>" * 60, "a4", most=20)
    assert caught.value.diagnostic.code == "limit-pages"
    assert "make_all_pages" in [entry.name for entry in caught.traceback]
    assert len(typesetter.lay_out("<html><title>T</title><p>x</p>", "a4", most=1).furniture) == 1


def test_a_layout_from_a_stranger_takes_no_more_pages_than_there_may_be(stranger):
    stranger.write("layouts/full/layout.toml", 'description = "x"\npages = 9000\n')
    path = stranger.write("resume.md", RESUME + "<!-- resume: page-break -->\n\n- More.\n\n" * 5)
    found = build(path, layouts=["full"], limits=Limits(pages=2)).diagnostics
    assert "limit-pages" in [one.code for one in found]


def test_a_layout_that_is_given_more_pages_gets_them(resume):
    built = build(resume, layouts=["full"], pages=3, limits=Limits(pages=1))
    assert [rendering.good for rendering in built.renderings] == [True]


def test_templates_take_a_number_of_steps(stranger):
    stranger.write("layouts/own/layout.toml", 'description = "x"\n')
    stranger.write("layouts/own/page.html.j2", "{% for a in range(900) %}{{ a }}{% endfor %}")
    path = stranger.write("resume.md", RESUME)
    (found,) = build(path, layouts=["own"], limits=Limits(steps=500)).diagnostics
    assert found.code == "layout-invalid"
    assert "steps" in found.message


def test_what_is_verified_has_the_same_bounds(resume):
    with pytest.raises(ResumeError) as caught:
        verify(b"%PDF-1.7", Source(RESUME), limits=Limits(source=20))
    assert caught.value.diagnostic.code == "limit-size"


# ── What the command holds ───────────────────────────────────────────────────────────────


def told(capsys, *arguments):
    status = main(arguments)
    return status, capsys.readouterr().err


@pytest.mark.parametrize("command", ["render", "check", "outline"])
def test_the_command_reads_no_large_file(resume, capsys, command):
    resume.write_text(RESUME + "more " * 100)
    status, said = told(capsys, command, "resume.md", "--max-size", "0.0001")
    assert status == 1
    assert "limit-size" in said
    assert "--max-size" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["render", "resume.md", "--contact", "large.md"],
        ["verify", "x.pdf", "--source", "large.md"],
        ["read", "x.pdf", "--source", "large.md"],
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_command_reads_no_large_file_beside_it(resume, capsys, arguments):
    (resume.parent / "x.pdf").write_bytes(pdf_of(1))
    (resume.parent / "large.md").write_text(RESUME + "more " * 1000)
    status, said = told(capsys, *arguments, "--max-size", "0.002")
    assert status == 1
    assert "large.md is larger than 0.002 MB" in said


def test_the_command_makes_no_endless_pdf(resume, capsys):
    resume.write_text(RESUME + "<!-- resume: page-break -->\n\n- More.\n\n" * 5)
    status, said = told(capsys, "render", "--layout", "full", "--max-pages", "2")
    assert status == 1
    assert "limit-pages" in said
    assert "--max-pages" in said


def pdf_of(pages):
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    data = BytesIO()
    writer.write(data)
    return data.getvalue()


@pytest.mark.parametrize("command", ["verify", "read"])
def test_the_command_reads_no_endless_pdf(tmp_path, capsys, command):
    (tmp_path / "long.pdf").write_bytes(pdf_of(201))
    status, said = told(capsys, command, str(tmp_path / "long.pdf"))
    assert status == 1
    assert "limit-pages" in said
    assert told(capsys, command, str(tmp_path / "long.pdf"), "--max-size", "0.001")[0] == 1


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "x", ""])
@pytest.mark.parametrize("option", ["--timeout", "--max-memory", "--max-size", "--max-pages"])
def test_a_bound_is_a_number_from_0(resume, option, value):
    with pytest.raises(SystemExit) as caught:
        main(["render", f"{option}={value}"])
    assert caught.value.code == 2


def test_0_takes_a_bound_away(resume, capsys):
    bounds = ["--timeout", "0", "--max-memory", "0", "--max-size", "0", "--max-pages", "0"]
    assert main(["render", "--layout", "full", *bounds]) == 0


# ── Time and memory: in processes of their own ───────────────────────────────────────────

HUNG = {
    "Python that loops": "while True: pass",
    "Python that swallows every error": """
        while True:
            try:
                while True: pass
            except BaseException: pass
        """,
    "a regular expression": "import re; re.match('(a+)+$', 'a' * 64 + 'b')",
    "a library in C": "import hashlib; hashlib.pbkdf2_hmac('sha256', b'', b'', 10 ** 9)",
    "a wait": "import time; time.sleep(600)",
    "a clean-up": """
        class Slow:
            def __del__(self):
                while True: pass
        slow = Slow()
        del slow
        """,
}


def run(script, *arguments, cwd):
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120)


SETTING, READING = ("pipeline", "build"), ("reader", "read")  # this in the second process


def hung(body, where=SETTING):
    module, name = where
    return (
        f"import sys\nfrom resume_pdf import {module}\nfrom resume_pdf.cli import main\n"
        "def struck(*arguments, **options):\n"
        f"{textwrap.indent(textwrap.dedent(body).strip(), '    ')}\n"
        f"real, {module}.{name} = {module}.{name}, struck\n"
        "sys.exit(main(sys.argv[1:]))\n"
    )


@pytest.mark.parametrize("where", [SETTING, READING], ids=lambda where: where[0])
@pytest.mark.parametrize("way", HUNG)
def test_a_run_that_hangs_ends_and_says_so(resume, way, where):
    found = run(hung(HUNG[way], where), "render", "--timeout", "0.5", cwd=resume.parent)
    assert found.returncode == 1
    assert "limit-time" in found.stderr
    assert "--timeout" in found.stderr
    assert "Traceback" not in found.stderr
    assert list(resume.parent.iterdir()) == [resume]


def test_a_run_that_hangs_leaves_no_copies_of_faces(resume, tmp_path):
    (tmp_path / "tmp").mkdir()
    script = "import os; os.environ['TMPDIR'] = 'tmp'\n" + hung(
        """
        import hashlib
        kept = real(*arguments, **options)
        hashlib.pbkdf2_hmac('sha256', b'', b'', 10 ** 9)
        """
    )
    found = run(script, "render", "--layout", "full", "--timeout", "10", cwd=resume.parent)
    assert "limit-time" in found.stderr
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system has no such limit")
@pytest.mark.parametrize("where", [SETTING, READING], ids=lambda where: where[0])
def test_a_run_that_takes_all_memory_ends_and_says_so(resume, where):
    found = run(
        hung("x = [b'x' * 10 ** 6 for _ in range(10 ** 6)]", where),
        "render",
        "--max-memory",
        "400",
        cwd=resume.parent,
    )
    assert found.returncode == 1
    assert "limit-memory" in found.stderr
    assert "Traceback" not in found.stderr


def no_memory_for_a_thread(monkeypatch):
    def start(_):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr("threading.Timer.start", start)


def no_memory_for_a_sheet(monkeypatch):
    def read(*_):
        raise MemoryError

    monkeypatch.setattr("resume_pdf.typeset.fetcher._read", read)


@pytest.mark.parametrize("short", [no_memory_for_a_thread, no_memory_for_a_sheet])
def test_memory_that_lacks_where_a_library_words_it_otherwise_is_told(
    resume, capsys, monkeypatch, short
):
    short(monkeypatch)
    assert main(["render", "resume.md", "--layout", "full"]) == 1
    assert "error[limit-memory]" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system has no such limit")
def test_the_limit_of_memory_is_the_command_s_alone(resume, capsys):
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    main(["outline", "resume.md", "--max-memory", "1000"])
    assert resource.getrlimit(resource.RLIMIT_DATA) == before


def test_a_process_that_hangs_is_ended_and_another_takes_its_place():
    with Workers(1, seconds=5) as workers:
        hung = workers.submit(time.sleep, 600)
        assert isinstance(hung.exception(), TimeoutError)
        assert workers.submit(len, "abc").result() == 3


def test_in_one_process_each_task_has_its_own_time():
    here = Here(0.5)
    hung = here.submit(time.sleep, 600).exception()
    assert isinstance(hung, ResumeError)
    assert hung.diagnostic.code == "limit-time"
    assert here.submit(len, "abc").result() == 3


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_of_many_each_that_takes_too_long_is_named(resume, jobs):
    (resume.parent / "other.md").write_text(RESUME.replace("Jane", "June"))
    script = "import sys; from resume_pdf.cli import main\n"
    script += "if __name__ == '__main__': sys.exit(main(sys.argv[1:]))\n"
    arguments = ("render", "resume.md", "other.md", "--timeout", "0.001", "--jobs", jobs)
    found = run(script, *arguments, cwd=resume.parent)
    assert found.returncode == 1
    assert "resume.md: it took longer than 0.001 s" in found.stderr
    assert "other.md: it took longer than 0.001 s" in found.stderr
