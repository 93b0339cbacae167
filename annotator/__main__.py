"""No verb: the window; a verb: the command line."""

import gc
import os
import sys
from pathlib import Path


def _is_project(argument: str) -> bool:
    """Whether a word names a project rather than a verb: a `.db`, or any other file with a folder or an ending."""
    is_file = os.path.isfile(argument)  # noqa: PTH113  False, too, for a name no system takes
    path = Path(argument)
    return not argument.startswith("-") and (
        path.suffix == ".db" or (is_file and (path.suffix != "" or len(path.parts) > 1))
    )


def _camera(
    project: Path, page: str, out: Path, size: tuple[int, int], theme: str, lang: str, suspect: int
) -> None:
    from annotator.gui.camera import take_screenshot

    take_screenshot(project, page, out, size, theme, lang, suspect)


def main() -> int:
    """The console script. Answers the exit code."""
    arguments = sys.argv[1:]
    if not arguments or (len(arguments) == 1 and _is_project(arguments[0])):
        gc.disable()  # what is made by imports stays; `gui/garbage.py` collects what the window leaves
        from annotator.gui.application import run_window

        return run_window(Path(arguments[0]) if arguments else None)
    from annotator.cli.verbs import run

    return run(arguments, _camera)


if __name__ == "__main__":
    sys.exit(main())
