"""Bad files end in a message that says what is wrong and where."""

import os
import threading

import pytest

from resume_pdf import load as module
from resume_pdf.diagnostics import ResumeError
from resume_pdf.load import decode, load


def failure(path):
    with pytest.raises(ResumeError) as caught:
        load(path)
    return caught.value.diagnostic


def test_a_file_is_read_with_its_line_ends(tmp_path):
    path = tmp_path / "cv.md"
    path.write_bytes("# Zoë\r\n".encode())
    source = load(path)
    assert (source.text, source.name, source.path) == ("# Zoë\r\n", str(path), path)


def test_a_missing_file_names_what_is_there(tmp_path):
    (tmp_path / "resume.md").write_text("x")
    found = failure(tmp_path / "cv.md")
    assert found.code == "no-source"
    assert "resume.md" in found.hint


def test_a_folder_names_the_file_inside(tmp_path):
    (tmp_path / "cv.md").write_text("x")
    found = failure(tmp_path)
    assert found.code == "no-source"
    assert str(tmp_path / "cv.md") in found.hint


def test_bytes_that_are_not_utf8_are_placed():
    with pytest.raises(ResumeError, match=r"cv\.md:2:4: .*0xe9"):
        decode(b"# A\nJos\xe9\n", "cv.md")


def test_utf16_is_recognised():
    with pytest.raises(ResumeError, match="UTF-16"):
        decode("# A".encode("utf-16"), "cv.md")


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf\n"])
def test_an_empty_file_is_an_error(data):
    with pytest.raises(ResumeError) as caught:
        decode(data, "cv.md")
    assert caught.value.diagnostic.code == "source-empty"


def saving(path, monkeypatch, times):
    """Has the file saved anew, in place, while it is read the first so many times."""
    real, texts = module.read_all, iter([f"# Version {n}\n" * n for n in range(2, 2 + times)])

    def read_all(file, name, most):
        data = real(file, name, most)
        text = next(texts, None)
        if text is not None:
            path.write_text(text)
        return data

    monkeypatch.setattr(module, "read_all", read_all)


def test_a_file_that_is_saved_while_it_is_read_is_read_again(tmp_path, monkeypatch):
    path = tmp_path / "cv.md"
    path.write_text("# Version 1\n")
    saving(path, monkeypatch, 2)
    assert load(path).text == "# Version 3\n" * 3


def test_a_file_that_is_written_to_all_the_time_is_told(tmp_path, monkeypatch):
    path = tmp_path / "cv.md"
    path.write_text("# Version 1\n")
    saving(path, monkeypatch, 100)
    assert failure(path).code == "source-changed"


def test_a_pipe_is_read_to_its_end(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    writer = threading.Thread(target=path.write_text, args=("# Ada\n",))
    writer.start()
    assert load(path).text == "# Ada\n"
    writer.join()
