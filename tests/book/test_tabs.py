"""The same step in Keras and in PyTorch: tabs between which a reader chooses once, for all pages."""

import nbformat
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import expect

from tests.book.built import CHAPTERS, ROOT, TOO_WIDE, serious, settle

pytestmark = pytest.mark.slow


def pairs(chapter):
    """The neighbouring cells of a chapter's notebook that its page shows as tabs."""
    cells = nbformat.read(ROOT / f"{chapter}.ipynb", as_version=nbformat.NO_CONVERT).cells
    tagged = [cell for cell in cells if {"keras", "pytorch"} & set(cell.metadata.get("tags", []))]
    return list(zip(tagged[::2], tagged[1::2], strict=False))  # an odd one is what test_stored finds


SETS = {chapter: len(pairs(chapter)) for chapter in CHAPTERS}
TABBED = [chapter for chapter, sets in SETS.items() if sets]
SEVERAL = max(TABBED, key=SETS.get)
ANOTHER = next(chapter for chapter in TABBED if chapter != SEVERAL)


def shown(page):
    """The names of the tabs whose content is visible, from the top of the page down."""
    return page.evaluate(
        "[...document.querySelectorAll('.sd-tab-content')].filter(content => content.checkVisibility())"
        ".map(content => document.querySelector(`label[aria-controls=${content.id}]`).textContent.trim())"
    )


def choose(page, framework, number=0):
    page.locator(".sd-tab-set").nth(number).get_by_text(framework, exact=True).click()


@pytest.mark.parametrize("chapter", TABBED)
def test_each_tab_holds_its_cell_with_its_outputs(chapter, html):
    soup = BeautifulSoup((html / f"{chapter}.html").read_text(encoding="utf-8"), "html.parser")
    for tabs, cells in zip(soup.select(".sd-tab-set"), pairs(chapter), strict=True):
        labels = [label.get_text(strip=True) for label in tabs.select(":scope > label")]
        assert labels == ["Keras", "PyTorch"]
        for content, cell in zip(tabs.select(":scope > .sd-tab-content"), cells, strict=True):
            (box,) = content.select(".cell")
            assert cell.source.splitlines()[0] in box.select_one(".cell_input").get_text()
            assert len(box.select(".cell_output")) == bool(cell.outputs)
    assert soup.select("article .tag_keras, article .tag_pytorch") == soup.select(".sd-tab-content > .cell")


def test_a_click_changes_all_tabs_of_a_page_and_leaves_the_clicked_one_where_it_is(open_page, folder):
    page, _ = open_page(folder + f"{SEVERAL}.html")
    sets = SETS[SEVERAL]
    assert sets > 1
    assert shown(page) == ["Keras"] * sets
    last = page.locator(".sd-tab-set").last
    last.scroll_into_view_if_needed()
    before = last.bounding_box()["y"]
    choose(page, "PyTorch", sets - 1)
    assert shown(page) == ["PyTorch"] * sets
    settle(page)
    assert last.bounding_box()["y"] == pytest.approx(before, abs=1)
    choose(page, "Keras", 0)
    assert shown(page) == ["Keras"] * sets


def test_the_keyboard_changes_tabs(open_page, folder):
    page, _ = open_page(folder + f"{SEVERAL}.html")
    sets = page.locator(".sd-tab-set")
    keras, pytorch = (sets.first.get_by_role("radio", name=name) for name in ("Keras", "PyTorch"))
    label = sets.first.locator("label").last

    def border():
        return label.evaluate("label => getComputedStyle(label).borderLeftColor")

    keras.evaluate("""radio => {  // stand on the last thing before it that Tab reaches
      const stops = [...document.querySelectorAll('a[href], button, input, [tabindex="0"]')]
        .filter(e => e.tabIndex >= 0 && e.checkVisibility());
      stops[stops.indexOf(radio) - 1].focus();
    }""")
    page.keyboard.press("Tab")
    expect(keras).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(pytorch).to_be_focused()
    assert shown(page) == ["PyTorch"] * SETS[SEVERAL]
    focused = border()
    pytorch.blur()
    assert focused != border()
    pytorch.focus()
    page.keyboard.press("ArrowLeft")
    assert shown(page) == ["Keras"] * SETS[SEVERAL]


@pytest.mark.parametrize("place", ["folder", "server"])
def test_the_choice_holds_on_other_pages_after_a_reload_and_on_the_way_back(place, open_page, request):
    address = request.getfixturevalue(place)
    page, _ = open_page(address + f"{ANOTHER}.html")
    page.goto(address + f"{SEVERAL}.html")
    choose(page, "PyTorch")
    page.reload()
    assert shown(page) == ["PyTorch"] * SETS[SEVERAL]
    page.go_back()
    assert shown(page) == ["PyTorch"] * SETS[ANOTHER]
    page.goto(address + f"{SEVERAL}.html")
    assert shown(page) == ["PyTorch"] * SETS[SEVERAL]


def test_an_address_can_ask_for_a_framework(open_page, folder):
    page, _ = open_page(folder + f"{SEVERAL}.html?framework=pytorch")
    assert shown(page) == ["PyTorch"] * SETS[SEVERAL]


def test_without_javascript_each_set_has_its_own_choice(browser, folder):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(folder + f"{ANOTHER}.html")
    content = page.locator(".sd-tab-set").first.locator(".sd-tab-content")
    for framework, visible in (("PyTorch", [False, True]), ("Keras", [True, False])):
        choose(page, framework)
        assert [content.nth(number).is_visible() for number in (0, 1)] == visible
    context.close()


def test_on_paper_both_stand_below_each_other(open_page, folder):
    page, _ = open_page(folder + f"{SEVERAL}.html")
    page.emulate_media(media="print")
    assert shown(page) == ["Keras", "PyTorch"] * SETS[SEVERAL]
    tops = page.evaluate(
        "[...document.querySelectorAll('.sd-tab-set > :is(label, .sd-tab-content)')]"
        # The label of a chosen tab covers the line above its content.
        ".map(e => e.getBoundingClientRect()).flatMap(box => [box.top, box.bottom - 3])"
    )
    assert tops == sorted(tops)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)], ids=["desktop-light", "phone-dark"])
@pytest.mark.parametrize("chapter", TABBED)
def test_the_second_tab_is_accessible_and_fits(chapter, scheme, width, open_page, folder):
    """The first is what tests/book/test_pages.py sees."""
    page, _ = open_page(folder + f"{chapter}.html", scheme=scheme, width=width)
    choose(page, "PyTorch")
    settle(page)
    assert serious(page, include=[".sd-tab-set"]) == []
    assert page.evaluate(TOO_WIDE) == []
    page.context.close()
