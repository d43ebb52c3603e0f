"""Glued."""

from __future__ import annotations
from qcdc_parse.structure.candidates import Item


def glued(lines, placed):
    return []
