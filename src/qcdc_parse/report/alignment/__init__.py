"""Aligning the passages of reports to the slots of an outline."""

from qcdc_parse.report.alignment.aligner import Aligner

__all__ = ["Aligner"]
