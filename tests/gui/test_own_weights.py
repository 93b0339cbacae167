"""What the window says of the user's own weights."""

import pytest

from annotator.gui.application import open_window
from annotator.propose.weights_file import own_path
from annotator.settings.language import LANGUAGES
from annotator.settings.preferences import Preferences


@pytest.mark.parametrize("language", LANGUAGES)
def test_damaged_weights_are_told_when_the_window_opens(shown_window, project, language: str):
    own_path().parent.mkdir(parents=True)
    own_path().write_text("{", "utf-8")
    window = shown_window(open_window(project.path, Preferences(language=language)))
    assert str(own_path()) in window.status.noticed
    window.close()


def test_without_own_weights_there_is_nothing_to_tell(shown_window, project):
    window = shown_window(open_window(project.path, Preferences(language="en")))
    assert "weights" not in window.status.noticed
    window.close()
