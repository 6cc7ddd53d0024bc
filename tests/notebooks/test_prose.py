import pytest

from tests.notebooks.prose import broken_lines

GOOD = """# A heading. With two sentences

A kernel of 3.5 by 2 slides, e.g. Sobel's, i.e. the usual one.
LeCun et al. (1998) show it in Fig. 3 and Eq. 4, cf. [the page](https://a.org/b. C).
1. First of a list.
2. Second, by D. H. Hubel and T. Wiesel.
- [ ] Is it `x. Y`, or $a. B$?
> “One. Two.” is a quotation.

$$
y. Y = x. X
z
$$

:::{admonition} A title
:class: dropdown
the one line that starts low.
:::

```python
a. B
c
```
| a table. With | sentences. In cells |
TensorFlow has it as `tf.nn.conv2d` ...
PyTorch does not.
"""


def test_good_prose_passes():
    assert list(broken_lines(GOOD)) == []


@pytest.mark.parametrize(
    "line",
    [
        "One sentence. Another one.",
        "Is it so? It is.",
        "It has *emphasis.* Then more.",
        "The output has 5 columns. The input has 7.",
        "It ends in code `x`. Then more.",
        "- An item (with brackets.) And more.",
        "A sentence that is\nbroken over lines.",
        "First a clause,\nthen another.",
    ],
)
def test_bad_prose_is_named(line):
    [(number, _)] = broken_lines(line)
    assert number == len(line.splitlines())
