"""Cơ quan ban hành: who issued a mentioned document, said behind it or as the subject before it."""

from __future__ import annotations

import re

from qcdc_parse.bodies import find_bodies, match_any_case, match_body, may_issue
from qcdc_parse.catalog.phrases import LETTER, LOWER, UPPER
from qcdc_parse.dates import DATE, date_of
from qcdc_parse.references.mention import Mention

TERM = re.compile(
    r"(?i:kh[oó][aá])\s+(?P<term>[IVXL][IVXLl1]*|\d{1,2})(?![^\W_])(?:\s*,?\s*nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4})?|nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4}"
)
"""`khóa XII`, `khoá 13`, with the years of the term behind it or these alone."""
SESSION = re.compile(
    r"(?:tại\s+)?[Kk]ỳ\s+họp\s+(?:thứ|chuyên\s+đề|bất\s+thường|thường\s+lệ)[\w ]{0,24}?(?=\s+(?:về|ngày|quy định|ban hành|thông qua|“)|[,;.)])"
    r"|lần\s+thứ\s+(?:[IVXL]+|\d{1,2})(?![^\W_])"
)
_NUMBER = rf"(?:{LOWER}+(?:\s(?:một|hai|ba|tư|lăm|năm))?|\d{{1,2}}|[IVX]+)"
_PLENUM = rf"Hội\s+nghị\s+(?:(?:lần\s+thứ\s+)?{_NUMBER}\s*,?\s+)?(?:của\s+)?"
_OF = re.compile(rf"(?:(?:của|CỦA)\s+|(?P<between>giữa)\s+)?(?P<plenum>{_PLENUM})?(?P<joint>[Ll]iên\s+(?=Bộ|Sở))?(?={LETTER})")
_NOBODY = re.compile(
    r"của\s+(?:tỉnh|huyện|thành phố|thị xã|quận|xã|phường|ngành|cấp (?:ủy|uỷ)|cấp trên|cấp (?:ủy|uỷ) cấp trên|đơn vị|cơ quan|Đảng|Nhà nước|Đảng và Nhà nước)"
    r"(?=\s+(?:về|ngày|V/v)\s|\s*[“\"«(])"
)
"""Whose a document is where no body is named; date and title may stand behind."""
_BY = re.compile(rf"(?:(?:đã|đều|cùng|cũng|vừa|mới)\s+)*(?:do|được)\s+(?:[Hh]ội\s+nghị\s+)?(?={UPPER})")
_ISSUED = re.compile(
    rf"(?:\s*,?\s*\(?(?:{TERM.pattern})\)?)?(?:\s*,?\s*(?:{SESSION.pattern}),?)?\s+(?:(?:đã|kịp thời|nhất trí|biểu quyết|thống nhất|chính thức|xem xét,)\s+)*"
    r"(?:ký\s+ban\s+hành|ban\s+hành|thông\s+qua|ký)(?!\s+(?:kèm|theo|tại\s+(?!kỳ|Kỳ|phiên))|[^\W\d_])"
)
_NTH = re.compile(rf"\s+(?:\d{{1,2}}|lần\s+thứ\s+{_NUMBER})(?=\s*,?\s+\(?kh[oó][aá](?!{LETTER})|\s*[“,.;)])")
_AND = re.compile(rf"\s*(?:,\s*(?:và\s+)?|\s(?:và|với)\s+|\s[-–]\s+)(?={UPPER})")
_GOES_ON = re.compile(r"\s*(?:,?\s*\(?(?i:kh[oó][aá])\s|,?\s*ngày\s|về\s|V/v|[“\"«])")
"""What shows that the names before it are those of issuers and not the subject of what follows."""
_SIGNED_TOGETHER = ("liên tịch", "Liên tịch", "liên ngành", "phối hợp", "LT-", "LT/", "PH-", "PH/")


def read_issuer(text: str, m: Mention, at: int, limit: int, *, clause: bool) -> int | None:
    """Read `của …`, `giữa … và …`, a plenum, or a bare name that fits the number; return where it ends.

    ``clause`` tells that a comma stands before: then a bare name is the subject of what follows, unless it is a plenum with its term.
    """
    of = _OF.match(text, at, limit)
    if of is None:
        return None
    bare = not text.startswith(("của", "CỦA", "giữa"), at)
    end = match_body(text, of.end(), limit) if bare else match_any_case(text, of.end(), limit)
    clause = clause and bare
    if of["joint"]:
        end = _liaison(text, of.end(), limit)
    elif end is None:
        nobody = _NOBODY.match(text, at, limit)
        return nobody.end() if nobody else None
    else:
        end = _together(text, m, end, limit, between=of["between"] is not None)
    if of["plenum"] and (nth := _NTH.match(text, end, limit)):
        end = nth.end()
    if bare and not (may_issue(_code(m), text[at:end]) and (end >= limit or _GOES_ON.match(text, end, limit) or text[end] in ",;.)\t")):
        return None
    if clause and not (of["plenum"] and (term := _TERM_BEHIND.match(text, end, limit)) and _TITLE_OR_END.match(text, term.end())):
        return None
    first = of.start("plenum") if of["plenum"] else of.start("joint") if of["joint"] else of.end()
    m.issuer = (first, end)
    return end


def printed_term(found: re.Match[str]) -> str | None:
    """Return the term of a match of :data:`TERM`; what a scanner makes of the figure I is read as one (`Xlll`).

    >>> printed_term(TERM.match("khóa Xlll"))
    'XIII'
    """
    term: str | None = found["term"]
    return term if term is None or term.isdigit() else term.replace("l", "I").replace("1", "I")


def read_issued_by(text: str, m: Mention, at: int, limit: int) -> int | None:
    """Read `do … ban hành`, `được … khóa … thông qua`; a body that does something else issued nothing."""
    by = _BY.match(text, at, limit)
    end = match_body(text, by.end(), limit) if by else None
    issued = _ISSUED.match(text, end, limit) if end is not None else None
    if by is None or end is None or issued is None:
        return None
    m.issuer = (by.end(), end)
    m.term = m.term or printed_term(issued)
    return issued.end()


def _together(text: str, m: Mention, end: int, limit: int, *, between: bool) -> int:
    """Read on over further bodies that issued the document with the first."""
    several = between
    while more := _AND.match(text, end, limit):
        following = match_body(text, more.end(), limit)
        if following is None:
            break
        several = several or any(word in text[m.start : m.end] for word in _SIGNED_TOGETHER)
        and_one = more[0].strip() == "và" or (more[0].strip() == "," and may_issue(_code(m), text[more.end() : following]))
        if not several and not (and_one and _GOES_ON.match(text, following, limit)):
            break
        end = following
    return end


def _liaison(text: str, start: int, limit: int) -> int:
    """`liên Bộ Nội vụ - Tài chính`: names behind the first go without their head."""
    head = text[start : text.find(" ", start) + 1]
    end = match_body(text, start, limit) or start
    while more := _AND.match(text, end, limit):
        rest = head + text[more.end() : min(limit, more.end() + 120)]
        following = match_body(rest, 0)
        if following is None or following <= len(head):
            break
        end = more.end() + following - len(head)
    return end


def _code(m: Mention) -> str:
    return m.number.body_code if m.number else ""


_OF_SOME = re.compile(rf"\scủa\s+(?={UPPER})")
_DATED_IN = re.compile(r"\s*,?\s+\(?ngày\s+" + DATE + rf"(?=\s*,?\s*(?:của\s+{UPPER}|\(?(?i:kh[oó][aá])\s))", re.VERBOSE)
_OWN = re.compile(
    r"(?:lãnh đạo|chỉ đạo|làm việc|hoạt động|tổ chức|bộ máy|nhiệm vụ|quyền hạn|trách nhiệm|vai trò|thẩm quyền|quản lý|điều hành|phiên họp|hội nghị"
    r"|chức năng|cán bộ|đại biểu|thành viên|ủy viên|uỷ viên|văn bản|cơ quan|trực thuộc|kết luận|chỉ thị|nghị quyết|quyết định|quy định|quy chế|kế hoạch)$",
    re.IGNORECASE,
)
"""What a body has of its own: behind these `của` belongs to the title."""


def end_before_issuer(text: str, m: Mention, start: int, end: int, limit: int) -> int | None:
    """Where an unquoted title ends because date or issuer of the document come behind it; None where none do.

    `về dân chủ ở cơ sở của Bộ Chính trị (khóa VIII)`, `về công tác cán bộ ngày 12/5/2021 của Tỉnh ủy`. Only what stands before
    ``limit``, the next mention, can be this document's.
    """
    stop = min(end, limit)
    far = min(limit, end + 60)
    if (
        m.issued is None
        and text.find("ngày", start, far) > start
        and (dated := _DATED_IN.search(text, start, far))
        and dated.start() > start
    ):
        return dated.start()
    if m.issuer is not None or (at := text.rfind(" của ", start, stop)) <= start:
        return None
    body = match_body(text, at + 5, stop)
    if body is None or any(match_body(text, of.end(), at) for of in _OF_SOME.finditer(text, start, at)):
        return None
    if _OWN.search(text, max(start, at - 24), at) or not may_issue(_code(m), text[at + 5 : body]):
        return None
    term = _TERM_BEHIND.match(text, body, stop)
    behind = term.end() if term else body
    return at if behind >= end else None


_TITLE_OR_END = re.compile(r"\s*(?:$|[,;.)“”\"«]|[Vv]ề\s|V/v)")
_TERM_BEHIND = re.compile(rf"\s*,?\s*\(?(?:{TERM.pattern})\)?")
_DOCUMENTS = re.compile(
    r"\s+(?:(?:các|những|nhiều|một số|\d{1,3}|hai|ba|bốn|năm)\s+)?(?:(?:loại\s+)?văn bản(?:\s+(?:lãnh đạo|chỉ đạo|hướng dẫn|quan trọng|của\s+[^\W\d_]+|để|triển khai|thực hiện|về|cụ thể hóa)|,)*)?"
    r"(?:\s*[,(]?\s*(?:như|gồm|bao gồm|trong đó có|cụ thể là|cụ thể|là|điển hình là|tiêu biểu là))?\s*:?\s*"
)
_DOES = re.compile(
    rf"(?:\s*,?\s*\(?(?:{TERM.pattern})\)?)?(?:,?\s+(?:đã|vừa|cũng|tiếp\s+tục|kịp\s+thời|mới|chủ\s+động|xây\s+dựng|và|ký|tập\s+trung|lãnh\s+đạo|chỉ\s+đạo|thống\s+nhất"
    r"|sớm|nghiêm\s+túc|quan\s+tâm|khẩn\s+trương|thảo\s+luận|họp|trực\s+tiếp|đồng\s+thời|nghiên\s+cứu|quyết\s+định|còn|nhanh\s+chóng))*[,:]?\s*"
)
_VERBS = ("ban hành", " ra ", "ký")
_DATED_BEFORE = re.compile(r"(?i:ngày)\s+" + DATE + r"\s*,?\s*$", re.VERBOSE)
_BEFORE = 200
"""A subject stands at most this many code points before what it issued."""


def read_issuer_before(text: str, m: Mention, line_start: int, read_to: int) -> None:
    """The issuer as grammatical subject: `Đảng ủy Khối đã ban hành nhiều văn bản như: Nghị quyết …`.

    A date before ``read_to`` is that of an earlier mention: `Thực hiện Kết luận … ngày …, Tỉnh ủy ban hành …`.
    """
    window = max(line_start, m.start - _BEFORE)
    if text.endswith(" tại ", window, m.start):
        _read_who_asks(text, m, window)
        return
    at = max(text.rfind(verb, window, m.start) + (verb == " ra ") for verb in _VERBS)
    if at <= window:
        return
    verb = next(v.strip() for v in ("ban hành", "ký", "ra") if text.startswith(v, at))
    if not _DOCUMENTS.fullmatch(text, at + len(verb), m.start):
        return
    bodies = find_bodies(text, window, at)
    if not bodies:
        return
    start, end = bodies[-1]
    does = _DOES.fullmatch(text, end, at)
    if does is None or text.endswith("của ", 0, start):
        return
    m.issuer = (start, end)
    m.term = m.term or printed_term(does)
    dated = _DATED_BEFORE.search(text, max(window, start - 40, read_to), start)
    if dated and m.issued is None:
        m.issued = date_of(dated)


_ASKS = re.compile(
    r"(?i:đề nghị|đề xuất|kiến nghị|yêu cầu)\s+của\s+(?!(?:Giám đốc|Chủ tịch|Trưởng|Chánh|Bí thư|Hiệu trưởng|Bộ trưởng|Thủ tướng|Tổng)\s)(?=\S)"
)


def _read_who_asks(text: str, m: Mention, window: int) -> None:
    """`theo đề nghị của Sở Nội vụ tại Tờ trình …`: who asks issued what it asks in; of a person who asks, the body is not said."""
    stop = m.start - len(" tại ")
    for asks in _ASKS.finditer(text, window, stop):
        if match_body(text, asks.end(), stop) == stop:
            m.issuer = (asks.end(), stop)


_CENTRAL = re.compile(r"Trung ương|Bộ Chính trị|Ban Bí thư|\bTW\b")
_LOCAL = re.compile(r"(?i:tỉnh|thành) (?:ủy|uỷ)|Đảng bộ (?:tỉnh|thành phố)")


def settle_levels(text: str, mentions: list[Mention]) -> None:
    """`445-KL/TƯ`: TƯ stands for TU or TW; the issuer beside the number tells, and without one it stays."""
    for m in mentions:
        number = m.number
        if number is None or m.issuer is None or not number.body_code.endswith("TƯ"):
            continue
        issuer = text[slice(*m.issuer)]
        level = "TU" if _LOCAL.search(issuer) else "TW" if _CENTRAL.search(issuer) else None
        if level is not None:
            m.number = number._replace(body_code=number.body_code[:-2] + level, mended=True)
            m.key = m.number.key
