"""The compiled report: every submission read once, reduced to what the draft needs of it, and put together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike, fspath
from pathlib import Path

from qcdc_parse.collector import quiet_collector
from qcdc_parse.errors import (
    BrokenFileError,
    ConfigError,
    EmptyFileError,
    EncryptedFileError,
    MissingFileError,
    MissingToolError,
    ReadError,
    TooLargeError,
    UnknownFormatError,
)
from qcdc_parse.identity.registry import Registry
from qcdc_parse.model import Document, Note
from qcdc_parse.parse import parse
from qcdc_parse.read.limits import DEFAULT, Limits
from qcdc_parse.read.source import encodable
from qcdc_parse.report.alignment import Aligner
from qcdc_parse.report.assembling import assemble
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.intake.identify import Identifier
from qcdc_parse.report.intake.taking import Desk, Taken
from qcdc_parse.report.matrix.policy import COUNTS, Policy, load_policy
from qcdc_parse.report.matrix.targets import Targets
from qcdc_parse.report.models import Roster
from qcdc_parse.report.outline import Outline, is_saved, outline_of, read_outline
from qcdc_parse.report.roster import load_roster

__all__ = ["compile_report"]

_Path = str | PathLike[str]


def compile_report(
    outline: Outline | Document | _Path,
    submissions: Iterable[Document | _Path],
    *,
    roster: Roster | _Path | None = None,
    target: Document | _Path | None = None,
    policy: Policy | _Path | None = None,
    limits: Limits = DEFAULT,
    registry: Registry | None = None,
    on_taken: Callable[[str], None] | None = None,
) -> ReportDraft:
    r"""Compile one report out of the submissions of many units against an outline (đề cương).

    ``outline`` is an outline, a document that holds one, or a file of either (YAML as :func:`save_outline` writes it). ``submissions``
    are files or parsed documents; each is read once and dropped, whatever their number. ``roster`` says which units shall report;
    without it the letterheads say who did. ``target`` is the resolution whose targets (chỉ tiêu) make the matrix; without it the
    targets that the outline itself sets do. ``policy`` says how the verdicts of many units roll up (a YAML file or a
    :class:`Policy`); by default they are counted. ``on_taken`` is called with the name of each submission once it is read.

    A submission that cannot be read is listed as ``unreadable`` and the others go on.

    :raises ReadError: outline or target cannot be read.
    :raises ConfigError: a saved outline, the roster or the policy breaks its rules, or the outline asks nothing.
    :raises TypeError: ``submissions`` is a single file.

    >>> from qcdc_parse import parse_text
    >>> outline = parse_text("ĐỀ CƯƠNG BÁO CÁO\n\nI. ĐẶC ĐIỂM TÌNH HÌNH\n\nII. KẾT QUẢ THỰC HIỆN", name="de-cuong.txt")
    >>> report = parse_text("BÁO CÁO\n\nI. ĐẶC ĐIỂM\n\nChi bộ có 12 đảng viên.\n\nII. KẾT QUẢ\n\nĐã họp 04 cuộc.", name="Chi bộ A.txt")
    >>> draft = compile_report(outline, [report])
    >>> [(answer.slot, answer.quote.text) for answer in draft.answers]
    [('I', 'Chi bộ có 12 đảng viên.'), ('II', 'Đã họp 04 cuộc.')]
    """
    if isinstance(submissions, str | PathLike | Document):
        raise TypeError("submissions is one file; give a list of them")  # the characters of a name would be read as files
    asked, own = _outline(outline, limits, registry)
    if not asked.slots:
        raise ConfigError(asked.source.name, "nothing is asked in it: an outline (đề cương) has sections, bullets or a form to fill in")
    units = load_roster(roster) if isinstance(roster, str | PathLike) else roster
    rules = load_policy(policy) if isinstance(policy, str | PathLike) else policy or COUNTS
    aimed = _document(target, limits, registry) if target is not None else own
    targets = Targets(aimed) if aimed is not None else None
    notes: list[Note] = []
    if targets is None or not targets:
        where = "đề cương không nêu chỉ tiêu nào" if target is None else "không tìm thấy chỉ tiêu trong tệp chỉ tiêu"
        notes.append(Note(code="no-targets", severity="info", message=f"không lập được bảng chỉ tiêu: {where}"))
    desk = Desk(Aligner(asked), Identifier(units, asked.title or "") if units is not None else None, targets)
    taken: list[Taken] = []
    for number, submission in enumerate(submissions):
        taken.append(_take(desk, submission, number, limits, registry))
        if on_taken is not None:
            on_taken(taken[-1].submission.path)
    with quiet_collector():
        return assemble(asked, units, targets, aimed.source if aimed is not None else None, rules, taken, notes)


def _outline(given: Outline | Document | _Path, limits: Limits, registry: Registry | None) -> tuple[Outline, Document | None]:
    """Return the outline, and the document it stands in where there is one."""
    if isinstance(given, Outline):
        return given, None
    if isinstance(given, Document):
        return outline_of(given), given
    if is_saved(given):
        return read_outline(given), None
    document = parse(given, limits=limits, registry=registry)
    return outline_of(document), document


def _document(given: Document | _Path, limits: Limits, registry: Registry | None) -> Document:
    return given if isinstance(given, Document) else parse(given, limits=limits, registry=registry)


def _take(desk: Desk, given: Document | _Path, number: int, limits: Limits, registry: Registry | None) -> Taken:
    if isinstance(given, Document):
        with quiet_collector():
            return desk.take(given, given.source.name, number)
    path = encodable(fspath(given))
    try:
        document = parse(given, limits=limits, registry=registry)
    except ReadError as error:
        return desk.refuse(path, Path(path).name, number, _refused(error))
    with quiet_collector():
        return desk.take(document, path, number)


_REFUSED: dict[type[ReadError], str] = {
    MissingFileError: "không mở được tệp",
    EmptyFileError: "tệp không có nội dung",
    UnknownFormatError: "định dạng tệp không đọc được",
    EncryptedFileError: "tệp có mật khẩu",
    MissingToolError: "máy chưa có công cụ để đọc định dạng này",
    BrokenFileError: "tệp hỏng hoặc không đủ",
    TooLargeError: "tệp quá lớn",
}


def _refused(error: ReadError) -> str:
    """Say why a file cannot be read; the cause to the letter where a person has to install something."""
    words = _REFUSED.get(type(error), "không đọc được tệp")
    return f"{words} ({error.cause})" if isinstance(error, MissingToolError) else words
