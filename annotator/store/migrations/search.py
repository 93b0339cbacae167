# sqlite-utils annotates parameters as bare `Sequence` and `dict`.
# pyright: reportUnknownMemberType=false
"""The index by which strings are found in the whole project."""

from annotator.store.library import Database


def index_of_texts(db: Database) -> None:
    """Two full-text tables and the list of pages that have yet to be put into them: at first all.

    Filling them is left to the first search: it takes minutes for a project of 100,000 pages.
    """
    tokens = "tokenize = 'unicode61 remove_diacritics 0'"
    # Raw texts never change, so nothing of them has to be kept for the sake of taking them out.
    db.execute(
        f"create virtual table search_raw using fts5(text, content = '', columnsize = 0, {tokens})"
    )
    db.execute(f"create virtual table search_read using fts5(text, columnsize = 0, {tokens})")
    # A key may be waiting for the file: merging goes in small steps, with each page that is put in.
    db.execute("insert into search_raw (search_raw, rank) values ('automerge', 0)")
    db.execute("insert into search_raw (search_raw, rank) values ('crisismerge', 64)")
    # `is_new`: the raw text is not in the index either. `stamp` is another one after each change.
    db.execute(
        """create table search_todo
        (page integer primary key, is_new integer not null, stamp integer not null)"""
    )
    db.execute("insert into search_todo (page, is_new, stamp) select id, 1, 0 from pages")
