"""What the lexicon of a project has to say, counted anew from its pages."""

from collections import Counter

from annotator.document.lexicon import string_of
from annotator.document.proposals import EntityBody
from annotator.store.project import Project

Counts = dict[tuple[str, str], tuple[int, int]]
"""Under string and label: how often accepted, how often rejected."""


def recounted(project: Project) -> Counts:
    accepted, rejected = Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for number in project.page_ids():
        page = project.page(number)
        for mark in page.entities:
            accepted[string_of(mark.span.text_in(page.raw.text)), mark.label] += 1
        for decision in page.decisions.values():
            proposal = page.proposals.get(decision.proposal)
            if decision.verdict == "rejected" and proposal is not None:
                body = proposal.body
                if isinstance(body, EntityBody):
                    rejected[string_of(body.span.text_in(page.raw.text)), body.label] += 1
    return {
        key: (accepted[key], rejected[key]) for key in accepted.keys() | rejected.keys() if key[0]
    }


def counted(project: Project) -> Counts:
    return {each.key: (each.accepted, each.rejected) for each in project.lexicon()}
