"""Which paper a résumé is for when nobody says: Letter in North America, else A4."""

from __future__ import annotations

import re
from typing import Literal

from .document import Document
from .patterns import lazy

# Letter is the standard size in the United States and Canada (ANSI Y14.1, CAN 2-9.60M), and what
# Mexico uses in practice.
_COUNTRY = lazy(
    r"\b(?:USA|U\.S\.A\.|United States(?: of America)?|Canada|Mexico|México)\b", re.IGNORECASE
)
_STATES = (
    "AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ "
    "NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY "
    "AB BC MB NB NL NS NT NU ON PE QC SK YT"
)
# "Duluth, MN" or "Toronto, ON M5V 2T6": the code after a comma, in capitals, at a word's end.
_STATE = lazy(rf",\s*(?:{'|'.join(_STATES.split())})\b")
# A number of the North American Numbering Plan (+1 and ten digits).
_PHONE = lazy(r"tel:\+1\d{10}$")


def paper_for(document: Document) -> Literal["a4", "letter"]:
    """Letter when a contact (a place or a telephone number) lies in North America, else A4."""
    for contact in document.person.contacts:
        if contact.kind == "phone" and _PHONE.match(contact.target or ""):
            return "letter"
        if contact.kind == "location" and (
            _COUNTRY.search(contact.text) or _STATE.search(contact.text)
        ):
            return "letter"
    return "a4"
