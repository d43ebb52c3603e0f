"""Sentences of a paragraph."""

from __future__ import annotations

import pytest

from qcdc_parse.sentences import split_sentences

PARAGRAPHS = [
    ["Đạt 95%.", "Chưa đạt (thiếu vốn)."],
    ["100% chi bộ họp đúng kỳ.", "Đạt"],
    ["Đã mở 12 lớp.", "Kết quả tốt.", "Có 95% học viên đạt."],
    ["Tại TP. Hồ Chí Minh có 24 phường."],
    ["Theo Điều 5. Luật này quy định rõ."],
    ["Chưa đạt (03 xã thiếu cán bộ. Các xã đã báo cáo). "],
    ["Nghị quyết “Về công tác dân vận. Phần một” đã gửi."],
    ["Không có dấu chấm nào"],
    ["Tỷ lệ 51,79% và 1.234 người."],
]


@pytest.mark.parametrize("sentences", PARAGRAPHS, ids=lambda s: s[0])
def test_sentences(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert [text[a:b].strip() for a, b in split_sentences(text, 0, len(text))] == [s.strip() for s in sentences]


def test_offsets_are_of_the_whole_text() -> None:
    text = "I. MỤC TIÊU\nMột việc. Hai việc."
    assert [text[a:b] for a, b in split_sentences(text, 12, len(text))] == ["Một việc.", "Hai việc."]


def test_end_is_kept() -> None:
    text = "Một việc. Hai việc. Ba việc."
    assert [text[a:b] for a, b in split_sentences(text, 0, 19)] == ["Một việc.", "Hai việc."]


@pytest.mark.parametrize("text", ["", "   "])
def test_nothing(text: str) -> None:
    assert split_sentences(text, 0, len(text)) == []


def test_repeated_sentences_keep_their_places() -> None:
    text = "Đạt tốt. Đạt tốt. Đạt tốt."
    assert split_sentences(text, 0, len(text)) == [(0, 8), (9, 17), (18, 26)]


def test_an_ordinal_begins_a_sentence_and_does_not_end_one() -> None:
    text = "1. Một việc. Hai việc."
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == ["1. Một việc.", "Hai việc."]
