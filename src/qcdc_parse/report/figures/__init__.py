"""Figures that units give for the fields of an outline, their totals, and what does not fit among them."""

from qcdc_parse.report.figures.conflicts import figure_conflicts, superseded_conflicts
from qcdc_parse.report.figures.elsewhere import prose_conflicts
from qcdc_parse.report.figures.reading import figures_of
from qcdc_parse.report.figures.totals import totals_of

__all__ = ["figure_conflicts", "figures_of", "prose_conflicts", "superseded_conflicts", "totals_of"]
