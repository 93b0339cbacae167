"""How long the lexicon takes on the way to a page: read after an edit, adapting proposals, search alone.

    pytest tests/benchmarks/test_lexicon_speed.py --benchmark-only

Adapting a seed page with 10,000 entries must stay within 10 ms, finding 100,000 listed words in
6,000 characters within 15 ms; the words of such a list that stand on a page are proposed in half a
second, and an edit is known in 20 ms to a project of 50,000 strings and 2,000 finished pages (CPU
time, for other programs run too).
"""

import sqlite3
import time
from dataclasses import replace
from itertools import islice, product
from pathlib import Path

import pytest
from pytest_benchmark.fixture import BenchmarkFixture

from annotator.document.lexicon import Lexicon, LexiconEntry, string_of
from annotator.document.patterns import Pattern
from annotator.document.proposals import EntityBody
from annotator.document.raw_text import RawText
from annotator.propose.learnt import with_lexicon
from annotator.propose.patterns import PatternFinder
from annotator.settings.resources import seed_pages
from annotator.store.project import NewPage, Project

ADAPT, SEARCH, PATTERN, READ = 0.010, 0.015, 0.5, 0.020
PAGES = 2_000


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


@pytest.mark.benchmark(timer=time.process_time)
def test_a_long_list_as_a_pattern(benchmark: BenchmarkFixture):
    listed = [each.text for each in words(100_000)]
    finder = PatternFinder([Pattern(1, "LOC", "words", "\n".join(listed))])
    page = RawText.of("\n".join(listed[::100]))
    benchmark.pedantic(lambda: finder.propose(page), rounds=3, warmup_rounds=1)
    assert least(benchmark) < PATTERN


@pytest.mark.benchmark(timer=time.process_time)
def test_reading_what_an_edit_changed(benchmark: BenchmarkFixture, tmp_path: Path):
    known = words(50_000)
    with Project.create(tmp_path / "p.db") as project:
        pages = [NewPage(f"{number}", RawText.of("昭"), "", "utf-8") for number in range(PAGES)]
        numbers = project.add_pages(pages, "2024")
        project.set_rules([replace(each, accepted=0, rule="always") for each in known])
        with sqlite3.connect(project.path) as other:
            other.executemany(
                "insert into lexicon_outside (page, text, count) values (?, ?, 1)",
                [(page, each.text) for page in numbers for each in known[page % 250 :: 250]],
            )
        other.close()
        project.lexicon()

        def edit_and_read() -> None:
            project.set_rules([LexiconEntry(known[0].text, "LOC", rule="never")])
            project.lexicon()

        benchmark.pedantic(edit_and_read, rounds=5)
    assert least(benchmark) < READ
