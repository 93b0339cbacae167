"""What every verb of the command line has at hand."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import click

from annotator.errors import AnnotatorError
from annotator.settings.language import Language

Screenshot = Callable[[Path, str, Path, tuple[int, int], str, str, int], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """The language it talks in, and the window's camera."""

    language: Language
    screenshot: Screenshot

    def tell(self, *said: AnnotatorError | None) -> None:
        """What could not be used, where there is anything, to the person."""
        for each in said:
            if each is not None:
                talk(self.language.sentence(each))


pass_desk = click.make_pass_decorator(Desk)
FILE = click.Path(path_type=Path)


def talk(text: str) -> None:
    """To the person, not to the program behind the pipe."""
    click.echo(text, err=True)
