"""Letters of the time before Unicode: texts typed in TCVN3 (ABC) and VNI-Windows, read as if they were Latin-1.

>>> decode("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3")
'Cộng hoà xã hội chủ nghĩa Việt Nam'
"""

from __future__ import annotations

from qcdc_parse.legacy.documents import SUSPECT, Decoded, Stretch, decoded_edits
from qcdc_parse.legacy.fonts import Legacy, of_font
from qcdc_parse.legacy.lines import decode, detect
from qcdc_parse.legacy.syllable import is_syllable
from qcdc_parse.legacy.words import becomes_syllable, spelt

__all__ = [
    "SUSPECT",
    "Decoded",
    "Legacy",
    "Stretch",
    "becomes_syllable",
    "decode",
    "decoded_edits",
    "detect",
    "is_syllable",
    "of_font",
    "spelt",
]
