"""The command that says what lines are: headline, body, furniture."""

from annotator.document.marks import FurnitureMark, Part
from annotator.document.phrases import Phrase, phrase
from annotator.document.spans import Span
from annotator.workbench import parts as parting
from annotator.workbench.commands.articles import NO_TEXT, line_word
from annotator.workbench.draft import Draft
from annotator.workbench.shown import ShownArticle, ShownFurniture
from annotator.workbench.situation import Answer, Refusal, Situation

Shares = list[tuple[ShownArticle, tuple[Span, ...]]]
"""Articles with what each has of some text."""


def set_role(situation: Situation, role: str) -> Answer:
    """The selected lines get `role` where they are; a furniture role takes them out of their article.

    What no article has goes to the first article of the selection, else to the nearest.
    """
    if not situation.targets:
        return NO_TEXT
    title = phrase("edit.set_role", lines=line_word(situation), role=Phrase(f"role.{role}"))
    if situation.vocabulary.is_furniture(role):
        return _make_furniture(situation, role, title)
    shares, others = _shares(situation)
    roles = {s.role for span in situation.targets for s in situation.shown.stretches_in(span)}
    if not others and roles == {role}:
        return _has_role(role)
    draft = Draft(situation)
    draft.take_out(others)
    if others:
        target = shares[0][0] if shares else _nearest_article(situation)
        if target is None:
            draft.add_article(parting.in_order((Part(s, role) for s in others), situation.text))
            return draft.edit("set_role", title)
        shares = [(target, (*(shares[0][1] if shares else ()), *others)), *shares[1:]]
    for article, spans in shares:
        mark = draft.adopt(article)
        left = parting.without(mark.parts, spans, situation.text)
        new = [Part(span, role) for span in sorted(spans)]
        draft.set_parts(mark, parting.in_order(new, situation.text, left))
    return draft.edit("set_role", title)


def _has_role(role: str) -> Refusal:
    return Refusal(phrase("refuse.has_that_role", role=Phrase(f"role.{role}")))


def _shares(situation: Situation) -> tuple[Shares, tuple[Span, ...]]:
    """What of the targets each article has, in text order, and what none has."""
    shares: dict[int, tuple[ShownArticle, tuple[Span, ...]]] = {}
    others: list[Span] = []
    for target in situation.targets:
        owned: list[Span] = []
        for stretch in situation.shown.stretches_in(target):
            meet = stretch.span.meet(target)
            if meet is None or not isinstance(stretch.owner, ShownArticle):
                continue
            owned.append(meet)
            _, spans = shares.get(stretch.owner.number, (stretch.owner, ()))
            shares[stretch.owner.number] = stretch.owner, (*spans, meet)
        others += parting.outside((target,), owned, situation.text)
    return list(shares.values()), tuple(others)


def _nearest_article(situation: Situation) -> ShownArticle | None:
    """The article whose text stands last before the targets, else first after them."""
    start = situation.targets[0].start
    owned = [s for s in situation.shown.stretches if isinstance(s.owner, ShownArticle)]
    before = [s for s in owned if s.span.end <= start]
    after = [s for s in owned if s.span.start >= start]
    nearest = before[-1] if before else after[0] if after else None
    owner = nearest.owner if nearest else None
    return owner if isinstance(owner, ShownArticle) else None


def _make_furniture(situation: Situation, role: str, title: Phrase) -> Answer:
    stretches = [s for span in situation.targets for s in situation.shown.stretches_in(span)]
    known = [s.span for s in stretches if s.role == role and s.owner.is_gold]
    if not parting.outside(situation.targets, known, situation.text):
        return _has_role(role)
    draft = Draft(situation)
    draft.take_out(situation.targets)
    stretch = situation.stretch
    proposal = (
        stretch.owner.proposal if stretch and isinstance(stretch.owner, ShownFurniture) else None
    )
    for span in situation.targets:
        draft.put(FurnitureMark(draft.new_id("f"), span, role, draft.origin(proposal)))
    return draft.edit("set_role", title)
