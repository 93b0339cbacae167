"""How long the lexicon takes on the way to a page: adapting its proposals, and search alone.

    pytest tests/benchmarks/test_lexicon_speed.py --benchmark-only

Adapting a seed page with 10,000 entries must stay within 10 ms, finding 100,000 listed words in
6,000 characters within 15 ms (CPU time, for other programs run too).
"""

import time
from itertools import islice, product

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.lexicon import Lexicon, LexiconEntry, string_of
from annotator.document.proposals import EntityBody
from annotator.document.raw_text import RawText
from annotator.propose.learnt import with_lexicon
from annotator.settings.resources import seed_pages

ADAPT, SEARCH = 0.010, 0.015


def words(count: int) -> list[LexiconEntry]:
    """Words of three characters that newspapers print, most of them none that anybody has read."""
    characters = "昭阳区永丰镇新民社党支部书记带领群众发展苹果产业增收致富李王张刘陈杨赵黄周吴县市"
    made = ("".join(each) for each in islice(product(characters, repeat=4), 7, None, 13))
    return [LexiconEntry(word, "LOC", 2) for word in islice(made, count)]


def text() -> str:
    return max((path.read_bytes().decode("utf-8") for path in seed_pages()), key=len)


def least(benchmark: BenchmarkFixture) -> float:
    assert benchmark.stats is not None
    return benchmark.stats.stats.min


@pytest.mark.benchmark(timer=time.process_time)
def test_adapting_a_page(benchmark: BenchmarkFixture, gold_proposals):
    path = seed_pages()[0]
    raw, said = RawText.of(path.read_bytes().decode("utf-8")), gold_proposals(path.stem[:3])
    bodies = [each.body for each in said if isinstance(each.body, EntityBody)]
    names = {(string_of(body.span.text_in(raw.text)), body.label) for body in bodies}
    known = [LexiconEntry(name, label, 2) for name, label in names]
    lexicon = Lexicon([*words(10_000), *known])
    benchmark.pedantic(lambda: with_lexicon(said, raw, lexicon), rounds=20)
    assert least(benchmark) < ADAPT


@pytest.mark.benchmark(timer=time.process_time)
def test_finding_a_long_list(benchmark: BenchmarkFixture):
    lexicon, page = Lexicon(words(100_000)), text()[:6_000]
    benchmark.pedantic(lambda: lexicon.matches(page), rounds=20)
    assert least(benchmark) < SEARCH
