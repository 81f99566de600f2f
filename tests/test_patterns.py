"""Regular expressions that wait to be compiled."""

import importlib
import pkgutil
import re

import pytest

import resume_pdf.reader
from resume_pdf.patterns import lazy


def test_it_is_compiled_when_it_is_used():
    broken = lazy("(")
    with pytest.raises(re.error):
        broken.search("text")


@pytest.mark.parametrize("flags", [0, re.IGNORECASE])
def test_it_is_what_re_compiles(flags):
    due, found = re.compile("b+", flags), lazy("b+", flags)
    assert found.sub("-", "abBa") == due.sub("-", "abBa")
    assert found.findall("abBa") == due.findall("abBa")
    assert (found.pattern, found.flags) == (due.pattern, due.flags)


def test_all_that_wait_can_be_compiled():
    modules = pkgutil.walk_packages(resume_pdf.reader.__path__, "resume_pdf.reader.")
    waiting = {
        id(held): held
        for module in modules
        for value in vars(importlib.import_module(module.name)).values()
        for held in (value if isinstance(value, tuple) else (value,))
        if isinstance(held, type(lazy("")))
    }
    assert len(waiting) > 50
    assert all(re.compile(one.pattern, one.flags) for one in waiting.values())
