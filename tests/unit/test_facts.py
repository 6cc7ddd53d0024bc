"""The registry of figures from outside: its form, its sources, and what can be recomputed."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from pybtex.database import parse_file

from cnn_helpers import zoo
from cnn_helpers.facts import FIELDS, NAME, Fact, fact, facts, number, parse
from cnn_helpers.ledger import ledger

ROOT = Path(__file__).parents[2]
BIBLIOGRAPHY = parse_file(ROOT / "book" / "references.bib").entries
ENTRIES = list(facts().values())
RECOMPUTED = [entry for entry in ENTRIES if entry.network]

GOOD = """
[ResNet.resnet_ensemble_top5_error]
text = "3.57 %"
value = 3.57
unit = "%"
what = "Top-5 error of ResNet."
source = "he2016deep"
place = "table 5"
convention = "test set; six networks"
"""


# The entries


@pytest.mark.parametrize("entry", RECOMPUTED, ids=lambda entry: entry.name)
def test_the_ledger_gives_what_the_source_says(entry):
    """To the unit, or to the last digit of a rounded text."""
    said, digit = number(entry.text)
    found = ledger(zoo.spec(entry.network)).totals[entry.quantity]
    assert abs(found - said) <= digit / 2 if digit > 1 else found == said


def test_most_counts_of_the_zoos_networks_are_recomputed():
    """Guards the test above against an empty list."""
    assert len(RECOMPUTED) > 40
    assert {"lenet5_parameters", "vgg16_torchvision_parameters", "resnet50_keras_parameters"} <= {
        entry.name for entry in RECOMPUTED}


@pytest.mark.parametrize("key", sorted({entry.source for entry in ENTRIES}))
def test_every_source_is_in_the_bibliography(key):
    assert key in BIBLIOGRAPHY
    assert {"doi", "eprint", "url"} & set(BIBLIOGRAPHY[key].fields)


def test_no_two_entries_quote_the_same():
    def repeated(keys):
        return {key for key in keys if keys.count(key) > 1}

    assert repeated([(entry.source, entry.network, entry.quantity) for entry in RECOMPUTED]) == set()
    assert repeated([(entry.what, entry.source, entry.convention) for entry in ENTRIES]) == set()


def test_figures_that_disagree_have_a_note():
    """Entries that say the same of one thing, in other words of the source: one of them says why they differ."""
    by_name = {entry.name: entry for entry in ENTRIES}
    pairs = [
        ("alexnet_paper_parameters", "alexnet_grouped_parameters"),
        ("googlenet_ensemble_top5_error", "googlenet_ensemble_top5_error_by_he"),
        ("googlenet_paper_macs", "googlenet_torchvision_macs"),
        ("resnet50_paper_macs", "resnet50_macs_by_hu"),
        ("resnet50_torchvision_parameters", "resnet50_keras_parameters"),
        ("xception_paper_parameters", "xception_keras_parameters"),
        ("mobilenetv2_paper_parameters", "mobilenetv2_torchvision_parameters"),
    ]
    for one, other in pairs:
        assert by_name[one].value != by_name[other].value
        assert by_name[one].note or by_name[other].note


def test_entries_are_sentences_where_the_page_shows_sentences():
    """The page adds a full stop to the convention, for which it begins with a capital letter."""
    assert [entry.name for entry in ENTRIES if not re.fullmatch(r"[A-Z].*\.", entry.what)] == []
    assert [entry.name for entry in ENTRIES if entry.note and not re.fullmatch(r"[A-Z0-9].*\.", entry.note)] == []
    assert [entry.name for entry in ENTRIES if entry.convention.endswith(".") or entry.place.endswith(".")] == []


def test_years_are_years():
    years = [entry for entry in ENTRIES if entry.unit == "year"]
    assert len(years) > 5 and all(re.fullmatch(r"(19|20)\d\d", entry.text) for entry in years)


# Reading


def test_an_entry_by_its_name():
    entry = fact("resnet_ensemble_top5_error")
    assert isinstance(entry, Fact) and entry is facts()["resnet_ensemble_top5_error"]
    assert (entry.family, entry.text, entry.value, entry.unit) == ("ResNet", "3.57 %", 3.57, "%")
    assert (entry.source, entry.network, entry.quantity) == ("he2016deep", None, None)


def test_an_unknown_name_is_an_error_with_names_that_are_alike():
    with pytest.raises(ValueError, match="no fact 'lenet5_connection'; did you mean lenet5_connections"):
        fact("lenet5_connection")


def test_the_good_entry_is_read():
    (entry,) = parse(GOOD).values()
    assert entry == Fact("resnet_ensemble_top5_error", "ResNet", "3.57 %", 3.57, "%", "Top-5 error of ResNet.",
                         "he2016deep", "table 5", "test set; six networks")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("[ResNet.resnet_ensemble_top5_error]", "[ResNet]", r"ResNet: .*\[family\.name\]"),
        ("resnet_ensemble", "ResNet_ensemble", "ResNet_ensemble_top5_error: a name has small letters"),
        ("place =", "plaice =", "plaice'; did you mean place?"),
        ('place = "table 5"', "", "resnet_ensemble_top5_error: place is missing"),
        ("value = 3.57", "", "resnet_ensemble_top5_error: value is missing"),
        ('place = "table 5"', "place = 5", "resnet_ensemble_top5_error: place must be a text.* place = 5"),
        ('place = "table 5"', 'place = ""', "resnet_ensemble_top5_error: place must be a text"),
        ("value = 3.57", 'value = "3.57"', "resnet_ensemble_top5_error: value must be a number"),
        ("value = 3.57", "value = true", "resnet_ensemble_top5_error: value must be a number"),
        ("value = 3.57", "value = 3.75", r"the text '3\.57 %' says 3\.57, but value = 3\.75"),
        ('"3.57 %"', '"3.57%"', r"resnet_ensemble_top5_error: '3\.57%' is no figure"),
        ('unit = "%"', 'unit = "points"', r"the text is '3\.57 %', but unit = 'points'"),
        ('unit = "%"', 'unit = "%"\nnetwork = "resnet152"', "network and quantity go together"),
        ('unit = "%"', 'unit = "%"\nnetwork = "resnet152"\nquantity = "flops"', "quantity must be one of .*'flops'"),
        ('unit = "%"', "unit = ", "no valid TOML"),
    ],
)
def test_a_wrong_entry_is_an_error_that_names_it(old, new, message):
    assert old in GOOD
    with pytest.raises(ValueError, match=message):
        parse(GOOD.replace(old, new))


def test_a_name_stands_once_in_all_families():
    with pytest.raises(ValueError, match="resnet_ensemble_top5_error: the name stands twice, in ResNet and in VGG"):
        parse(GOOD + GOOD.replace("[ResNet", "[VGG"))


@pytest.mark.parametrize(
    ("text", "said", "digit"),
    [("3.57 %", "3.57", "0.01"), ("1998", "1998", "1"), ("60,000", "60000", "1"), ("60 million", "60e6", "1e6"),
     ("1.5 billion", "1.5e9", "1e8"), ("2.7 thousand", "2700", "100"), ("1.4 points", "1.4", "0.1")],
)
def test_what_a_text_says(text, said, digit):
    assert number(text) == (Decimal(said), Decimal(digit))


@pytest.mark.parametrize("text", ["", "many", "3,57 %", "1,28,000", "12 dozen", "60  million", ".5", "1e6"])
def test_what_is_no_figure(text):
    with pytest.raises(ValueError, match="is no figure"):
        number(text)


def test_names_and_keys_are_what_the_file_may_have():
    assert all(NAME.fullmatch(entry.name) for entry in ENTRIES)
    assert {key for key, required in FIELDS.items() if not required} == {"note", "network", "quantity"}
