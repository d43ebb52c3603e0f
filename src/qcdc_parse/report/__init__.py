"""The compiled report: an outline, the submissions of many units, and the draft that is made of them.

đề cương ─outline→ Outline ─┐
submissions ─intake→ whose, used or not ─align→ answers ─┬→ figures → totals
                                                         ├→ matrix (units × targets)
                                                         └→ groups, conflicts → ReportDraft → DOCX, XLSX, JSON
"""
