"""The file of the segmenter's weights: the one that ships, and the user's own, which comes first.

Nothing here needs numpy until weights are taken into use, so that the window can look at a file.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from errno import EISDIR
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from annotator.errors import FolderNotWritable, WeightsUnusable
from annotator.settings.folders import data_folder
from annotator.settings.resources import resource
from annotator.settings.whole_file import beside_of, write_whole

if TYPE_CHECKING:
    from annotator.propose.roles import Weights

VERSION = 2
"""Of the evidence: raised whenever `evidence.py` says other things of a line, for old weights do not know them."""

ROOM = 1_900_000
"""Bytes for the chain; with the figures a file stays under 2 MB."""

Plain = dict[str, Any]
_WEIGHTS = ("chain", "slope", "offset")


def own_path() -> Path:
    """Where the user's own weights lie, if there are any."""
    return data_folder() / "segmenter.json"


def shipped_path() -> Path:
    """The weights that the program ships."""
    return resource("segmenter.json")


@dataclass(frozen=True, slots=True)
class InUse:
    """The file that the segmenter goes by; `refused` says why it is not the user's own where there is one."""

    path: Path
    refused: WeightsUnusable | None


def in_use() -> InUse:
    """The user's own file where it is there and of use, else the one that ships."""
    path = own_path()
    try:
        if os.path.lexists(path):
            read_plain(path)
            return InUse(path, None)
    except WeightsUnusable as refused:
        return InUse(shipped_path(), refused)
    return InUse(shipped_path(), None)


def weights_in_use() -> "Weights":
    """What `in_use` names, ready to go by."""
    from annotator.propose.chain import Chain
    from annotator.propose.roles import Weights, default_weights

    chosen = in_use()
    if chosen.path == shipped_path():
        return default_weights()
    plain = read_plain(chosen.path)
    return Weights(Chain.from_plain(plain["chain"]), plain["slope"], plain["offset"])


# -- reading -----------------------------------------------------------------------------


def read_plain(path: Path) -> Plain:
    """The file as JSON values, as `write_weights` left it. Raises WeightsUnusable."""
    try:
        plain: Any = json.loads(path.read_text("utf-8"))
        if not isinstance(plain, dict):
            raise TypeError("no JSON object")
        whole = cast(Plain, plain)
        if whole.get("version") != VERSION:
            raise ValueError(f"version {whole.get('version')}, not {VERSION}")
        if whole["sha256"] != _digest(whole):
            raise ValueError("the digest is off")
    except OSError as error:
        raise WeightsUnusable(path=path, cause=error.strerror or error) from error
    except KeyError as error:
        raise WeightsUnusable(path=path, cause=f"{error.args[0]} is missing") from error
    except (RecursionError, TypeError, ValueError) as error:
        raise WeightsUnusable(path=path, cause=error) from error
    return whole


def figures_of(path: Path) -> Plain:
    """What the file says of its cross-validation; the shipped one is taken as it is. Raises WeightsUnusable."""
    if path == shipped_path():
        return json.loads(path.read_text("utf-8"))["figures"]
    return read_plain(path).get("figures", {})


def _digest(plain: Plain) -> str:
    """Of what the segmenter goes by, so that a damaged file is none."""
    return sha256(_text({name: plain[name] for name in _WEIGHTS}).encode("utf-8")).hexdigest()


# -- writing -----------------------------------------------------------------------------


def fitting_in(chain: Plain, room: int = ROOM) -> Plain:
    """The chain without its weakest evidence where it takes more than `room` bytes as JSON."""
    evidence: Mapping[str, Mapping[str, int]] = chain["evidence"]
    left = room - len(_text(chain | {"evidence": {}}).encode()) + 1
    kept: set[str] = set()
    for name in sorted(evidence, key=lambda n: (-max(map(abs, evidence[n].values())), n)):
        left -= len(_text({name: evidence[name]}).encode()) - 1
        if left < 0:
            break
        kept.add(name)
    return chain | {"evidence": {name: row for name, row in evidence.items() if name in kept}}


def demand_writable(path: Path) -> None:
    """Raises FolderNotWritable where `write_weights` would, so that nobody fits in vain."""
    beside = beside_of(path)
    try:
        if path.is_dir():
            raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.touch()
        beside.unlink()
    except OSError as error:
        raise FolderNotWritable(path=path, cause=error.strerror or error) from error


def write_weights(path: Path, plain: Plain) -> None:
    """`chain`, `slope`, `offset` and `figures` as a file, whole or not at all. Raises FolderNotWritable."""
    stamped = {"version": VERSION, "sha256": _digest(plain)} | plain
    write_whole(path, f"{_text(stamped)}\n".encode())


def remove_own() -> bool:
    """Back to the weights that ship; answers whether there were others. Raises FolderNotWritable."""
    path = own_path()
    was_there = os.path.lexists(path)
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise FolderNotWritable(path=path, cause=error.strerror or error) from error
    return was_there


def _text(plain: Plain) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
