"""Bad files end in a message that says what is wrong and where."""

import pytest

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
