"""The fixed Vietnamese words of a draft, and how it writes figures, sources and names: all else in it is quoted."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePath

from qcdc_parse.model import VerdictValue
from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.models import Cell, ConflictKind, MatrixRow, Quote, Submission, SubmissionState, Total
from qcdc_parse.report.outline.models import Slot
from qcdc_parse.workbook import JUDGEMENT_COLOURS, Colour

__all__ = [
    "ANSWER_STATUS",
    "CELL_STATUS",
    "CELL_WORDS",
    "COLOURS",
    "CONFLICTS",
    "NOBODY",
    "PLACES",
    "STATES",
    "VERDICTS",
    "amount",
    "cell_colour",
    "cell_word",
    "counted",
    "file_name",
    "folded",
    "heading",
    "in_short",
    "named",
    "number",
    "place",
    "rolled_up",
    "source",
    "total_words",
]

NOBODY = "[chưa rõ đơn vị]"

VERDICTS: dict[VerdictValue, str] = {
    "exceeded": "vượt",
    "met": "đạt",
    "on_track": "đạt tiến độ",
    "mostly_met": "cơ bản đạt",
    "partly_met": "đạt một phần",
    "not_yet_met": "chưa đạt",
    "not_met": "không đạt",
    "not_assessed": "chưa đánh giá",
}

CELL_STATUS: dict[str, str] = {
    "matched": "không nêu kết luận",
    "none": "không nêu kết luận",
    "ambiguous": "cần xem lại",
    "unmatched": "không tìm thấy",
    "not_submitted": "chưa có báo cáo",
}

CELL_WORDS: dict[str, str] = {**{str(k): v for k, v in VERDICTS.items()}, **CELL_STATUS}

COLOURS: dict[str, Colour] = {**JUDGEMENT_COLOURS, "not_submitted": "grey"}

STATES: dict[SubmissionState, str] = {
    "used": "đã tổng hợp",
    "superseded": "đã có báo cáo thay thế",
    "duplicate": "trùng với báo cáo khác",
    "wrong_outline": "không theo đề cương này",
    "unidentified": "chưa rõ đơn vị",
    "unreadable": "không đọc được",
}

ANSWER_STATUS = {"aligned": "đúng mục", "ambiguous": "cần xem lại", "outside": "ngoài đề cương"}

CONFLICTS: dict[ConflictKind, str] = {
    "prose_against_appendix": "các chỗ trong báo cáo ghi khác nhau",
    "first_against_second": "bản trước khác bản thay thế",
    "verdict_against_figures": "kết luận không khớp số liệu",
    "wrong_branch": "trả lời nội dung dành cho loại đơn vị khác",
    "parts_against_total": "phần và tổng không khớp",
    "target_differs": "nêu chỉ tiêu khác với chỉ tiêu được giao",
}


PLACES = {
    "letterhead": "tên cơ quan ở đầu văn bản",
    "signature": "phần ký",
    "title": "tên báo cáo",
    "text": "đoạn mở đầu",
    "file_name": "tên tệp",
}
"""Where the name of a unit is read."""


def number(value: float, digits: int = 6) -> str:
    """Write a number with dots between thousands and a decimal comma.

    >>> number(1234.5), number(345.0), number(-0.1 - 0.2)
    ('1.234,5', '345', '-0,3')
    """
    words = f"{value:,.{digits}f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return words.translate(_SWAPPED) if words != "-0" else "0"


_SWAPPED = str.maketrans(",.", ".,")


def amount(value: float, of: float | None, measure: str | None, digits: int = 6) -> str:
    """Write a figure with the whole it is a part of and its unit.

    >>> amount(12, 15, "cuộc"), amount(92.5, None, "%")
    ('12/15 cuộc', '92,5%')
    """
    words = number(value, digits) + (f"/{number(of)}" if of is not None else "")
    return words + (f"{'' if measure in {'%', '‰'} else ' '}{measure}" if measure else "")


def total_words(total: Total) -> str:
    """Say a computation: what was made of how many units.

    >>> total_words(Total(field="I#1", kind="sum", value=345, measure="cuộc", formula="…", operands=(), units=17, expected=20))
    'Tổng cộng (17/20 đơn vị): 345 cuộc'
    """
    behind = f"({total.units}/{total.expected} đơn vị)"
    if total.value is None and not total.units:
        return f"Chưa có số liệu tính gộp được {behind}"
    if total.value is None:
        return f"Không tính gộp {behind}; xem số liệu từng đơn vị"
    if total.kind == "ratio":
        return f"Tỷ lệ chung {behind}: {amount(total.value, None, total.measure or '%', 2)}"
    return f"Tổng cộng {behind}: {amount(total.value, total.of, total.measure)}"


def cell_word(cell: Cell) -> str:
    """Say what is known of a target: a verdict, or why there is none."""
    return VERDICTS[cell.verdict] if cell.status == "matched" and cell.verdict else CELL_STATUS[cell.status]


def cell_colour(cell: Cell) -> Colour | None:
    """Return the colour of a cell; None where an answer says no verdict."""
    return COLOURS.get((cell.verdict or "") if cell.status == "matched" else cell.status)


def counted(row: MatrixRow) -> str:
    """Say how many units there are of each verdict.

    >>> from qcdc_parse.report.models import Target
    >>> from qcdc_parse.span import Span
    >>> target = Target(id="t1", statement="100% chi bộ có quy chế", span=Span(start=0, end=22))
    >>> counted(MatrixRow(target=target, cells=(), counts={"not_submitted": 3, "met": 12}))
    'đạt: 12; chưa có báo cáo: 3'
    """
    order = list(CELL_WORDS)
    known = sorted(row.counts, key=lambda word: order.index(word) if word in order else len(order))
    return "; ".join(f"{CELL_WORDS.get(word, word)}: {row.counts[word]}" for word in known if row.counts[word])


def rolled_up(row: MatrixRow, policy: str) -> str:
    """Say what a policy makes of the counts, naming the policy: it is the clerk's rule and no unit's verdict.

    >>> from qcdc_parse.report.models import Target
    >>> from qcdc_parse.span import Span
    >>> target = Target(id="t1", statement="100% chi bộ có quy chế", span=Span(start=0, end=22))
    >>> rolled_up(MatrixRow(target=target, cells=(), counts={"met": 1, "unmatched": 2}, rolled_up="open"), "nine in ten")
    'chưa đủ căn cứ kết luận theo quy tắc “nine in ten” (đạt: 1; không tìm thấy: 2)'
    """
    if row.rolled_up is None:
        return counted(row)
    return f"{_ROLLED_UP.get(row.rolled_up, row.rolled_up)} theo quy tắc “{policy}” ({counted(row)})"


_ROLLED_UP = {"met": "đạt", "not_met": "chưa đạt", "open": "chưa đủ căn cứ kết luận"}


def folded(text: str) -> str:
    """Fold case and white space."""
    return unicodedata.normalize("NFC", " ".join(text.split())).casefold()


def in_short(text: str) -> str:
    """Cut a long text behind a word.

    >>> in_short("100% chi bộ có quy chế"), len(in_short("chi bộ " * 50))
    ('100% chi bộ có quy chế', 77)
    """
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rpartition(' ')[0]}…"


_LONGEST = 80


def named(units: Iterable[str | None]) -> str:
    """Write names one behind another, each once."""
    return "; ".join(dict.fromkeys(unit or NOBODY for unit in units))


def heading(slot: Slot) -> str:
    """Write label and heading of a slot as the outline prints them."""
    mark = {"letter_lower": ")", "paren_number": "", "unnumbered": ""}.get(slot.style, "." if len(slot.label) <= _SHORT else "")
    label = slot.label if slot.style != "unnumbered" else ""
    return " ".join(filter(None, (label + mark if label and label[-1].isalnum() else label, slot.heading)))


_SHORT = 6
"""Longer labels are words (`PHỤ LỤC 2`, `Phần thứ hai`) and take no full stop."""


def file_name(submission: Submission) -> str:
    """Return the name of the file without its folders."""
    return PurePath(submission.path.replace("\\", "/")).name or submission.source.name


def place(quote: Quote) -> str:
    """Say where in a file words stand; empty where the format does not tell."""
    return ", ".join(f"{word} {at}" for word, at in (("trang", quote.page), ("đoạn", quote.paragraph)) if at is not None)


def source(draft: DraftContents, quote: Quote) -> str:
    """Say which file words were taken from, and where they stand in it."""
    return ", ".join(filter(None, (file_name(draft.submissions[quote.submission]), place(quote))))
