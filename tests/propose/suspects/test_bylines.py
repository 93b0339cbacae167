"""Datelines that lost their bracket."""

import pytest

from annotator.propose.suspects.bylines import bylines
from tests.propose.suspects.readings import said


def test_the_dateline_gets_its_bracket_back():
    assert said(bylines, "本报通讯员 王小山 记者 李青）近日，茶园开园。") == [("报^", "讯（")]
    assert said(bylines, "本报讯记者 李青）近日，茶园开园。") == [("讯^", "（")]


@pytest.mark.parametrize(
    "text",
    [
        "本报讯（通讯员 王小山）近日，茶园开园。",
        "本报记者 李青",
        "本报通讯员采访了茶农（共三人）后说",
        "日前，本报通讯员 王小山）来到茶园",
    ],
)
def test_whole_datelines_stay(text):
    assert said(bylines, text) == []
