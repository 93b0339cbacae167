# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""Which proposals are open, and where each stands in the queue of the project."""

from annotator.store.library import Database

_OWNED = """(select page, start, stop from article_parts union all
    select page, start, stop from furniture)"""

_IS_FREE = f"""case q.kind
    when 'entity' then not exists (select 1 from entities m
        where m.page = q.page and m.start < q.stop and m.stop > q.start)
    when 'furniture' then not exists (select 1 from {_OWNED} m
        where m.page = q.page and m.start < q.stop and m.stop > q.start)
    when 'article' then not exists (select 1 from json_each(q.body, '$.parts') part, {_OWNED} m
        where m.page = q.page and m.start < json_extract(part.value, '$[1]')
        and m.stop > json_extract(part.value, '$[0]'))
    else not exists (select 1 from corrections m where m.page = q.page
        and ((m.start, m.stop) = (q.start, q.stop)
        or ((m.start, m.stop) < (q.start, q.stop) and q.start < m.stop)
        or ((m.start, m.stop) > (q.start, q.stop) and m.start < q.stop)))
    end"""

_CLASS = """case when q.kind <> 'correction' or q.score < 0.3 then null
    when json_extract(q.body, '$.text') is null then null
    when json_extract(q.body, '$.error') = 'width' then
        case when length(json_extract(q.body, '$.text'))
            = length(cast(json_extract(q.body, '$.text') as blob))
        then 'to_half_width' else 'to_full_width' end
    when json_extract(q.body, '$.error') = 'spacing' then
        case when length(json_extract(q.body, '$.text')) > q.stop - q.start
        then 'blanks_in' else 'blanks_out' end
    end"""

FILL = f"""update proposals as q set
    label = case q.kind when 'correction' then json_extract(q.body, '$.error') else q.label end,
    text = case q.kind when 'correction' then
        (select substr(p.text, q.start + 1, q.stop - q.start) from pages p where p.id = q.page)
        else q.text end,
    at = case q.kind when 'article' then json_extract(q.body, '$.parts[0][0]') else q.start end,
    urgency = case q.kind when 'correction' then q.score else 1.0 - q.score end,
    class = {_CLASS},
    is_open = not exists (select 1 from decisions d where d.page = q.page and d.proposal = q.id)
        and not exists (select 1 from pages p where p.id = q.page and p.state = 'finished')
        and {_IS_FREE}"""

_ASKED = "kind, label, run, score, class, is_open"
"""What a filter asks for: in the indexes too, so that a list of the queue reads nothing else."""


def open_proposals_in_the_order_of_the_queue(db: Database) -> None:
    """`is_open` says what the project's queue has: what is open on its page, of a finished page nothing."""
    for column, kind in (("is_open", int), ("at", int), ("urgency", float), ("class", str)):
        db.table("proposals").add_column(column, kind)
    db.execute(FILL)
    db.execute(
        f"""create index proposals_by_urgency on proposals
        (urgency desc, page, at, {_ASKED}) where is_open = 1"""
    )
    db.execute(
        f"""create index proposals_by_place on proposals
        (page, at, urgency, {_ASKED}, id) where is_open = 1"""
    )
