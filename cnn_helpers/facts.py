"""Every figure that the book quotes from outside, once, with its source and what it counts: ``facts.toml``.

A page writes ``{fact}`3.57 % <resnet_ensemble_top5_error>``` and takes no figure from memory: the build compares the
text with the entry's. In code, :func:`fact` gives the same entry:

>>> fact("resnet_ensemble_top5_error").value
3.57

In the file a table's heading has the family and the name, ``[ResNet.resnet_ensemble_top5_error]``; a family is a
section of the page of facts. The keys are the attributes of :class:`Fact`.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from cnn_helpers._suggestions import did_you_mean

FILE = Path(__file__).with_name("facts.toml")
QUANTITIES = ("parameters", "trainable_parameters", "macs")
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}
NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
TEXT = re.compile(rf"(?P<digits>\d{{1,3}}(,\d{{3}})+|\d+(\.\d+)?)( (?P<word>%|points|{'|'.join(SCALES)}))?")


@dataclass(frozen=True)
class Fact:
    """A figure from outside.

    Attributes
    ----------
    name
        By which pages and code refer to it.
    family
        The section of the page of facts in which it stands.
    text
        As pages write it: ``3.57 %``, ``1.4 points``, ``61,100,840``, ``60 million``, ``1998``.
    value
        The number that the text says: 3.57, 1.4, 61100840, 60000000, 1998.
    unit
        Of the value: ``%``, ``percentage points``, ``parameters``, ``multiply-accumulates``, ``images``, ``year`` …
    what
        What the figure is, in a sentence.
    source
        A key of ``book/references.bib``.
    place
        Where in the source: a page, table or section.
    convention
        What is counted and what is not, or on which data it was measured.
    note
        Where another source has another figure: why.
    network, quantity
        What recomputes the figure: a total (``parameters``, ``trainable_parameters`` or ``macs``) of the ledger of a
        network in the zoo. None where nothing does.
    """

    name: str
    family: str
    text: str
    value: int | float
    unit: str
    what: str
    source: str
    place: str
    convention: str
    note: str = ""
    network: str | None = None
    quantity: str | None = None


FIELDS = {field.name: field.default is dataclasses.MISSING for field in dataclasses.fields(Fact)
          if field.name not in ("name", "family")}  # the keys of an entry, and whether it needs them


def fact(name: str) -> Fact:
    """The entry of that name.

    Raises
    ------
    ValueError
        Where there is none; the message suggests names that are alike.

    Examples
    --------
    >>> fact("lenet5_parameters").text
    '60,000'
    >>> fact("lenet_year")
    Traceback (most recent call last):
    ...
    ValueError: there is no fact 'lenet_year'; did you mean lenet5_year, alexnet_year or senet_year?
    """
    if name not in facts():
        raise ValueError(f"there is no fact {name!r}{did_you_mean(name, facts())}")
    return facts()[name]


@functools.cache
def facts() -> dict[str, Fact]:
    """All entries by name, in the order of the file."""
    return parse(FILE.read_text(encoding="utf-8"))


def parse(text: str) -> dict[str, Fact]:
    """The entries that a TOML text has.

    Raises
    ------
    ValueError
        Where the text is no TOML or an entry has not the form that :class:`Fact` describes; the message names it.

    Examples
    --------
    >>> parse('''
    ... [LeNet.lenet5_paper_year]
    ... text = "1998"
    ... value = 1889
    ... unit = "year"
    ... what = "When the paper on LeNet-5 appeared."
    ... source = "lecun1998gradient"
    ... place = "volume 86, number 11"
    ... convention = "year of the journal"
    ... ''')
    Traceback (most recent call last):
    ...
    ValueError: lenet5_paper_year: the text '1998' says 1998, but value = 1889
    """
    try:
        families = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"the facts are no valid TOML: {error}") from None
    entries = {}
    for family, tables in families.items():
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            raise ValueError(f"{family}: an entry's heading is [family.name], with one dot")
        for name, table in tables.items():
            if name in entries:
                raise ValueError(f"{name}: the name stands twice, in {entries[name].family} and in {family}")
            _check(name, table)
            entries[name] = Fact(name=name, family=family, **table)
    return entries


def number(text: str) -> tuple[Decimal, Decimal]:
    """What an entry's text says, and by how much its last digit counts.

    Examples
    --------
    >>> number("3.57 %"), number("60 million"), number("61,100,840")
    ((Decimal('3.57'), Decimal('0.01')), (Decimal('60000000'), Decimal('1000000')), (Decimal('61100840'), Decimal('1')))
    """
    match = TEXT.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no figure such as '3.57 %', '61,100,840', '60 million' or '1998'")
    digits = Decimal(match["digits"].replace(",", ""))
    scale = SCALES.get(match["word"], 1)
    return digits * scale, Decimal(1).scaleb(digits.as_tuple().exponent) * scale


def _check(name, table):
    if not NAME.fullmatch(name):
        raise ValueError(f"{name}: a name has small letters, digits and single underscores between them")
    for key in table:
        if key not in FIELDS:
            raise ValueError(f"{name}: there is no {key!r}{did_you_mean(key, FIELDS)} (there are: {', '.join(FIELDS)})")
    for key, required in FIELDS.items():
        if key not in table:
            if required:
                raise ValueError(f"{name}: {key} is missing")
        elif key != "value" and not (isinstance(table[key], str) and table[key].strip() == table[key] != ""):
            raise ValueError(f"{name}: {key} must be a text in quotation marks, but {key} = {table[key]!r} was given")
    _check_number(name, table)
    if ("network" in table) != ("quantity" in table):
        raise ValueError(f"{name}: network and quantity go together: the one says whose total, the other which")
    if table.get("quantity", QUANTITIES[0]) not in QUANTITIES:
        raise ValueError(f"{name}: quantity must be one of {', '.join(QUANTITIES)}, "
                         f"but quantity = {table['quantity']!r} was given")


def _check_number(name, table):
    value = table["value"]
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"{name}: value must be a number, but value = {value!r} was given")
    try:
        said, _ = number(table["text"])
    except ValueError as error:
        raise ValueError(f"{name}: {error}") from None
    if said != Decimal(repr(value)):
        raise ValueError(f"{name}: the text {table['text']!r} says {said}, but value = {value}")
    for ending, unit in (("%", "%"), ("points", "percentage points")):
        if table["text"].endswith(ending) != (table["unit"] == unit):
            raise ValueError(f"{name}: the text is {table['text']!r}, but unit = {table['unit']!r}")

