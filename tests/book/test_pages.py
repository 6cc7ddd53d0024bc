"""Every page of the book: from a folder and from a sub-path, on a desktop and on a phone, in light and dark."""

import pytest

from tests.book.built import CHAPTERS, PAGES, serious

pytestmark = pytest.mark.slow

DESKTOP, PHONE = ("light", 1280), ("dark", 390)
EVERY_PAGE = pytest.mark.parametrize("page", [f"{page}.html" for page in PAGES] + ["search.html"])


@EVERY_PAGE
@pytest.mark.parametrize("place", ["folder", "server"])
def test_a_page_loads_without_network_errors_or_missing_files(page, place, visit, request):
    seen = visit(request.getfixturevalue(place) + page, *DESKTOP)
    assert (seen.errors, seen.foreign, seen.missing) == ([], [], [])


@EVERY_PAGE
def test_formulas_are_set(page, visit, folder):
    assert visit(folder + page, *DESKTOP).unset_formulas == []


@EVERY_PAGE
def test_a_page_fits_a_phone(page, visit, folder):
    assert visit(folder + page, *PHONE).too_wide == []


@EVERY_PAGE
@pytest.mark.parametrize("view", [DESKTOP, PHONE], ids=["desktop-light", "phone-dark"])
def test_axe_finds_nothing_serious(page, view, visit, folder):
    assert visit(folder + page, *view).accessibility == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_highlighted_code_has_contrast(scheme, open_page, folder):
    page, _ = open_page(folder + f"{CHAPTERS[1]}.html", scheme=scheme)
    assert serious(page, rules=["color-contrast"], include=["article pre"]) == []


def test_formulas_are_found_where_the_book_has_them(visit, folder):
    """Guards the test above against counting nothing."""
    assert visit(folder + "book/notation.html", *DESKTOP).formulas > 50
