"""Sections by the best whole reading: what damage costs, what notes tell, how lines are split."""

from __future__ import annotations

from collections import Counter

import pytest
from damagedlines import KINDS, lost, variants
from strategies import corpus_texts

from qcdc_parse import Document, parse_text
from qcdc_parse.structure import levels, reading
from qcdc_parse.structure.sections import find_sections
from qcdc_parse.text import Line, Look


def _told(document: Document) -> Counter[tuple[str, str]]:
    return Counter((s.id.partition("~")[0], document.text[s.label_span.end : s.span.end].strip()[:12]) for s in document.walk())


def _kept(before: Counter[tuple[str, str]], after: Counter[tuple[str, str]]) -> float:
    return 2 * (before & after).total() / (before.total() + after.total())


@pytest.mark.parametrize(("kind", "least"), [("dropped", 0.75), ("merged", 0.9), ("rewrapped", 0.99), ("misread", 0.98)])
def test_damage_costs_little(kind: str, least: float) -> None:
    """What is dropped is lost with all below it; the rest is read as before."""
    kept = []
    for text in corpus_texts()[:5]:
        whole = parse_text(text)
        kept += [_kept(_told(whole), _told(parse_text(KINDS[kind](whole.text, seed)))) for seed in range(3)]
    assert sum(kept) / len(kept) >= least


def test_variants_are_the_same_every_time() -> None:
    text = "I. MỘT\n1. Hai\nĐoạn văn thứ nhất của mục này.\n2. Ba\nII. BỐN"
    assert variants(text, range(3)) == variants(text, range(3))
    assert {kind for kind, _, _ in variants(text, range(1))} == set(KINDS)
    for seed in range(5):
        assert sorted([*KINDS["dropped"](text, seed).split("\n"), *lost(text, seed)]) == sorted(text.split("\n"))
        assert KINDS["merged"](text, seed).split() == text.split() == KINDS["rewrapped"](text, seed).split()
        assert len(KINDS["misread"](text, seed)) == len(text)
        assert KINDS["misread"](text, seed) != text


def test_a_note_tells_the_alternative() -> None:
    text = "KẾ HOẠCH\nnăm 2024\n\nI. MỘT\n1. Hai\n2. Ba\n11. BỐN\n1. Năm\n2. Sáu\nIII. BẢY\n"
    (note,) = [n for n in parse_text(text).notes if n.code == "level-repaired"]
    assert "is read as II on level 1" in note.message
    assert note.message.endswith("as printed it is 11")


def test_a_section_inside_a_line_splits_its_block() -> None:
    text = "I. MỘT\nĐoạn đầu của mục thứ nhất. II. HAI\nĐoạn của mục thứ hai.\nIII. BA\nHết."
    document = parse_text(text)
    first, second, _ = document.sections
    assert [document.quote(b.span) for b in first.blocks] == ["Đoạn đầu của mục thứ nhất."]
    assert document.quote(second.span) == "II. HAI\nĐoạn của mục thứ hai."
    assert (second.heading, document.quote(second.label_span)) == ("HAI", "II.")


def test_an_unnumbered_heading() -> None:
    text = "KẾ HOẠCH\nnăm 2024\n-----\nMỞ ĐẦU\nĐoạn đầu.\nI. MỘT\nĐoạn sau.\n"
    first, second = parse_text(text).sections
    assert (first.id, first.label, first.style, first.depth, first.heading) == ("MỞ ĐẦU", "", "unnumbered", 1, "MỞ ĐẦU")
    assert (len(first.label_span), first.span.start, len(first.blocks), second.depth) == (0, first.label_span.start, 1, 1)


def test_the_search_is_linear_in_the_labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sequences that break off again and again keep the search at its widest."""
    hard = "".join(f"{number}. Việc này{mark}\n" for number in (3, 1, 7, 2, 2, 11, 1) for mark in (":", ""))
    calls = []

    def counted(*arguments: object) -> list[levels.Move]:
        calls.append(1)
        return levels.moves(*arguments)

    monkeypatch.setattr(reading, "moves", counted)
    steps = []
    for times in (20, 40):
        calls.clear()
        parse_text("I. MỘT\n" + hard * times)
        steps.append(len(calls))
    assert 0 < steps[1] < 2.2 * steps[0]


def _depths(lines: list[tuple[str, int | None]], size: float | None) -> list[tuple[str, int]]:
    made = tuple(Line(0, len(text), text, 0, Look(size=size, level=level)) for text, level in lines)
    return [(found.label.text, found.move.depth) for found in find_sections(made, 0, len(made), headed=True)]


def test_outline_levels_of_a_word_processor_tell_depths_and_those_of_markdown_do_not() -> None:
    lines = [("1. Một", 1), ("1. Hai", 2), ("2. Ba", 2), ("2. Bốn", 1)]
    assert _depths(lines, 13.0) == [("1", 0), ("1", 1), ("2", 1), ("2", 0)]
    assert {depth for _, depth in _depths(lines, None)} == {0}


def test_unnumbered_headings_of_two_outline_levels() -> None:
    text = "Các xã đã làm tốt việc tuyên truyền, có kiểm tra."
    lines = [
        ("Tình hình chung", 1),
        (text, None),
        ("Về tuyên truyền", 2),
        (text, None),
        ("Về tổ chức", 2),
        (text, None),
        ("Kết quả đã đạt", 1),
        (text, None),
    ]
    assert [depth for _, depth in _depths(lines, 13.0)] == [0, 1, 1, 0]
