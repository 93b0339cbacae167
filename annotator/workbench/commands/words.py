"""Marks of labels and roles that go: to other labels and roles, or away."""

from collections.abc import Mapping
from dataclasses import replace

from annotator.document.marks import EntityMark, FurnitureMark
from annotator.document.phrases import Phrase
from annotator.workbench.draft import Draft
from annotator.workbench.situation import Answer, Situation

Goes = Mapping[tuple[str, str], str]
"""By `label` or `role` and id: the id of the word that stands there now; empty where the marks go."""


def replace_words(situation: Situation, goes: Goes, title: Phrase) -> Answer:
    """Every mark of the page whose word goes. A part without a role is no part of its article."""
    draft = Draft(situation)
    page = situation.page
    for entity in page.entities:
        new = goes.get(("label", entity.label))
        if new is not None:
            _put_or_drop(draft, entity, replace(entity, label=new) if new else None)
    for mark in page.furniture:
        new = goes.get(("role", mark.role))
        if new is not None:
            _put_or_drop(draft, mark, replace(mark, role=new) if new else None)
    for article in page.articles:
        roles = [goes.get(("role", part.role), part.role) for part in article.parts]
        if roles != [part.role for part in article.parts]:
            given = zip(article.parts, roles, strict=True)
            parts = tuple(replace(part, role=role) for part, role in given if role)
            draft.set_parts(article, parts)
    return draft.edit("replace_words", title)


def _put_or_drop(
    draft: Draft, was: EntityMark | FurnitureMark, now: EntityMark | FurnitureMark | None
) -> None:
    if now is None:
        draft.drop(was)
    else:
        draft.put(now)
