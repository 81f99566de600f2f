"""Each element gets the rules that match it, as cssselect2 finds them, and is asked about few."""

import sys
from collections import Counter
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from resume_pdf.typeset import preload

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere none is taken")

PAGE = """<html lang="en-GB"><head><title>T</title></head>
<body class="page layout-full" data-kind="Résumé"><h1 id="name" class=" name  large">N</h1>
<p class="item" dir="rtl">a <em lang="ja">b</em><em/></p><p class="item">c</p>
<ul class="list"><li/><li class="item box"><p class="item"/></li></ul></body></html>"""
OF_ROOT = (":root", ":root:lang(en)", ":root:lang(ja)", "body > :root", ":root:not(p)")
ABSENT = (":root:lang(ja) *", ".none *", ".none ~ *", ":is(.none, #none) *", "[dir=ltr] *")
PRESENT = (
    *(
        "*",
        "*::before",
        ":root[lang]",
        ":root:lang(en) *",
        "[dir] *",
        "[dir='rtl' i] > *",
        "[DIR=rtl] *",
    ),
    *(":lang(ja)", "[lang]", "[lang|=en] *", "[data-kind^=R]", "[class~=item]", ":not(.none)"),
    *(":has(> em)", ":nth-child(2n)", ":is(.box, .item)", ":where(#name, .none)", ":is(p) + *"),
    *("#name", ".item", "p.item", "EM", ".list .item", "h1 ~ p", "p:first-of-type::first-line"),
)


@pytest.fixture(scope="module")
def sheets():
    """As WeasyPrint has them: a sheet, its origin, the weight of all of its rules."""
    preload()
    import weasyprint

    texts = [*OF_ROOT, *ABSENT, *PRESENT], ["p", "*", *reversed(PRESENT)]
    return [
        (weasyprint.CSS(string="".join(f"{one} {{ color: red }}" for one in text)), "author", None)
        for text in texts
    ]


@pytest.fixture
def root():
    from resume_pdf.typeset.shortcuts.matching import element_class

    return element_class().from_html_root(ElementTree.fromstring(PAGE))


def test_the_rules_of_an_element_are_those_that_cssselect2_finds(sheets, root):
    from resume_pdf.typeset.shortcuts.matching import matching

    rules_of = matching(sheets, root)
    for element in root.iter_subtree():
        expected = [
            (place, rule)
            for place, (sheet, _, _) in enumerate(sheets)
            for rule in sheet.matcher.match(element)
        ]
        assert rules_of(element) == expected != []


def test_no_rule_is_asked_about_that_names_what_the_page_lacks(root):
    preload()
    import weasyprint

    from resume_pdf.typeset.shortcuts.matching import matching

    asked: Counter[str] = Counter()

    class Counted(SimpleNamespace):
        def compiled(self, element):
            asked[self.name] += 1
            return self.test(element)

    def entries(selector):
        sheet = weasyprint.CSS(string=f"{selector} {{ color: red }}")
        for test, *rule in sheet.matcher.other_selectors:
            yield Counted(name=selector, test=test, selector=test.selector), *rule

    matcher = weasyprint.CSS(string="").matcher
    for selector in (*OF_ROOT, *ABSENT, "[dir] *"):
        matcher.other_selectors += entries(selector)
    rules_of = matching([(SimpleNamespace(matcher=matcher), "author", None)], root)
    elements = [*root.iter_subtree()]
    for element in elements:
        rules_of(element)
    assert asked == {**dict.fromkeys(OF_ROOT, 1), "[dir] *": len(elements)}


def test_elements_are_found_by_name_or_selector(root):
    def found(*selectors):
        return [one.etree_element.tag for one in root.query_all(*selectors)]

    assert found("em", "title") == ["title", "em", "em"]
    assert found(".item > em", "style") == ["em", "em"]


def test_a_page_is_asked_again_only_for_what_its_root_may_change(sheets, root):
    import weasyprint

    from resume_pdf.typeset.shortcuts.matching import matched

    def told(sheets):
        page.wrapper_element.etree_element.set("style", f"--gap: {next(gaps)}")
        return matched(page, sheets)

    gaps = iter(range(9))
    page = SimpleNamespace(wrapper_element=root, matched=None)
    first = told(sheets)
    assert [element for element, _, _ in first] == [*root.etree_element.iter()]
    assert told(sheets) is first
    assert told(sheets[:1]) == [
        (element, parent, [rule for rule in rules if rule[0] == 0])
        for element, parent, rules in first
    ]
    asking = (weasyprint.CSS(string='[style="--gap: 4"] p { color: red }'), "author", None)
    assert not any(rules for _, _, rules in told([asking]))
    assert sum(bool(rules) for _, _, rules in told([asking])) == PAGE.count("<p ")
    page.wrapper_element.etree_element.set("lang", "ja")
    assert told(sheets) != first


def test_only_the_selectors_that_may_match_are_compiled(root):
    import weasyprint

    from resume_pdf.typeset.shortcuts.matching import matching

    sheet = weasyprint.CSS(string="".join(f"{one} {{ color: red }}" for one in (".none", "EM")))
    rules_of = matching([(sheet, "author", None)], root)
    matcher = sheet.matcher
    (never, *_), (em, *_) = (
        matcher.class_selectors["none"][0],
        matcher.lower_local_name_selectors["em"][0],
    )
    assert sum(bool(rules_of(one)) for one in root.iter_subtree()) == PAGE.count("<em")
    assert vars(never)["_compiled"] is None is not vars(em)["_compiled"]
    assert em(root) is never(root) is False
