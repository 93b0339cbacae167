"""Pages that no paper prints: they take no longer than others, and get the same answer every time."""

import os
import subprocess
import sys
import time

import pytest

from annotator.document.raw_text import RawText
from annotator.propose.lines import lines_of
from annotator.propose.segmenter import Segmenter

ODD = {
    "one line without a stop": "春风吹过山谷茶农采茶忙" * 5000,
    "one line of letters": "a" * 50_000,
    "one line of digits": "1" * 50_000,
    "lines of one character": "\n".join("春夏秋冬天地玄黄"[at % 8] for at in range(4000)),
}


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    ready = Segmenter()
    ready.propose(RawText.of("春风吹过山谷。\n茶农忙。"))
    return ready


@pytest.mark.parametrize("name", ODD)
def test_an_odd_page_takes_no_longer_than_another(name: str, segmenter: Segmenter):
    began = time.process_time()
    assert segmenter.propose(RawText.of(ODD[name]))
    assert time.process_time() - began < 2.5


def test_a_long_list_of_names_behind_a_full_stop_is_read_in_time():
    began = time.process_time()
    (line,) = lines_of(RawText.of("春风吹过。" + "记者 王明 " * 28 + "等"))
    assert line.text.endswith("等")
    assert time.process_time() - began < 1


REPEATED = """
import hashlib, random
from annotator.document.raw_text import RawText
from annotator.propose.evidence import evidence_of
from annotator.propose.lines import lines_of
from annotator.propose.page_facts import PageView
words = "茶农 采茶 合作社 收购价 龙舟 中学 操场 端午 比赛 志愿者 河边 垃圾 图书 山谷 公路 桥梁".split()
words += "医院 医生 病人 工厂 机器 电力 水库 大坝 洪水 粮食 小麦 玉米 农业 种子 棉花 汽车 铁路 火车".split()
dice = random.Random(9)
paragraphs = [
    "，".join("".join(dice.choices(words, k=3)) for _ in range(dice.randint(2, 9))) + "。"
    for _ in range(6)
]
text = "\\n".join(dice.choices(paragraphs, k=120))
found = evidence_of(PageView.of(lines_of(RawText.of(text))))
print(hashlib.sha256(repr(found).encode()).hexdigest())
"""


def test_a_page_of_repeated_paragraphs_says_the_same_in_every_process():
    said = {
        subprocess.run(
            [sys.executable, "-c", REPEATED],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(said) == 1
