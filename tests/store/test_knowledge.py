from dataclasses import replace

from annotator.document.patterns import Pattern
from annotator.store.project import Project

TITLES = Pattern(0, "ORG", "regex", "《[^》]+》")
PAPERS = Pattern(0, "ORG", "words", "春城晚报\n昭通日报", is_on=False)


def test_patterns_get_numbers_and_come_back_in_their_order(project):
    titles, papers = project.put_pattern(TITLES), project.put_pattern(PAPERS)
    assert titles.id != papers.id
    assert project.patterns() == [titles, papers]
    assert [replace(each, id=0) for each in project.patterns()] == [TITLES, PAPERS]


def test_a_pattern_is_changed_and_removed_by_its_number(project):
    titles, papers = project.put_pattern(TITLES), project.put_pattern(PAPERS)
    off = replace(titles, is_on=False)
    assert project.put_pattern(off) == off
    assert project.patterns() == [off, papers]
    project.remove_pattern(titles.id)
    project.remove_pattern(999)
    assert project.patterns() == [papers]


def test_what_the_learner_keeps_is_there_after_opening_again(project):
    project.put_learner({"state": b"\x00\xff", "gate": b"[]"})
    project.put_learner({"gate": b"[1]"})
    with Project.open(project.path) as other:
        assert other.learner() == {"state": b"\x00\xff", "gate": b"[1]"}
        assert other.learner_value("gate") == b"[1]"
        assert other.learner_value("nothing") is None
    project.forget_learner()
    assert project.learner() == {}
