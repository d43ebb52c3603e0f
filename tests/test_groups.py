"""Who copied whom: near-identical passages of several units."""

from __future__ import annotations

import random

from qcdc_parse.report.groups import near_identical
from qcdc_parse.report.models import Answer, Quote
from qcdc_parse.span import Span

TEXT = (
    "Cấp ủy đã tổ chức hội nghị quán triệt Nghị quyết đến toàn thể đảng viên, đoàn viên công đoàn bằng hình thức trực tiếp, "
    "đồng thời đăng tải nội dung trên trang thông tin điện tử của đơn vị để cán bộ, viên chức theo dõi."
)
OTHER = (
    "Ban chỉ đạo được kiện toàn gồm 05 đồng chí do đồng chí Bí thư làm Trưởng ban, phân công từng thành viên phụ trách các bộ phận, "
    "mỗi quý họp một lần để rà soát việc công khai tài chính và tiếp nhận ý kiến góp ý của người lao động."
)


def answer(number: int, unit: str | None, text: str) -> Answer:
    where = Span(start=0, end=len(text))
    quoted = Quote(submission=number, span=where, text=text)
    return Answer(id=f"s{number}p1", unit=unit, quote=quoted, kind="paragraph", status="aligned", slot="I", confidence=1)


def test_copies_with_small_changes_are_grouped() -> None:
    changed = TEXT.replace("toàn thể đảng viên", "18/18 đảng viên").replace("viên chức", "người lao động")
    groups = near_identical([answer(0, "A", TEXT), answer(1, "B", OTHER), answer(2, "C", changed), answer(3, "D", TEXT.upper())])
    assert [(g.units, g.answers) for g in groups] == [(("A", "C", "D"), ("s0p1", "s2p1", "s3p1"))]
    assert 0.85 <= groups[0].alike < 1


def test_what_one_unit_repeats_or_nobody_signed_is_no_copy() -> None:
    assert near_identical([answer(0, "A", TEXT), answer(1, "A", TEXT), answer(2, None, TEXT)]) == ()


def test_short_passages_and_the_words_of_the_outline_are_no_copies() -> None:
    short = "Đã quán triệt nghị quyết đến toàn thể đảng viên."
    assert near_identical([answer(0, "A", short), answer(1, "B", short)]) == ()
    assert near_identical([answer(0, "A", TEXT), answer(1, "B", TEXT)], common={"I": [f"- {TEXT}"]}) == ()


def test_like_passages_on_other_matters_are_no_copies() -> None:
    rng = random.Random(7)
    words = TEXT.split()
    mixed = [" ".join(rng.sample(words, len(words))) for _ in range(20)]
    assert near_identical([answer(n, f"U{n}", text) for n, text in enumerate(mixed)]) == ()


def test_lines_of_the_outline_filled_in_are_no_copies() -> None:
    asked = "Tổ chức hội nghị người lao động đạt tỷ lệ thống kê theo từng năm 2019 2020 2021"
    one = "Tổ chức hội nghị người lao động: 12; đạt tỷ lệ 100%; theo từng năm: năm 2019: 4, năm 2020: 4, năm 2021: 4"
    answers = [answer(0, "A", one), answer(1, "B", one.replace("12", "15"))]
    assert near_identical(answers, common={"I": [asked]}) == ()
    assert len(near_identical(answers, common={"II": [asked]})) == 1


def test_forms_filled_in_are_no_copies() -> None:
    answers = [answer(0, "A", TEXT), answer(1, "B", TEXT)]
    assert len(near_identical(answers)) == 1
    assert near_identical(answers, figures={"I"}) == ()
    assert near_identical([a.model_copy(update={"kind": "table"}) for a in answers]) == ()
