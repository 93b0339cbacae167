"""The tables of the README that the code knows best, between marks that name them."""

import re
from collections.abc import Mapping


def filled(readme: str, tables: Mapping[str, str]) -> str:
    """`readme` with each `<!-- name -->…<!-- /name -->` filled from `tables`.

    Raises ValueError for a table that the text has no place for.
    """
    for name, table in tables.items():
        pattern = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
        readme, count = pattern.subn(lambda m, t=table: f"{m[1]}{t}\n{m[2]}", readme)
        if count != 1:
            raise ValueError(f"the README has {count} places for the table {name!r}")
    return readme
