"""What finished pages add to the language model, and that it can be taken back."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.propose.language_model import default_language_model
from annotator.propose.suspects.local_counts import RECENT, LocalCounts, LocalModel
from annotator.propose.suspects.page_counts import PageCounts, codes_of

PAGES = st.lists(st.text("佤族山乡的民，。1\n", max_size=20), min_size=1, max_size=4)
LEFT = "矮砧密植苹果"


def rows(*strings: str):
    return np.array([codes_of(string) for string in strings])


@given(pages=PAGES, asked=st.text("佤族山乡的民", min_size=2, max_size=4))
def test_a_string_counts_as_often_as_it_stands_there(pages: list[str], asked: str):
    counts = LocalCounts()
    for number, page in enumerate(pages):
        counts.put(number, page)
    stands = sum(page[at : at + len(asked)] == asked for page in pages for at in range(len(page)))
    assert counts.of(rows(asked)).tolist() == [stands]


@given(pages=PAGES, more=PAGES)
def test_pages_that_were_dropped_or_put_anew_leave_nothing_behind(
    pages: list[str], more: list[str]
):
    fresh, used = LocalCounts(), LocalCounts()
    for number, page in enumerate(pages):
        fresh.put(number, page)
        used.put(number, page[::-1])
    asked = rows("佤族", "民的", "山乡")
    used.of(asked)
    for number, page in enumerate(more):
        used.put(100 + number, page)
    used.of(asked)
    for number in range(len(more)):
        used.drop(100 + number)
    for number, page in enumerate(pages):
        used.put(number, page)
    assert used.of(asked).tolist() == fresh.of(asked).tolist()
    assert used.size == fresh.size


def test_the_oldest_pages_give_way():
    counts = LocalCounts(most=30)
    for number, page in enumerate(["佤族" * 6, "山乡" * 6, "人民" * 6]):
        counts.put(number, page)
    assert counts.of(rows("佤族", "山乡", "人民")).tolist() == [0, 6, 6]


def test_more_than_is_counted_apart_is_counted_together():
    counts = LocalCounts()
    counts.put(0, "佤族")
    assert counts.of(rows("佤族")).tolist() == [1]
    counts.put(1, "佤族，" * (RECENT // 3 + 1))
    assert counts.of(rows("佤族")).tolist() == [RECENT // 3 + 2]


def test_digits_count_as_one_however_they_are_spelled():
    counts = LocalCounts()
    counts.put(0, "1月2日")
    assert counts.of(rows("３月", "9日")).tolist() == [1, 1]


def test_what_was_finished_is_likelier_and_stays_a_probability():
    model, counts = default_language_model(), LocalCounts()
    counts.put(0, f"{LEFT}基地。{LEFT}示范园。" * 5)
    local = LocalModel(model, counts)
    ids = model.alphabet.ids(f"\n{LEFT}\n")
    assert local.given(ids).sum() > model.given(ids).sum()
    behind = np.arange(len(model.alphabet))
    rows_of = np.stack([np.full_like(behind, each) for each in ids[1:4]] + [behind], axis=1)
    gaps = np.full((len(behind), 1), -1)
    values = local.given(np.concatenate([rows_of, gaps], axis=1).ravel()).reshape(-1, 5)[:, 3]
    assert np.exp(values).sum() <= 1 + 1e-6


def test_a_text_that_the_pages_do_not_know_keeps_its_probability():
    model, counts = default_language_model(), LocalCounts()
    counts.put(0, LEFT)
    ids = model.alphabet.ids("\n今天天气很好\n")
    assert LocalModel(model, counts).given(ids) == pytest.approx(model.given(ids))


def test_strings_of_a_page_are_counted_within_their_paragraphs():
    page = PageCounts(["中国人民", "人民银行"])
    assert page.of(rows("人民", "民人", "国人")).tolist() == [2, 0, 1]
