"""What a reader does with the book: follow links, search, switch to dark, unfold an answer, take a notebook along."""

from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from bs4 import BeautifulSoup

from tests.book.built import CHAPTERS, PAGES, ROOT, settle

pytestmark = pytest.mark.slow

REPOSITORY = "cnn-course/cnn-course"
EVERY_PAGE = pytest.mark.parametrize("page", PAGES)
EVERY_CHAPTER = pytest.mark.parametrize("chapter", CHAPTERS)


@pytest.fixture(scope="session")
def soup(html):
    pages = {}

    def read(path):
        if path not in pages:
            pages[path] = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        return pages[path]

    return read


@EVERY_PAGE
def test_links_and_files_of_a_page_exist(page, html, soup):
    path = html / f"{page}.html"
    broken = []
    for tag, attribute in (("a", "href"), ("link", "href"), ("img", "src"), ("script", "src")):
        for element in soup(path).find_all(tag, **{attribute: True}):
            address, fragment = urldefrag(element[attribute])
            if urlsplit(address).scheme:
                continue
            target = (path.parent / unquote(urlsplit(address).path)).resolve() if address else path
            if not target.is_file():
                broken.append(f"{element[attribute]}: no such file")
            elif fragment and target.suffix == ".html" and not soup(target).find(id=unquote(fragment)):
                broken.append(f"{element[attribute]}: no such place on that page")
    assert broken == []


@EVERY_PAGE
def test_images_have_text_that_says_what_they_show(page, html, soup):
    images = soup(html / f"{page}.html").find_all("img")
    without = [image["src"] for image in images if len(image.get("alt", "").split()) < 2 or "_images/" in image["alt"]]
    assert without == []


def test_the_top_of_the_folder_leads_to_the_landing_page(open_page, folder):
    page, _ = open_page(folder + "book/notation.html")
    page.goto(folder + "index.html")
    page.wait_for_url("**/book/index.html")
    assert page.locator("article h1").inner_text().startswith("Convolutional neural networks")


def test_the_landing_page_leads_everybody_on(html, soup):
    article = soup(html / "book/index.html").find("article")
    links = {link["href"] for link in article.find_all("a", href=True)}
    assert {f"{page.removeprefix('book/')}.html" for page in CHAPTERS} <= links
    assert {"students.html", "instructors.html", "api/index.html", f"https://github.com/{REPOSITORY}"} <= links


@EVERY_CHAPTER
def test_a_chapter_offers_colab_binder_and_its_own_notebook(chapter, html, soup):
    path = html / f"{chapter}.html"
    links = {link["href"] for link in soup(path).find_all("a", href=True)}
    assert f"https://colab.research.google.com/github/{REPOSITORY}/blob/main/{chapter}.ipynb" in links
    assert f"https://mybinder.org/v2/gh/{REPOSITORY}/main?urlpath=lab/tree/{chapter}.ipynb" in links
    download = soup(path).find("a", class_="btn-download-source-button")
    notebook = (path.parent / download["href"]).resolve()
    assert notebook.read_bytes() == (ROOT / f"{chapter}.ipynb").read_bytes()


@EVERY_CHAPTER
def test_folded_answers_open_by_keyboard(chapter, open_page, folder):
    page, _ = open_page(f"{folder}{chapter}.html")
    answers = page.locator("details.sd-dropdown, .admonition.dropdown")
    assert answers.count() > 0
    for answer in answers.all():
        content = answer.locator("> :not(summary, .admonition-title)").first
        assert not content.is_visible()
        answer.locator("summary, .toggle-button").first.press("Enter")
        assert content.is_visible()


@pytest.mark.parametrize("place", ["folder", "server"])
@pytest.mark.parametrize(("word", "page"), [("dilation", "book/notation.html"), ("합성곱", "book/glossary.html")])
def test_search_finds_a_word(word, page, place, open_page, request):
    window, visit = open_page(request.getfixturevalue(place) + "book/index.html")
    window.wait_for_load_state("networkidle")  # a page left while it still loads its icon counts that as missing
    window.keyboard.press("Control+k")
    window.keyboard.type(word)
    window.keyboard.press("Enter")
    window.wait_for_url("**/search.html?q=*")
    window.locator(f"#search-results a[href*='{page}']").first.wait_for()
    assert (visit.errors, visit.foreign, visit.missing) == ([], [], [])


def contrast(page, selector):
    """The contrast of an element's text with the page behind it, as WCAG 2 defines it."""
    colours = page.evaluate(
        "s => [getComputedStyle(document.querySelector(s)).color, getComputedStyle(document.body).backgroundColor]"
        ".map(c => c.match(/[\\d.]+/g).slice(0, 3).map(Number))",
        selector,
    )

    def luminance(colour):
        shares = (value / 255 for value in colour)
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in shares)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    text, ground = map(luminance, colours)
    return (max(text, ground) + 0.05) / (min(text, ground) + 0.05), ground


def test_the_switch_makes_a_page_dark_and_the_next_page_too(open_page, folder):
    page, _ = open_page(folder + "book/glossary.html")
    assert contrast(page, "article p")[1] > 0.8
    for _ in range(3):  # auto, light, dark
        if page.evaluate("document.documentElement.dataset.mode") != "dark":
            page.locator(".article-header-buttons .theme-switch-button").click()
    ratio, ground = contrast(page, "article p")
    assert ground < 0.05 and ratio > 7
    page.goto(folder + "book/notation.html")
    settle(page)
    assert contrast(page, "article p")[1] < 0.05


def test_korean_terms_are_marked_as_korean(html, soup):
    terms = soup(html / "book/glossary.html").find_all("dt")
    korean = [term for term in terms if any("가" <= letter <= "힣" for letter in term.get_text())]
    assert len(korean) > 40
    assert [term.get_text() for term in korean if term.get("lang") != "ko"] == []


def test_every_topic_has_a_row_with_a_page_or_the_word_planned(html, soup):
    rows = soup(html / "book/topics.html").select("article tbody tr")
    assert len(rows) == 69
    where = [row.find_all("td")[1] for row in rows]
    assert all(cell.find("a") or cell.get_text() == "planned" for cell in where)
