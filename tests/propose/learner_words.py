"""Made-up sentences in which a proposer is wrong in one way, for the learner to find out."""

from annotator.propose.learner_features import Sentence, Tags, spelled

PLACES = (
    "东岭",
    "西坪",
    "南坝",
    "北屯",
    "上河",
    "下关",
    "大湾",
    "小营",
    "白石",
    "红土",
    "青山",
    "黑井",
)


def sentence(text: str, base: Tags | None = None, hints: tuple[str, ...] | None = None) -> Sentence:
    """Each character a word of its own; nothing proposed where `base` is not given."""
    words = tuple((at, "n") for at in range(len(text)))
    return Sentence(text, words, base or spelled(len(text), []), hints or ("",) * len(text))


def wrong_and_right(place: str) -> tuple[Sentence, Tags]:
    """A team proposed as a place, though it is an organisation together with what follows."""
    text = f"昨天{place}球队赢了比赛"
    base = spelled(len(text), [(2, 2 + len(place), "LOC")])
    return sentence(text, base), spelled(len(text), [(2, 4 + len(place), "ORG")])
