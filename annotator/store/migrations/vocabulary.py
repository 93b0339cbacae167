# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Labels and roles that are a project's own."""

import json

from annotator.document.labels import Label, Role
from annotator.settings.vocabulary import default_vocabulary
from annotator.store.library import Database

_ORIGIN = "m.origin, m.origin_by, m.origin_proposal, m.origin_source"


def labels_and_roles_of_the_project(db: Database) -> None:
    """A project has what its release came with; the views of the gold say names."""
    words = db.table("vocabulary")
    words.create(
        {
            "kind": str,
            "id": str,
            "position": int,
            "name": str,
            "key": str,
            "letter": str,
            "colour": str,
            "within": str,
            "titles": str,
            "definitions": str,
            "examples": str,
            "is_retired": int,
            "instead": str,
        },
        pk=("kind", "id"),
    )
    shipped = default_vocabulary()
    words.insert_all(_row(at, label) for at, label in enumerate(shipped.labels))
    words.insert_all(_row(at, role) for at, role in enumerate(shipped.roles))
    # How often a word is in use, on which pages, and its most frequent strings: each off an index alone.
    db.table("entities").create_index(["label", "page"])
    db.table("furniture").create_index(["role", "page"])
    db.table("article_parts").create_index(["role", "page"])
    db.table("lexicon").create_index(["label", "accepted", "text"])
    _create_views(db)


def _row(position: int, word: Label | Role) -> dict[str, object]:
    is_label = isinstance(word, Label)
    return {
        "kind": "label" if is_label else "role",
        "id": word.id,
        "position": position,
        "name": word.name,
        "key": word.key if is_label else "",
        "letter": word.letter,
        "colour": word.colour if is_label else "",
        "within": "" if is_label else word.within,
        "titles": json.dumps(dict(word.titles), ensure_ascii=False),
        "definitions": json.dumps(dict(word.definitions), ensure_ascii=False),
        "examples": json.dumps(word.examples, ensure_ascii=False),
        "is_retired": 0,
        "instead": "",
    }


def _create_views(db: Database) -> None:
    # The columns are the literal above.
    db.create_view(
        "gold_entities",
        f"""select p.name as page, p.state, m.id, m.start, m.stop, coalesce(v.name, m.label) as label,
        m.text, {_ORIGIN}
        from entities m join pages p on p.id = m.page
        left join vocabulary v on v.kind = 'label' and v.id = m.label
        order by p.name, m.start""",
        replace=True,
    )
    db.create_view(
        "gold_articles",
        f"""select p.name as page, p.state, m.id as article, m.rank, a.position, a.start, a.stop,
        coalesce(v.name, a.role) as role, a.text, {_ORIGIN}
        from articles m join pages p on p.id = m.page
        join article_parts a on a.page = m.page and a.article = m.id
        left join vocabulary v on v.kind = 'role' and v.id = a.role
        order by p.name, m.rank, m.id, a.position""",
        replace=True,
    )
