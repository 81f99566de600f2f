"""The finished file: its name, and how it comes to its place."""

import os
import stat

import pytest

from resume_pdf.diagnostics import ResumeError
from resume_pdf.publish import file_name, publish


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("Jane Doe", "jane-doe-resume.pdf", id="plain"),
        pytest.param("José Ñandú-Łuk", "jose-nandu-luk-resume.pdf", id="accents"),
        pytest.param("Søren Weiß", "soren-weiss-resume.pdf", id="letters-without-accent"),
        pytest.param("Conor O’Brien Jr.", "conor-obrien-jr-resume.pdf", id="apostrophe"),
        pytest.param("山田 太郎", "山田-太郎-resume.pdf", id="another-script-stays"),
        pytest.param("../../etc/passwd", "etc-passwd-resume.pdf", id="no-way-out-of-the-folder"),
        pytest.param("  ", "cv.pdf", id="no-name-takes-the-stem"),
        pytest.param(None, "cv.pdf", id="unknown-name-takes-the-stem"),
    ],
)
def test_file_name(name, expected):
    assert file_name(name, "cv", "") == expected


def test_the_suffix_stands_before_the_ending():
    assert file_name("Jane Doe", "cv", "-full") == "jane-doe-resume-full.pdf"
    assert file_name(None, "cv", "-full") == "cv-full.pdf"


def test_publishing_makes_the_folder_and_leaves_no_litter(tmp_path):
    path = tmp_path / "out" / "deep" / "a.pdf"
    publish(b"new", path)
    publish(b"newer", path)
    assert path.read_bytes() == b"newer"
    assert list(path.parent.iterdir()) == [path]


def test_permissions_follow_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        publish(b"x", tmp_path / "a.pdf")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a.pdf").stat().st_mode) == 0o640


def test_what_cannot_be_written_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "a.pdf"
    publish(b"old", path)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(ResumeError, match="No space left on device"):
        publish(b"new", path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_the_way_is_named(tmp_path):
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ResumeError) as caught:
        publish(b"x", tmp_path / "out" / "a.pdf")
    assert caught.value.diagnostic.code == "output-unwritable"
    assert caught.value.diagnostic.hint
