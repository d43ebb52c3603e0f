"""Units without a used submission, told apart: those that handed nothing in, and those of a file that could not be used."""

from __future__ import annotations

from collections import defaultdict

from qcdc_parse.report.contents import DraftContents
from qcdc_parse.report.models import Submission

__all__ = ["files_of_missing"]


def files_of_missing(draft: DraftContents) -> dict[str, tuple[Submission, ...]]:
    r"""Return each missing unit with the unused files that are its own or, by the names found, are most likely of it.

    >>> from qcdc_parse import parse_text
    >>> from qcdc_parse.report import Roster, Unit, compile_report
    >>> outline = parse_text("ĐỀ CƯƠNG BÁO CÁO\n\nI. KẾT QUẢ")
    >>> roster = Roster(units=(Unit(name="Chi bộ Điện lực"), Unit(name="Chi bộ Kho bạc")))
    >>> draft = compile_report(outline, ["thu/Chi bo Dien luc.xyz"], roster=roster)
    >>> {unit: [file.path for file in files] for unit, files in files_of_missing(draft).items()}
    {'Chi bộ Điện lực': ['thu/Chi bo Dien luc.xyz'], 'Chi bộ Kho bạc': []}
    """
    files: dict[str, list[Submission]] = defaultdict(list)
    for submission in draft.submissions:
        if submission.state == "used":
            continue
        if submission.unit is not None:
            files[submission.unit].append(submission)
        else:
            best = max((candidate.score for candidate in submission.candidates), default=0.0)
            for candidate in submission.candidates:
                if candidate.score == best:
                    files[candidate.unit].append(submission)
    return {unit: tuple(files[unit]) for unit in draft.missing}
