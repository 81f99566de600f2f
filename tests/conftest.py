"""Options of the whole suite."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-looks",
        action="store_true",
        help="take the pages as they are now for the reference pictures of tests/looks",
    )
