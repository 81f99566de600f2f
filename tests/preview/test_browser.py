"""The preview in a real browser: the page follows the file, whatever happens to it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from resume_pdf.pipeline import build

from .conftest import PATIENCE, RESUME

pytestmark = pytest.mark.xdist_group("browser")

BROKEN = f"---\nname: [x\n---\n{RESUME}"
LONG = RESUME + "".join(f"- Ground {number} lenses, one by one.\n" for number in range(150))


def shown(page, number=1):
    """The key of the PDF whose page stands there, and how many pixels it has across."""
    page.wait_for_selector(f".page:nth-child({number})[data-key]")
    key, width = page.locator(".page").nth(number - 1).get_attribute("data-key").split()
    return key, int(width)


def other_than(page, key):
    """Waits until another PDF than `key` stands there, and returns its key."""
    page.wait_for_selector(f".page:first-child[data-key]:not([data-key^='{key}'])")
    return shown(page)[0]


def begun(page, key):
    """Waits until what the test begins with stands there: what another left may stand before it."""
    page.wait_for_selector(f".page[data-key^='{key}']")
    return key


def text_of(page):
    page.get_by_role("tab", name="Machine text").click()
    return page.locator("#panel-text")


def test_a_save_changes_the_page(preview, open_page, key):
    page = open_page(preview.address)
    text = text_of(page)
    expect(text).to_contain_text("400 lenses")
    before = begun(page, key)
    preview.source.write_text(RESUME.replace("400", "Nine hundred"))
    assert other_than(page, before) != before
    expect(text).to_contain_text("Nine hundred lenses")
    expect(page.get_by_role("status")).to_have_text("Page updated. 1 page.")
    new = preview.source.with_name("new")
    new.write_text(RESUME.replace("400", "Seven"))
    new.replace(preview.source)
    expect(text).to_contain_text("Seven lenses")


@pytest.mark.parametrize("density", [1, 1.5, 2])
def test_a_page_has_a_pixel_for_each_of_the_screen(preview, open_page, density):
    page = open_page(preview.address, device_scale_factor=density)
    for zoom in ("1", "width", "page", "2"):
        page.get_by_label("Zoom").select_option(zoom)
        picture = page.locator(".page").first
        page.wait_for_selector(".page[data-key]")

        def crisp(picture=picture):
            box = picture.bounding_box()
            return abs(shown(page)[1] - box["width"] * density)

        for _ in range(PATIENCE * 20):
            if crisp() < 0.1:
                break
            page.wait_for_timeout(50)
        assert crisp() < 0.1, zoom


def test_an_error_is_shown_with_its_place_and_the_last_good_page_stays(preview, open_page, key):
    page = open_page(preview.address)
    before = begun(page, key)
    preview.source.write_text(BROKEN)
    banner = page.locator("#banner")
    expect(banner).to_be_visible()
    expect(banner).to_contain_text("Not updated. This is the page from")
    expect(banner).to_contain_text("resume.md:3:1: ")
    expect(page.locator("body")).to_have_class(re.compile("stale"))
    expect(page.locator("#panel-findings")).to_contain_text("front-matter-invalid")
    expect(page.get_by_role("status")).to_contain_text("Not updated. resume.md:3:1: ")
    assert shown(page)[0] == before
    link = page.get_by_role("link", name="Download last good PDF")
    with page.expect_download() as download:
        link.click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")
    preview.source.write_text(RESUME.replace("400", "500"))
    expect(banner).to_be_hidden()
    assert other_than(page, before) != before
    expect(page.locator("body")).not_to_have_class(re.compile("stale"))


def test_a_source_that_is_gone_is_told_and_found_again(preview, open_page):
    page = open_page(preview.address)
    preview.source.unlink()
    expect(page.locator("#banner")).to_contain_text("there is no file")
    preview.source.write_text(RESUME.replace("400", "250"))
    expect(page.locator("#banner")).to_be_hidden()
    expect(text_of(page)).to_contain_text("250 lenses")


def test_layout_and_paper_are_switched_and_stay_so_after_a_reload(preview, open_page):
    preview.source.write_text(LONG)
    page = open_page(preview.address)
    expect(page.get_by_role("tab", name="Left out")).to_contain_text(re.compile(r"\d+"))
    assert page.locator(".page").count() == 1
    page.get_by_label("Layout").select_option("full")
    expect(page.locator(".page").nth(1)).to_be_visible()
    expect(page.get_by_role("img", name="Page 1 of ")).to_be_visible()
    page.get_by_label("Paper").select_option("letter")
    expect(page.get_by_label("Paper")).to_have_value("letter")
    other_than(page, "none")
    expect(page.locator("#panel-proof")).to_contain_text("-full.pdf")
    page.reload()
    expect(page.get_by_label("Layout")).to_have_value("full")
    expect(page.get_by_label("Paper")).to_have_value("letter")
    expect(page.locator(".page").nth(1)).to_be_visible()
    box = page.locator(".page").first.bounding_box()
    assert box["height"] / box["width"] == pytest.approx(11 / 8.5, abs=0.01)


def test_a_style_that_is_written_meanwhile_can_be_chosen_and_edited(preview, open_page, key):
    page = open_page(preview.address)
    before = begun(page, key)
    styles = preview.folder / "styles"
    styles.mkdir()
    (styles / "mine.css").write_text('@import url("classic.css");\n.name { color: #123456 }\n')
    expect(page.locator("#style option[value=mine]")).to_be_attached()
    page.get_by_label("Style").select_option("mine")
    first = other_than(page, before)
    (styles / "mine.css").write_text('@import url("classic.css");\n.name { color: #654321 }\n')
    assert other_than(page, first) not in (before, first)


def test_the_place_in_the_pages_is_kept(preview, open_page):
    preview.source.write_text(LONG)
    page = open_page(f"{preview.address}?layout=full")
    second = page.locator(".page").nth(1)
    second.scroll_into_view_if_needed()
    page.locator("#desk").hover()
    page.mouse.wheel(0, 300)
    old = shown(page, 2)[0]
    where = second.bounding_box()["y"]
    while (now := second.bounding_box()["y"]) != where:
        where = now  # Scrolling goes on for a moment.
    preview.source.write_text(LONG.replace("Ground 7 lenses", "Ground seven lenses"))
    page.wait_for_selector(f".page:nth-child(2)[data-key]:not([data-key^='{old}'])")
    assert second.bounding_box()["y"] == pytest.approx(where, abs=1)


def test_the_pdf_that_is_downloaded_is_the_one_that_render_makes(preview, open_page):
    page = open_page(preview.address)
    (rendering,) = build(preview.source, layouts=["onepage"]).renderings
    expect(text_of(page)).to_contain_text("400 lenses")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download PDF").click()
    assert download.value.suggested_filename == rendering.file_name
    assert download.value.path().read_bytes() == rendering.pdf


def test_tabs_and_keys_do_all_that_the_mouse_does(preview, open_page):
    page = open_page(preview.address)
    tabs = [page.get_by_role("tab").nth(number) for number in range(4)]
    page.keyboard.press("1")
    expect(tabs[0]).to_be_focused()
    for key, number in (("ArrowRight", 1), ("End", 3), ("ArrowRight", 0), ("ArrowLeft", 3)):
        page.keyboard.press(key)
        expect(tabs[number]).to_be_focused()
        expect(tabs[number]).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel")).to_have_count(1)
    expect(page.get_by_role("tabpanel")).to_contain_text("passed its proof")
    page.keyboard.press("l")
    expect(page.get_by_label("Layout")).to_be_focused()
    page.keyboard.press("g")
    expect(page.get_by_label("Layout")).to_be_focused()  # In a list, letters are its own.
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Download PDF")).to_be_focused()
    page.keyboard.press("g")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    dialog.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("2")
    expect(tabs[3]).to_have_attribute("aria-selected", "true")


def test_a_finding_names_its_place_and_a_click_copies_it(preview, open_page):
    preview.source.write_text(RESUME + "- [a site]()\n")
    page = open_page(preview.address, permissions=["clipboard-read", "clipboard-write"])
    finding = page.locator("#panel-findings li", has_text="link-empty")
    expect(finding).to_contain_text("warning")
    finding.get_by_role("button", name="line 10, column").click()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"resume\.md:10:\d+ copied"))


def test_a_finding_opens_the_editor_that_was_named(start, open_page):
    preview = start("--editor", "vscode")
    preview.source.write_text(RESUME + "- [a site]()\n")
    page = open_page(preview.address)
    place = page.locator("#panel-findings li", has_text="link-empty").get_by_role("link")
    address = place.get_attribute("href")
    assert re.fullmatch(rf"vscode://file{re.escape(str(preview.source))}:10:\d+", address)


LOOKS = [
    {"color_scheme": "light"},
    {"color_scheme": "dark"},
    {"color_scheme": "light", "viewport": {"width": 320, "height": 640}},
]


@pytest.mark.parametrize("look", LOOKS, ids=["light", "dark", "narrow"])
@pytest.mark.parametrize("text", [LONG + "- [a site]()\n", BROKEN], ids=["good", "stale"])
def test_there_are_no_barriers(preview, open_page, look, text):
    page = open_page(preview.address, bypass_csp=True, reduced_motion="reduce", **look)
    preview.source.write_text(text)
    expect(page.locator("#panel-findings .place")).to_have_count(1)
    axe = Axe()
    for number in range(4):
        page.get_by_role("tab").nth(number).click()
        if number == 2:
            page.wait_for_selector("#panel-text pre")
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
    page.get_by_role("button", name="Keys").click()
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()


def test_everything_has_a_name(preview, open_page):
    page = open_page(preview.address)
    expect(page.get_by_role("banner")).to_be_visible()
    expect(page.get_by_role("main", name="Pages")).to_be_visible()
    expect(page.get_by_role("complementary", name="About these pages")).to_be_visible()
    expect(page.get_by_role("heading", name="resume.md", level=1)).to_be_visible()
    for name in ("Layout", "Style", "Paper", "Zoom"):
        expect(page.get_by_role("combobox", name=name)).to_be_visible()
    expect(page.get_by_role("img", name="Page 1 of 1")).to_be_visible()
    expect(page.get_by_role("tab")).to_have_text(
        [re.compile("Findings"), re.compile("Left out"), "Machine text", "Proof"]
    )


def test_a_narrow_window_needs_no_scrolling_sideways(preview, open_page):
    page = open_page(preview.address, viewport={"width": 320, "height": 640})
    for part in (".bar", ".desk", ".panel", ".page", "#download", "#keys-open", "#tab-proof"):
        box = page.locator(part).first.bounding_box()
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= 320, part


def test_when_the_preview_ends_the_page_says_so(start, open_page):
    preview = start()
    page = open_page(preview.address)
    assert preview.end() == 0
    expect(page.locator("#status-text")).to_have_text("Not connected: the preview has ended")
