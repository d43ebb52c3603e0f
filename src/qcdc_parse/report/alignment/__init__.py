"""Aligning the passages of reports to the slots of an outline."""

from qcdc_parse.report.alignment.aligner import FITS, Aligner, fits

__all__ = ["FITS", "Aligner", "fits"]
