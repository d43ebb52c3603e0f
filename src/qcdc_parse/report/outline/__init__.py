"""Đề cương: outlines read as schemas, saved, corrected and read again."""

from qcdc_parse.report.outline.loading import is_saved, read_outline, save_outline
from qcdc_parse.report.outline.models import Branch, Field, OpenTable, Outline, Prompt, Slot
from qcdc_parse.report.outline.reading import outline_of
from qcdc_parse.report.outline.saved import outline_yaml

__all__ = [
    "Branch",
    "Field",
    "OpenTable",
    "Outline",
    "Prompt",
    "Slot",
    "is_saved",
    "outline_of",
    "outline_yaml",
    "read_outline",
    "save_outline",
]
