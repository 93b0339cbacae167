"""In which order an article is read that stands on the page in another one."""

import pytest

from annotator.propose.articles import Draft
from annotator.propose.segmenter import reading_order
from tests.propose.sheets import sheet


@pytest.mark.parametrize(
    ("roles", "read"),
    [
        ("headline kicker body", [1, 0, 2]),
        ("body body headline deck byline", [2, 3, 4, 0, 1]),
        ("body subhead body kicker headline", [3, 4, 0, 1, 2]),
        ("headline body byline", [0, 1, 2]),
        ("headline body headline", [0, 1, 2]),
        ("body byline", [0, 1]),
        ("headline byline", [0, 1]),
    ],
)
def test_heads_are_read_first_wherever_all_of_them_stand(roles, read):
    rows = sheet(*((role, f"第{n}行文字") for n, role in enumerate(roles.split())))
    assert list(reading_order(rows, Draft(tuple(range(len(roles.split())))))) == read


def test_pictures_are_read_last():
    rows = sheet(("body", "春耕开始了。"), ("headline", "新年"), ("caption*", "图为春耕。"))
    assert reading_order(rows, Draft((0, 1), (2,))) == (1, 0, 2)
