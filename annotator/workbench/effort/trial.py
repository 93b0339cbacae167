"""What a command on articles would make of a page, without doing it."""

from dataclasses import replace
from types import MappingProxyType

from annotator.document.edits import Edit
from annotator.document.marks import CorrectionMark, EntityMark
from annotator.document.pages import Page
from annotator.document.proposals import ArticleBody, FurnitureBody
from annotator.document.spans import Selection
from annotator.errors import AnnotatorError
from annotator.workbench.command_table import asked
from annotator.workbench.shown import Shown, shown
from annotator.workbench.situation import Situation


def articles_alone(page: Page) -> Page:
    """The page without names and corrections, which no command on articles looks at."""
    records = {
        key: each
        for key, each in page.records.items()
        if not isinstance(each, EntityMark | CorrectionMark)
    }
    proposals = {
        key: each
        for key, each in page.proposals.items()
        if isinstance(each.body, ArticleBody | FurnitureBody)
    }
    return replace(page, records=MappingProxyType(records), proposals=MappingProxyType(proposals))


class Trial:
    """A page as it shows, on which commands are tried."""

    def __init__(self, situation: Situation) -> None:
        self._page = articles_alone(situation.page)
        self.shown = shown(self._page)
        self._situation = replace(
            situation, shown=self.shown, current=None, queue=type(situation.queue)(), alone=False
        )

    def at(self, selection: Selection) -> Situation:
        """What a command would see there."""
        return replace(self._situation, selection=selection)

    def after(self, selection: Selection, command: str, *arguments: str) -> Shown | None:
        """What shows after the command; None where it does nothing."""
        answer = asked(command, self.at(selection), *arguments)
        if not isinstance(answer, Edit):
            return None
        try:
            return shown(answer.apply(self._page))
        except AnnotatorError:
            return None
