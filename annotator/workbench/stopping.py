"""Where the editor stopped on each page, and going on from there."""

from collections.abc import Callable

from annotator.document.spans import Selection
from annotator.store.project import Project
from annotator.store.stops import Stop


class AtAPlace:
    """Who stands on a page: at a selection, with the view at a place of its own.

    Written when the page is left, not as the caret moves: a kill costs at most the way since.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self.selection = Selection.at(0)
        self.top = 0
        """What the view showed first when the page was left, in code points; 0 for its start."""
        self.view_top: Callable[[], int] = lambda: 0
        """Answers the same for now; the view's own."""

    def note_stop(self, project: Project) -> None:
        """The editor leaves the page: where it was is kept."""
        if self.number is not None:
            stop = Stop(self.selection.anchor, self.selection.caret, self.view_top())
            project.put_stop(self.number, stop)

    def resume(self, project: Project, number: int, length: int) -> None:
        """The editor goes to that page, of `length` code points, and is where it left it."""
        with project.together():
            self.note_stop(project)
            project.set_setting("last_page", str(number))
        stop = project.stop_on(number)
        self.number = number
        self.selection = Selection(min(stop.anchor, length), min(stop.caret, length))
        self.top = min(stop.top, length)
