"""The drawing of a network's shapes has a card for each map, all to one scale."""

from itertools import groupby, pairwise

from matplotlib.colors import to_rgba

from cnn_helpers import figures
from cnn_helpers.figures.style import SEEN

from .test_figures import overlapping

STAGES = [("image", (28, 28, 1)), ("Conv 3 × 3", (26, 26, 32)), ("max pool", (13, 13, 32)), ("dense", (10,))]


def test_a_card_for_each_map_of_its_size():
    axes = figures.map_stacks(STAGES).axes[0]
    sizes = [(card.get_height(), card.get_width()) for card in axes.patches]
    assert [(size, len(list(cards))) for size, cards in groupby(sizes)] == [
        ((28, 28), 1), ((26, 26), 32), ((13, 13), 32), ((1, 1), 10)]
    assert {card.get_facecolor() for card in axes.patches} == {to_rgba(SEEN)}
    assert axes.get_aspect() == 1


def test_names_and_shapes_stand_beside_their_stack_and_off_the_cards():
    figure = figures.map_stacks(STAGES)
    axes = figure.axes[0]
    written = [text.get_text() for text in sorted(axes.texts, key=lambda text: (text.get_position()[1],
                                                                                text.get_position()[0]))]
    assert written == ["image", "28 × 28 × 1", "Conv 3 × 3", "26 × 26 × 32", "max pool", "13 × 13 × 32",
                       "dense", "10"]
    assert overlapping(figure) == []
    cards = [card.get_window_extent() for card in axes.patches]
    assert not [text.get_text() for text in axes.texts for card in cards if text.get_window_extent().overlaps(card)]


def test_the_cards_of_two_stages_do_not_meet_and_all_lie_on_the_figure():
    figure = figures.map_stacks(STAGES)
    axes = figure.axes[0]
    stacks, start = [], 0
    for _, shape in STAGES:
        boxes = [card.get_bbox() for card in axes.patches[start:start + shape[-1]]]
        stacks.append((min(box.y0 for box in boxes), max(box.y1 for box in boxes)))
        start += shape[-1]
    assert all(upper[1] < lower[0] for upper, lower in pairwise(stacks))
    assert stacks[0][0] > 0
    assert stacks[-1][1] < axes.get_ylim()[0]
