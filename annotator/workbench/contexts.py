"""Keys that mean something else where a suspect or a correction is at hand."""

from annotator.document.marks import CorrectionMark, place_of
from annotator.workbench.situation import Situation

_WITH_A_SUSPECT = {"finish_page": "always_fix"}
_WITH_A_CORRECTION = {"remove_entity": "remove_correction", "ask_everywhere": "ask_series"}


def in_context(situation: Situation, command: str, argument: str = "") -> tuple[str, str]:
    """The command that the key of `command` calls now, and its argument.

    Only while nothing is selected: selected text means what it always means.
    """
    if situation.selection.span is not None:
        return command, argument
    suspect = situation.suspect
    if suspect is not None:
        if command == "label_entity":
            label = situation.vocabulary.label(argument)
            if label is not None and label.key and label.key in "123456789":
                return "take_candidate", label.key
        if command in _WITH_A_SUSPECT and len(situation.members) == 1:
            return _WITH_A_SUSPECT[command], ""
    if command in _WITH_A_CORRECTION and (suspect is not None or _is_on_correction(situation)):
        return _WITH_A_CORRECTION[command], ""
    return command, argument


def _is_on_correction(situation: Situation) -> bool:
    """Whether the caret is at a correction, and at no entity that is smaller."""
    mark, entity = situation.correction, situation.entity
    if mark is None or entity is None:
        return mark is not None
    return _size(mark) <= len(entity.span)


def _size(mark: CorrectionMark) -> int:
    start, end = place_of(mark)
    return end - start
