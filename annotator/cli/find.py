"""The verb `find`: a string or an expression in a project, one hit a line."""

import json
from dataclasses import asdict
from pathlib import Path

import click

from annotator.cli.desk import FILE, Desk, pass_desk, talk
from annotator.cli.printing import progress
from annotator.document.finding import BOTH, CORRECTED, RAW
from annotator.settings.folding import ALL_FOLDS, NO_FOLDS
from annotator.store.project import Project
from annotator.workbench.finding import Hit, Query, find_in_project

MOST = 1_000
"""Hits that are printed where nobody says how many."""


@click.command()
@click.argument("project", type=FILE)
@click.argument("text")
@click.option("--regex", is_flag=True, help="TEXT is a regular expression, read line by line.")
@click.option(
    "--exact", is_flag=True, help="Width, variants, case, line ends and blanks must agree."
)
@click.option("--raw", "only_raw", is_flag=True, help="In the raw text only.")
@click.option("--corrected", "only_corrected", is_flag=True, help="In the corrected text only.")
@click.option(
    "--limit", type=click.IntRange(1), default=MOST, show_default=True, help="So many hits at most."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@pass_desk
def find(
    desk: Desk,
    project: Path,
    text: str,
    limit: int,
    *,
    regex: bool,
    exact: bool,
    only_raw: bool,
    only_corrected: bool,
    as_json: bool,
) -> None:
    """Find TEXT in the pages of PROJECT, raw and corrected: page, line, column, context, a hit a line.

    Full and half width, traditional and simplified characters, capitals and small letters count
    as the same, and so do texts that a line end or a blank breaks. Lines and columns count from 1;
    `places` in JSON are code points of the raw text.
    """
    if only_raw and only_corrected:
        raise click.UsageError(desk.language.say("cli.find_one_text"))
    texts = (RAW,) if only_raw else (CORRECTED,) if only_corrected else (RAW, CORRECTED)
    query = Query(text, NO_FOLDS if exact else ALL_FOLDS, not exact, regex, texts)
    count, pages = 0, 0
    with Project.open(project) as opened:
        for looked in find_in_project(opened, query):
            progress(looked.done, looked.total, "")
            for hit in looked.hits[: limit - count]:
                click.echo(_as_json(hit) if as_json else _as_line(desk, hit))
            count, pages = count + len(looked.hits), pages + bool(looked.hits)
            if count >= limit:
                break
    is_cut = count >= limit
    key = "cli.find_more" if is_cut else "cli.find_count"
    talk(desk.language.say(key, limit=limit, count=count, pages=pages))


def _as_line(desk: Desk, hit: Hit) -> str:
    words = f"{hit.before}〔{hit.text}〕{hit.after}"
    said = [] if hit.reads == BOTH else [desk.language.say(f"find.reads_{hit.reads}")]
    return "\t".join([hit.name, str(hit.line), str(hit.column), words, *said])


def _as_json(hit: Hit) -> str:
    plain = asdict(hit)
    plain["page"] = plain.pop("name")
    return json.dumps(plain, ensure_ascii=False)
