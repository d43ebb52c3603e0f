"""Targets against results: what a resolution set, what reports say was reached, and whether the two are one matter."""

from qcdc_parse.scoreboard.board import Scoreboard
from qcdc_parse.scoreboard.matching import match_indicators
from qcdc_parse.scoreboard.models import Candidate, Evidence, ScoreEntry, ScoreItem, ScoreNote, ScoreRow, ScoreTable

__all__ = ["Candidate", "Evidence", "ScoreEntry", "ScoreItem", "ScoreNote", "ScoreRow", "ScoreTable", "Scoreboard", "match_indicators"]
