"""The compiled report: an outline, the submissions of many units, and the draft that is made of them.

đề cương ─outline→ Outline ─┐
submissions ─intake→ whose, used or not ─align→ answers ─┬→ figures → totals
                                                         ├→ matrix (units × targets)
                                                         └→ groups, conflicts → ReportDraft → DOCX, XLSX, JSON
"""

from qcdc_parse.report.compiling import compile_report
from qcdc_parse.report.draft import ReportDraft
from qcdc_parse.report.matrix.policy import Policy, load_policy
from qcdc_parse.report.models import Roster, Unit
from qcdc_parse.report.outline import Outline, outline_of, read_outline, save_outline
from qcdc_parse.report.roster import load_roster

__all__ = [
    "Outline",
    "Policy",
    "ReportDraft",
    "Roster",
    "Unit",
    "compile_report",
    "load_policy",
    "load_roster",
    "outline_of",
    "read_outline",
    "save_outline",
]
