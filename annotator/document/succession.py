"""What becomes of proposals whose label or role a project no longer offers."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from annotator.document.labels import NEEDED_ROLES, Vocabulary
from annotator.document.proposals import ArticleBody, Body, EntityBody, FurnitureBody, Proposal


def as_offered(
    proposals: Iterable[Proposal], vocabulary: Vocabulary, decided: Iterable[str] = ()
) -> Iterator[Proposal]:
    """The proposals under the successors of retired words, with their ids.

    One whose word has no successor is left out, but for an article: that part of it is body. What is
    `decided` (proposal ids) stays as it was said.
    """
    if not vocabulary.retired:
        yield from proposals
        return
    kept = set(decided)
    for proposal in proposals:
        body = None if proposal.id in kept else _succeeded(proposal.body, vocabulary)
        if proposal.id in kept or body == proposal.body:
            yield proposal
        elif body is not None:
            yield replace(proposal, body=body)


def _succeeded(body: Body, vocabulary: Vocabulary) -> Body | None:
    match body:
        case EntityBody(_, label):
            now = _now(vocabulary, "label", label)
            return replace(body, label=now) if now else None
        case FurnitureBody(_, role):
            now = _now(vocabulary, "role", role)
            return replace(body, role=now) if now else None
        case ArticleBody(parts, _):
            (otherwise,) = NEEDED_ROLES
            roles = (_now(vocabulary, "role", part.role) or otherwise for part in parts)
            given = (replace(part, role=role) for part, role in zip(parts, roles, strict=True))
            return replace(body, parts=tuple(given))
        case _:
            return body


def _now(vocabulary: Vocabulary, kind: str, id_: str) -> str | None:
    """The successor; a word that the project has never had stands for itself."""
    return vocabulary.successor(kind, id_) if vocabulary.word(kind, id_) else id_
