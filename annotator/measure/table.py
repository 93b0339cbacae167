"""Tables of figures in plain text: a name, and figures of one width behind it."""

from collections.abc import Sequence

_NAME, _WIDTH = 22, 12


def row(name: str, cells: Sequence[str]) -> str:
    """A line of the table; a figure wider than its column pushes the others on."""
    return name.ljust(_NAME) + "".join(cell.rjust(_WIDTH) for cell in cells)


def figure(value: float | None) -> str:
    """Three decimals; a dash where there is nothing to measure."""
    return "-" if value is None else f"{value:.3f}"
