"""Makes of WeasyPrint's tagged PDF one that conforms to PDF/A and PDF/UA at once.

WeasyPrint writes one standard a file. Here the other's name is added to the metadata, and what no
validator finds but a listener does is put right: page furniture is tagged as an artifact, a
bullet as its item's label, and links say where they lead. The standards: ISO 19005-3 (PDF/A-3),
19005-4 (PDF/A-4), 14289-1 (PDF/UA-1), 14289-2 (PDF/UA-2), over ISO 32000-1 and -2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

from .embedding import tighten_fonts
from .written import write_once

if TYPE_CHECKING:
    import pydyf
    import weasyprint

Standard = Literal["a3a+ua1", "a4f+ua2"]
"""PDF/A-3a with PDF/UA-1 (PDF 1.7), or PDF/A-4f with PDF/UA-2 (PDF 2.0)."""

OPTIONS: Mapping[Standard, Mapping[str, object]] = {
    "a3a+ua1": {"pdf_variant": "pdf/a-3a"},
    "a4f+ua2": {"pdf_variant": "pdf/a-4f", "pdf_tags": True},
}
"""What WeasyPrint is asked for."""

PROGRAM = "resume-pdf"
ATTACHMENT = "resume.json"
UNDATED = datetime(1980, 1, 1, tzinfo=UTC)
"""The date of an attachment where the document has none; it must have one (ISO 19005-3, 6.8)."""


def date_of(written: str | None) -> datetime:
    """An ISO 8601 date ("2024", "2024-05", "2024-05-01", with a time) as a moment."""
    if written is None:
        return UNDATED
    whole = written + "0001-01-01"[len(written) :] if len(written) < 10 else written
    moment = datetime.fromisoformat(whole)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def tagged_boxes(document: weasyprint.Document) -> Iterator[Any]:
    """Every box that makes an element, in the order in which WeasyPrint makes them."""
    from weasyprint.formatting_structure import boxes

    no_element = (boxes.TextBox, boxes.LineBox)
    for page in document.pages:
        for part in page._page_box.children:
            if not isinstance(part, boxes.MarginBox):
                for box in part.descendants(placeholders=True):
                    if not isinstance(box, no_element):
                        yield box


def mark_labels(boxes: Iterable[Any]) -> None:
    """Has WeasyPrint tag bullets, numbers and check boxes as it tags native list markers.

    Native markers are painted after all other text, so layouts write theirs as text.
    """
    for box in boxes:
        if box.element_tag == "span" and _classes(box) & _LABELS:
            box.element_tag = _MARKER


def finish(
    document: weasyprint.Document, pdf: pydyf.PDF, boxes: Iterable[Any], standard: Standard
) -> None:
    """Makes the PDF conform, before it is written; `boxes` are the `tagged_boxes` of it."""
    _identify(pdf, standard)
    _list_attachments_once(pdf)
    _take_furniture_out(document, pdf)
    tagged = _tagged(boxes, pdf)
    _join_over_pages(pdf, tagged)
    _put_labels_in_place(pdf, tagged)
    _describe_links(document)
    _stop_interpolation(pdf)
    tighten_fonts(document, pdf)
    if standard == "a4f+ua2":
        _drop_outline(pdf)
    write_once(pdf)


# ── What the file says of itself ─────────────────────────────────────────────────────────

_PDFUAID = "http://www.aiim.org/pdfua/ns/id/"
# PDF/A-3 knows no properties but its own: others must be described (ISO 19005-3, 6.6.2.3).
_XMP: Mapping[Standard, str] = {
    "a3a+ua1": f"""
<rdf:Description rdf:about="" xmlns:pdfuaid="{_PDFUAID}" pdfuaid:part="1" />
<rdf:Description rdf:about=""
    xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
    xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
<pdfaSchema:namespaceURI>{_PDFUAID}</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
""",
    "a4f+ua2": f"""
<rdf:Description rdf:about="" xmlns:pdfuaid="{_PDFUAID}" pdfuaid:part="2" pdfuaid:rev="2024" />
""",
}


def _identify(pdf: pydyf.PDF, standard: Standard) -> None:
    """Names PDF/UA in the RDF that names PDF/A; validators read no second one."""
    stream = _at(pdf, pdf.catalog["Metadata"])
    (packet,) = stream.stream
    before, after = packet.rsplit(b"</rdf:RDF>", 1)
    stream.stream = [before + _XMP[standard].encode() + b"</rdf:RDF>" + after]


def _list_attachments_once(pdf: pydyf.PDF) -> None:
    """WeasyPrint adds a file of the document to those it found among all objects."""
    if files := pdf.catalog.get("AF"):
        files[:] = dict.fromkeys(files)


def _stop_interpolation(pdf: pydyf.PDF) -> None:
    """PDF/A forbids smoothing images when they are shown (ISO 19005-3, 6.2.8.1)."""
    for one in pdf.objects:
        if "Interpolate" in getattr(one, "extra", ()):
            one.extra["Interpolate"] = "false"


def _drop_outline(pdf: pydyf.PDF) -> None:
    """PDF/UA-2 wants outlines that lead to structure, not places (ISO 14289-2, 8.8)."""
    if "Outlines" in pdf.catalog:
        _at(pdf, pdf.catalog.pop("Outlines")).clear()
        for one in _dictionaries(pdf):
            if "Title" in one and "Dest" in one:
                one.clear()


# ── Tags ─────────────────────────────────────────────────────────────────────────────────

_LABELS = frozenset({"bullet", "number", "box"})
_MARKER = "li::marker"
_LABEL = "/Lbl"
_JOINED: Mapping[str, str] = {
    "section": "/Sect",
    "article": "/Art",
    "blockquote": "/BlockQuote",
    "ul": "/L",
    "ol": "/L",
    "li": "/LBody",
    "p": "/P",
}
_Tagged = Mapping[str, list[tuple[Any, Any]]]
"""By tag, the elements of the tree with the boxes they were made for."""


def _take_furniture_out(document: weasyprint.Document, pdf: pydyf.PDF) -> None:
    """Running heads and page numbers become artifacts (ISO 32000-1, 14.8.2.2).

    WeasyPrint tags what stands in margin boxes like all else, but hangs it nowhere in the tree.
    """
    from weasyprint.formatting_structure import boxes

    root = _at(pdf, pdf.catalog["StructTreeRoot"])
    held, others = _held_and_not(pdf, root)
    numbers = _at(pdf, root["ParentTree"])["Nums"]
    for index, page in enumerate(document.pages):
        # The elements of the page's marked content, by its number: from 0, without gaps.
        owners = numbers[2 * index + 1]
        strays = [place for place, one in enumerate(owners) if one not in held]
        if not strays:
            continue
        # Painted in another order perhaps, but tagged margin box by margin box.
        strays.sort(key=lambda place: _at(pdf, owners[place]).number)
        margins = [
            box.at_keyword
            for box in page._page_box.children
            if isinstance(box, boxes.MarginBox)
            for inner in box.descendants(placeholders=True)
            if isinstance(inner, boxes.TextBox | boxes.ReplacedBox)
        ]
        margin = dict(zip(strays, margins, strict=len(strays) == len(margins)))
        contents = _at(pdf, _at(pdf, pdf.page_references[index])["Contents"]).stream
        for place, item in enumerate(contents):
            if isinstance(item, dict) and item.get("MCID") in strays:
                keyword = margin.get(item.pop("MCID"), "")
                item["Type"] = "/Pagination"
                if keyword.startswith(("@top", "@bottom")):
                    item["Subtype"] = "/Header" if keyword.startswith("@top") else "/Footer"
                contents[place - 1] = "/Artifact"
        for place in strays:
            owners[place] = "null"
    for one in others:
        one.clear()


def _put_labels_in_place(pdf: pydyf.PDF, tagged: _Tagged) -> None:
    """A label belongs to its item, before the body (ISO 32000-1, 14.8.4.3.3)."""
    for label, box in tagged[_LABEL]:
        parent = body = _at(pdf, label["P"])
        while body.get("S") in ("/P", "/Span", "/NonStruct"):
            body = _at(pdf, body["P"])
        if body.get("S") == "/LBody":
            item = _at(pdf, body["P"])
            parent["K"].remove(label.reference)
            item["K"].insert(0, label.reference)
            label["P"] = item.reference
        elif body.get("S") == "/LI":
            item = body  # A native marker stands where it should.
        else:
            label["S"] = "/Span"  # The number of a footnote: no list, so no label.
            continue
        numbering = "Decimal" if "number" in _classes(box) else "Disc"
        _at(pdf, item["P"])["A"] = f"<</O /List /ListNumbering /{numbering}>>"


def _join_over_pages(pdf: pydyf.PDF, tagged: _Tagged) -> None:
    """What runs over the end of a page is one section, one list, one paragraph; not two."""
    for tag in dict.fromkeys(_JOINED.values()):
        first: dict[Any, Any] = {}
        for element, box in tagged[tag]:
            whole: Any = first.setdefault(box.element, element)
            if whole is not element:
                for kid in element["K"]:
                    _at(pdf, kid)["P"] = whole.reference
                whole["K"].extend(element["K"])
                _remove(pdf, element)


def _remove(pdf: pydyf.PDF, element: Any) -> None:
    """Takes an element off the tree, and the item whose only part it was."""
    parent = _at(pdf, element["P"])
    parent["K"].remove(element.reference)
    element.clear()
    if parent["S"] == "/LI" and not parent["K"]:
        _remove(pdf, parent)


def _tagged(boxes: Iterable[Any], pdf: pydyf.PDF) -> _Tagged:
    """Of each tag that is looked at all elements; none where it cannot be told which is whose."""
    tags = {**_JOINED, _MARKER: _LABEL}
    elements: dict[str, list[Any]] = {tag: [] for tag in tags.values()}
    made_for: dict[str, list[Any]] = {tag: [] for tag in tags.values()}
    for one in _dictionaries(pdf):
        if (tag := one.get("S")) in elements:
            elements[tag].append(one)
    for box in boxes:
        if box.element_tag in tags:
            made_for[tags[box.element_tag]].append(box)
    return {
        tag: list(zip(found, of, strict=True)) if len(found) == len(of := made_for[tag]) else []
        for tag, found in elements.items()
    }


def _dictionaries(pdf: pydyf.PDF) -> Iterator[Any]:
    return (one for one in pdf.objects if isinstance(one, dict))


def _held_and_not(pdf: pydyf.PDF, root: Any) -> tuple[set[Any], list[Any]]:
    """References to all elements of the tree below `root`, and the elements that are not in it."""
    held, others = set(root["K"]), []
    for one in _dictionaries(pdf):  # each behind the one that holds it
        if one.get("Type") == "/StructElem":
            if one.reference in held:
                held.update(one["K"])
            else:
                others.append(one)
    return held, others


def _at(pdf: pydyf.PDF, reference: bytes) -> Any:
    """The object a reference ("12 0 R") leads to."""
    return pdf.objects[int(reference.split()[0])]


def _classes(box: Any) -> set[str]:
    return set() if box.element is None else set(box.element.get("class", "").split())


# ── Links ────────────────────────────────────────────────────────────────────────────────

# E-mail, telephone, any other link; where the language is not here the text stands alone.
_LEADS_TO: Mapping[str, tuple[str, str, str]] = {
    "de": ("E-Mail an {}", "Anruf bei {}", "Link zu {}"),
    "en": ("e-mail to {}", "call {}", "link to {}"),
    "es": ("correo electrónico a {}", "llamar al {}", "enlace a {}"),
    "fr": ("e-mail à {}", "appeler le {}", "lien vers {}"),
    "it": ("e-mail a {}", "chiama {}", "link a {}"),
    "nl": ("e-mail aan {}", "bel {}", "link naar {}"),
    "pl": ("e-mail do {}", "zadzwoń: {}", "odnośnik do {}"),
    "pt": ("e-mail para {}", "ligar para {}", "link para {}"),
}


def _describe_links(document: weasyprint.Document) -> None:
    """Each link says what it is in words (ISO 14289-1, 7.18.5)."""
    import pydyf

    for page in document.pages:
        for _, target, _, box in page.links:
            if box.link_annotation is not None:
                text = " ".join("".join(box.element.itertext()).split())
                described = describe(text, target, document.metadata.lang or "")
                box.link_annotation["Contents"] = pydyf.String(described)


def describe(text: str, target: str, language: str) -> str:
    """What a link is, for who hears the page: its text, and where it leads if that is news."""
    parts = urlsplit(target)
    mail, call, other = _LEADS_TO.get(language.split("-")[0].lower(), ("{}", "{}", "{}"))
    if parts.scheme == "mailto":
        return mail.format(_named(text, unquote(parts.path)))
    if parts.scheme == "tel":
        return call.format(text or parts.path)
    address = target.partition("://")[2].rstrip("/")
    if text.partition("://")[2].rstrip("/") == address or text.rstrip("/") == address:
        return other.format(address)
    return other.format(_named(text, parts.netloc.removeprefix("www.")))


def _named(text: str, place: str) -> str:
    """The text, and the place it leads to unless the text says that."""
    if not text or not place or place.casefold() in text.casefold():
        return text or place
    return f"{text} ({place})"
