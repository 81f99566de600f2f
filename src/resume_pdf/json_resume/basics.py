"""The person of a résumé as JSON Resume has it."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from ..document import Document
from .shown import contacts_shown
from .text import Record, line_of, record, web_address

_NETWORKS = {
    "bitbucket.org": "Bitbucket",
    "facebook.com": "Facebook",
    "github.com": "GitHub",
    "gitlab.com": "GitLab",
    "instagram.com": "Instagram",
    "kaggle.com": "Kaggle",
    "linkedin.com": "LinkedIn",
    "medium.com": "Medium",
    "orcid.org": "ORCID",
    "stackoverflow.com": "Stack Overflow",
    "twitter.com": "Twitter",
    "x.com": "X",
    "xing.com": "XING",
    "youtube.com": "YouTube",
}


def basics_of(document: Document, summary: Sequence[str]) -> tuple[Record, list[Record]]:
    """The person, and the contacts there is no room for: the schema has one of a kind."""
    person = document.person
    headlines = [line_of(i.inlines) for i in person.letterhead if i.role == "headline"]
    basics = record(name=person.name, label=" ".join(headlines))
    profiles: list[Record] = []
    more: list[Record] = []
    for contact in dict.fromkeys(contacts_shown(document)):
        name = "location" if contact.kind == "location" else contact.kind
        value: str | Record | None = contact.text
        if contact.kind == "url":
            value = web_address(contact.target or contact.text, None)
            profile = _profile(value) if value else None
            if profile:
                if profile not in profiles:
                    profiles.append(profile)
                continue
        elif contact.kind == "location":
            value = {"address": contact.text}
        if value and name not in basics:
            basics[name] = value
        elif basics.get(name) != (value or contact.text):
            text = contact.target if contact.kind == "url" else None
            more.append({"kind": contact.kind, "text": text or contact.text})
    return record(**basics, summary="\n".join(summary), profiles=profiles), more


def _profile(url: str) -> Record | None:
    """A page on a network of people, None for any other."""
    parts = urlsplit(url)
    network = _NETWORKS.get((parts.hostname or "").removeprefix("www."))
    if network is None:
        return None
    steps = [step for step in parts.path.split("/") if step]
    # "/name" and LinkedIn's "/in/name" name the person; longer paths lead elsewhere.
    named = len(steps) == 1 or (len(steps) == 2 and steps[0] in ("in", "profile", "user"))
    return record(network=network, username=steps[-1].lstrip("@") if named else None, url=url)
