"""Labels and roles at the border: other programs read and write names, the project has ids.

`Vocabulary.name_of` and `Vocabulary.id_named` are the two ways across; here they are asked for whole pages.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from annotator.document.labels import Vocabulary
from annotator.document.marks import ArticleMark, EntityMark, FurnitureMark
from annotator.document.pages import Page, Record, record_key
from annotator.document.phrases import Phrase, phrase
from annotator.document.proposals import ArticleBody, EntityBody, FurnitureBody, Proposal


@dataclass(frozen=True, slots=True, order=True)
class Stray:
    """A name that a file uses: `kind` is `label` or `role`, `within` where a role stands, else empty."""

    kind: str
    name: str
    within: str = ""


# -- out ---------------------------------------------------------------------------------


def with_names(page: Page, vocabulary: Vocabulary) -> Page:
    """The page as other programs read it: names in the place of ids. Not one to keep."""
    if all(word.id == word.name for word in vocabulary.words):
        return page
    records = {key: _named(record, vocabulary) for key, record in page.records.items()}
    proposals = [_named_proposal(each, vocabulary) for each in page.proposals.values()]
    bare = replace(page, proposals={each.id: each for each in proposals})
    return bare.with_records(records, page.revision)


def _named(record: Record, vocabulary: Vocabulary) -> Record:
    match record:
        case EntityMark():
            return replace(record, label=vocabulary.name_of("label", record.label))
        case FurnitureMark():
            return replace(record, role=vocabulary.name_of("role", record.role))
        case ArticleMark():
            parts = (
                replace(part, role=vocabulary.name_of("role", part.role)) for part in record.parts
            )
            return record.with_parts(tuple(parts))
        case _:
            return record


def _named_proposal(proposal: Proposal, vocabulary: Vocabulary) -> Proposal:
    match proposal.body:
        case EntityBody() as body:
            label = vocabulary.name_of("label", body.label)
            return replace(proposal, body=replace(body, label=label))
        case FurnitureBody() as body:
            role = vocabulary.name_of("role", body.role)
            return replace(proposal, body=replace(body, role=role))
        case ArticleBody() as body:
            named = (replace(p, role=vocabulary.name_of("role", p.role)) for p in body.parts)
            return replace(proposal, body=replace(body, parts=tuple(named)))
        case _:
            return proposal


# -- in ----------------------------------------------------------------------------------


def with_ids(page: Page, vocabulary: Vocabulary) -> tuple[Page, list[Phrase]]:
    """A page from a file with ids in the place of names (or ids), and why each mark is not on it that has a name
    which the project does not know. A proposal of that kind is left out without a word.
    """
    records: dict[str, Record] = {}
    unknown: list[Phrase] = []
    for record in page.records.values():
        known = _identified(record, vocabulary)
        if isinstance(known, Phrase):
            unknown.append(known)
        else:
            records[record_key(known)] = known
    found = (_identified_proposal(each, vocabulary) for each in page.proposals.values())
    proposals = {each.id: each for each in found if each is not None}
    bare = replace(page, records={}, proposals=proposals)
    return bare.with_records(records, page.revision), unknown


def role_named(vocabulary: Vocabulary, name: str, within: str) -> str | None:
    """The id of the role that is called so and stands there; or None."""
    found = vocabulary.id_named("role", name)
    role = vocabulary.role(found) if found else None
    return role.id if role is not None and role.within == within else None


def _identified(record: Record, vocabulary: Vocabulary) -> Record | Phrase:
    match record:
        case EntityMark(_, span, name, _):
            label = vocabulary.id_named("label", name)
            if label is None:
                return _unknown("entity", "unknown_label", span.start, span.end, name)
            return replace(record, label=label)
        case FurnitureMark(_, span, name, _):
            role = role_named(vocabulary, name, "furniture")
            if role is None:
                return _unknown("furniture", "unknown_role", span.start, span.end, name)
            return replace(record, role=role)
        case ArticleMark():
            roles = [role_named(vocabulary, part.role, "article") for part in record.parts]
            for part, role in zip(record.parts, roles, strict=True):
                if role is None:
                    start, end = part.span.start, part.span.end
                    return _unknown("article", "unknown_role", start, end, part.role)
            given = zip(record.parts, roles, strict=True)
            return record.with_parts(tuple(replace(part, role=role or "") for part, role in given))
        case _:
            return record


def _unknown(kind: str, why: str, start: int, end: int, name: str) -> Phrase:
    what = Phrase(f"mark.{kind}")
    return phrase(f"unplaced.{why}", what=what, start=start, end=end, name=name)


def _identified_proposal(proposal: Proposal, vocabulary: Vocabulary) -> Proposal | None:
    match proposal.body:
        case EntityBody(_, name) as body:
            label = vocabulary.id_named("label", name)
            return replace(proposal, body=replace(body, label=label)) if label else None
        case FurnitureBody(_, name) as body:
            role = role_named(vocabulary, name, "furniture")
            return replace(proposal, body=replace(body, role=role)) if role else None
        case ArticleBody(parts, _) as body:
            roles = [role_named(vocabulary, part.role, "article") for part in parts]
            if None in roles:
                return None
            given = zip(parts, roles, strict=True)
            named = tuple(replace(part, role=role or "") for part, role in given)
            return replace(proposal, body=replace(body, parts=named))
        case _:
            return proposal


# -- what a file speaks of ---------------------------------------------------------------


def strays_of(paths: Iterable[Path], vocabulary: Vocabulary) -> list[Stray]:
    """The same for several files of annotations."""
    return sorted({stray for path in paths for stray in strays_in(path, vocabulary)})


def strays_in(path: Path, vocabulary: Vocabulary) -> list[Stray]:
    """The names in a file of annotations that the project does not know, each once, sorted.

    Nothing is said of what cannot be read: that is told where it is read in earnest.
    """
    found: set[Stray] = set()
    try:
        with path.open("rb") as file:
            rows = file if path.suffix.lower() == ".jsonl" else [file.read()]
            for row in rows:
                found.update(_names_in(row))
    except OSError:
        return []
    return sorted(stray for stray in found if not _is_known(stray, vocabulary))


def _is_known(stray: Stray, vocabulary: Vocabulary) -> bool:
    if stray.kind == "label":
        return vocabulary.id_named("label", stray.name) is not None
    return role_named(vocabulary, stray.name, stray.within) is not None


def _names_in(row: bytes) -> Iterator[Stray]:
    try:
        plain: object = json.loads(row)
    except (ValueError, RecursionError):
        return
    for each in _objects(plain, "entities"):
        yield from _stray("label", each.get("label"))
    for each in _objects(plain, "furniture"):
        yield from _stray("role", each.get("role"), "furniture")
    for article in _objects(plain, "articles"):
        for part in _objects(article, "segments"):
            yield from _stray("role", part.get("role"), "article")
    for record in _objects(plain, "records"):
        if record.get("kind") == "entity":
            yield from _stray("label", record.get("label"))
        elif record.get("kind") == "furniture":
            yield from _stray("role", record.get("role"), "furniture")
        for part in _objects(record, "parts"):
            yield from _stray("role", part.get("role"), "article")


def _objects(plain: object, name: str) -> Iterable[dict[str, Any]]:
    listed: object = cast("dict[str, object]", plain).get(name) if isinstance(plain, dict) else None
    rows = cast("list[object]", listed) if isinstance(listed, list) else []
    return (cast("dict[str, Any]", row) for row in rows if isinstance(row, dict))


def _stray(kind: str, name: object, within: str = "") -> Iterator[Stray]:
    if isinstance(name, str):
        yield Stray(kind, name, within)
