"""Why a command would do nothing now, asked without doing anything."""

from annotator.document.phrases import Phrase, phrase
from annotator.errors import AnnotatorError
from annotator.workbench.command_table import COMMANDS, asked
from annotator.workbench.session import Session
from annotator.workbench.situation import Refusal, Situation

PAGE_GROUPS = frozenset({"decide", "suspects", "articles", "roles", "entities", "page", "move"})
"""Groups whose commands are about the page on the desk."""
_WITHOUT_A_PAGE = frozenset({"edit_correction_rules", "proof_sheet"})


class Availability:
    """At one moment; to be thrown away when anything changes."""

    def __init__(self, session: Session) -> None:
        self._history = session.history
        self._situation: Situation | None = session.situation() if session.shown else None

    def why_not(self, command: str, argument: str = "") -> Phrase | None:
        """The refusal of the command where the editor is; None where it would do something, or may."""
        known = COMMANDS[command]
        if self._situation is None:
            is_about_it = known.group in PAGE_GROUPS and command not in _WITHOUT_A_PAGE
            return phrase("refuse.no_page") if is_about_it else None
        if command in ("undo", "redo"):
            step = self._history.last if command == "undo" else self._history.next
            return None if step else phrase(f"refuse.nothing_to_{command}")
        if known.ask is None:
            return None
        try:
            answer = asked(command, self._situation, *([argument] if argument else []))
        except AnnotatorError:
            return None  # told when it is run
        return answer.why if isinstance(answer, Refusal) else None
