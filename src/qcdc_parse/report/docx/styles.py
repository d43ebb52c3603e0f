"""Styles by their names: Word translates the ids of its own styles, and a user's template may lack ours."""

from __future__ import annotations

import copy
import io
from typing import Any

from qcdc_parse.report.docx.paper import STYLES
from qcdc_parse.report.docx.template import template_bytes

__all__ = ["with_styles"]

_WANTED = ("Normal", *(f"heading {n}" for n in range(1, 7)), *STYLES)


def with_styles(document: Any) -> dict[str, str]:
    """Return the ids of the styles that the draft is written in; those that the template lacks are put in from the default one."""
    import docx
    from docx.oxml.ns import qn

    have = _ids(document)
    lacking = [name for name in _WANTED if name.casefold() not in have]
    if lacking:
        theirs = docx.Document(io.BytesIO(template_bytes(None)[1])).styles.element
        taken = {style.get(qn("w:styleId")) for style in document.styles.element.style_lst}
        for style in theirs.style_lst:
            if style.name_val is not None and style.name_val.casefold() in {name.casefold() for name in lacking}:
                own = copy.deepcopy(style)
                if own.get(qn("w:styleId")) in taken:
                    own.set(qn("w:styleId"), f"Qcdc{own.get(qn('w:styleId'))}")
                document.styles.element.append(own)
        have = _ids(document)
    return {name: have[name.casefold()] for name in _WANTED}


def _ids(document: Any) -> dict[str, str]:
    return {style.name_val.casefold(): style.styleId for style in document.styles.element.style_lst if style.name_val}
