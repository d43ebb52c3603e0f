"""Small graphs made for tests: documents of the Bộ Chính trị that cite one another, with any title, file name and relation."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence

from hypothesis import strategies as st

from qcdc_parse import CitationGraph, Document, build_graph, parse_text

HOSTILE = (
    '<b>đậm</b> & "nháy" <img src=x onerror=alert(1)>',
    "</script><script>alert('x')</script>",
    "=cmd|' /C calc'!A0",
    "+1+1",
    "@SUM(1)",
    "'; MATCH (n) DETACH DELETE n //",
    "\\u0027}) DETACH DELETE d //",
    "C:\\duong\\dan\\",
    'dấu " và \\" và \\\\" cuối \\',
    "hai\ndòng\r\nvà\ttab",
    "điều khiển \x00\x07\x1b[31m\x7f\x85",
    "mồ côi \ud800 \udfff",
    "phải sang trái \u202eabc\u202c \u200f",
    "rất dài " * 700,
    "mặt cười 😀 và cờ 🇻🇳",
    "`mã` #35; #quot; %% {a: 1} [b] (c) |d| ;",
    "]]> <!-- --> &amp; &#0;",
    "${x} {{y}} %s \\N \\G \\l",
    "một;hai,ba|bốn",
    "dòng mới \u2028 \u2029 \ufffe \uffff",
)
"""Titles that are data and nothing else."""

DAY = dt.date(2001, 1, 1)
VERBS = {
    "based_on": "Căn cứ {};",
    "implements": "Tiếp tục thực hiện {}.",
    "replaces": "Chỉ thị này thay thế {}.",
    "cites": "Nội dung nêu tại {}.",
    "unsettled": "Thực hiện Nghị quyết số 18-NQ/TW của Trung ương.",
}
"""Sentences that state a relation; the last one may mean several documents."""


def key_of(serial: int) -> str:
    """Identity key of the document of a number."""
    return f"dang/tw/ct/{_day(serial).isoformat()}/{serial}"


def _day(serial: int) -> dt.date:
    return DAY + dt.timedelta(days=serial)


def _cited(serial: int) -> str:
    return f"Chỉ thị số {serial}-CT/TW ngày {_day(serial):%d/%m/%Y} của Bộ Chính trị"


def document(serial: int, says: Sequence[tuple[str, int]] = (), *, title: str | None = None, name: str | None = None) -> Document:
    """Return the record of a chỉ thị that says something of others, with a title and a file name that no text can change."""
    day = _day(serial)
    head = f"BỘ CHÍNH TRỊ\nSố {serial}-CT/TW\nHà Nội, ngày {day:%d} tháng {day:%m} năm {day:%Y}\n\nCHỈ THỊ\nvề việc thử số {serial}\n\n"
    body = "\n\n".join(VERBS[verb].format(_cited(other)) for verb, other in says)
    made = parse_text(head + body)
    sha256 = hashlib.sha256(f"{serial} {name}".encode("utf-8", "replace")).hexdigest()
    source = made.source.model_copy(update={"name": name or f"{serial}.txt", "sha256": sha256})
    update: dict[str, object] = {"source": source}
    if title is not None:
        update["header"] = made.header.model_copy(update={"title": title})
    return made.model_copy(update=update)


def nameless(text: str, name: str = "khong-so.txt") -> Document:
    """Return the record of a document that does not say which it is."""
    made = parse_text(text)
    return made.model_copy(update={"source": made.source.model_copy(update={"name": name})})


def hostile_graph(titles: Sequence[str] = HOSTILE) -> CitationGraph:
    """Return a graph of which every document has a hostile title and file name, and that cites the next, an unsettled number and one not at hand."""
    count = len(titles)
    documents = [
        document(
            serial,
            [("implements", serial % count + 1), ("cites", serial + 1000), ("unsettled", 0)],
            title=title,
            name=f"{serial} {title[:200]}",
        )
        for serial, title in enumerate(titles, 1)
    ]
    return build_graph([*documents, nameless("Căn cứ " + _cited(1) + ";")])


@st.composite
def graphs(draw: st.DrawFn) -> CitationGraph:
    """Small graphs of any shape, titles and file names."""
    count = draw(st.integers(0, 5))
    words = st.one_of(st.none(), st.sampled_from(HOSTILE), st.text(max_size=30))
    documents = [
        document(
            serial,
            draw(st.lists(st.tuples(st.sampled_from(sorted(VERBS)), st.integers(1, 8)), max_size=4)),
            title=draw(words),
            name=draw(words) or None,
        )
        for serial in range(1, count + 1)
    ]
    return build_graph([*documents, *([nameless("Nội dung không số.")] if draw(st.booleans()) else [])])
