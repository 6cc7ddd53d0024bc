"""Pages with full-size results: not executed in a test run, but complete and of one mind with the text."""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "book").glob("*/*-full-size.ipynb"))
CHAPTERS = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "book").glob("*/*.ipynb"))
PERCENT = re.compile(r"(\d+\.\d+)\s*%")
TO_A_PAGE = re.compile(r"\{doc\}`(?:[^`<]*<)?([\w./-]*-full-size)>?`")


def read(path):
    return nbformat.read(ROOT / path, as_version=nbformat.NO_CONVERT)


def text(path):
    return "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")


def printed(path):
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    return "\n".join(out.text for cell in cells for out in cell.outputs if out.output_type == "stream")


@pytest.fixture(params=PAGES)
def page(request):
    return request.param


def test_there_are_pages():
    assert PAGES


def test_it_says_how_long_it_took_and_on_which_data(page):
    assert re.search(r"took [\d,]+ s on one thread", printed(page))
    assert re.search(r"original files: (yes|no)", printed(page))
    if "original files: no" in printed(page):
        assert "not those of the original files" in text(page), "the text must say what its figures are"


def test_every_measured_percentage_in_its_text_is_in_its_outputs(page):
    missing = set(PERCENT.findall(text(page))) - set(PERCENT.findall(printed(page)))
    assert not missing, f"in the text, but printed by no cell: {sorted(missing)}"


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_a_sentence_that_refers_to_it_quotes_it(chapter):
    for line in text(chapter).splitlines():
        for target in TO_A_PAGE.findall(line):
            page = ((ROOT / chapter).parent / f"{target}.ipynb").resolve().relative_to(ROOT)
            missing = set(PERCENT.findall(line)) - set(PERCENT.findall(printed(page)))
            assert not missing, f"{line}\nquotes {sorted(missing)}, which {page} does not print"
