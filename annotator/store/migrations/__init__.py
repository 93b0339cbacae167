"""The shape of a project file, as named steps that are safe to meet twice and are never edited again.

Offsets in every table are code points of `pages.text`, half-open: `substr(text, start + 1,
stop - start)` is a mark's text. (`stop`, because END is a word of SQL's own.)
"""

from annotator.store.library import Migrations
from annotator.store.migrations.correction_rules import rules_on_strings_and_other_readings
from annotator.store.migrations.first import (
    APPLICATION_ID,
    project_with_pages_marks_proposals_and_journal,
)
from annotator.store.migrations.learning import lexicon_patterns_learner_and_plain_scores
from annotator.store.migrations.notes import flags_notes_and_where_editors_stopped
from annotator.store.migrations.open_proposals import (
    open_proposals_in_the_order_of_the_queue,
)
from annotator.store.migrations.search import index_of_texts
from annotator.store.migrations.vocabulary import labels_and_roles_of_the_project

__all__ = ["APPLICATION_ID", "project_migrations"]

project_migrations = Migrations("annotator")
for step in (
    project_with_pages_marks_proposals_and_journal,
    lexicon_patterns_learner_and_plain_scores,
    rules_on_strings_and_other_readings,
    flags_notes_and_where_editors_stopped,
    labels_and_roles_of_the_project,
    index_of_texts,
    open_proposals_in_the_order_of_the_queue,
):
    project_migrations()(step)
