"""The page as one HTML text that loads nothing: styles, scripts and data stand in it, and a policy of hashes bars all else."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from functools import cache
from importlib import resources
from typing import Any

from qcdc_parse.errors import MissingToolError
from qcdc_parse.graph.page.labels import labels

__all__ = ["SCRIPTS", "json_text", "render"]

SCRIPTS = (
    "words",
    "data",
    "dom",
    "search",
    "searchbox",
    "filters",
    "look",
    "lanes",
    "compact",
    "graph",
    "evidence",
    "panel",
    "table",
    "legend",
    "main",
)
"""Our own scripts, in the order they run."""
_LIBRARY_STYLE = ("__________cytoscape_stylesheet", ".__________cytoscape_container { position: relative; }")
"""The style that Cytoscape.js would add by itself, which the policy bars; it looks for this id first."""
_OUT = re.compile("[<>&\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""What could end or open something in HTML or JavaScript, turn what stands behind it round, or not be written as UTF-8."""


def render(data: dict[str, Any]) -> str:
    """Return the page that shows what :func:`~qcdc_parse.graph.page.data.page_data` gives.

    :raises MissingToolError: Jinja2 is not installed.
    """
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError as error:
        raise MissingToolError("page", "needs Jinja2: pip install 'qcdc-parse[graph]'") from error
    environment = Environment(autoescape=True, undefined=StrictUndefined)
    styles, scripts = [(None, _text("page.css")), _LIBRARY_STYLE], [_library(), _own()]
    return environment.from_string(_text("page.html.j2")).render(
        policy=_policy([text for _, text in styles], scripts), words=labels()["vi"], styles=styles, scripts=scripts, data=json_text(data)
    )


def json_text(data: object) -> str:
    r"""Return JSON that may stand inside a script element.

    >>> print(json_text("</script><!--"))
    "\u003c/script\u003e\u003c!--"
    """
    plain = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return _OUT.sub(lambda m: f"\\u{ord(m[0]):04x}", plain)


def _policy(styles: list[str], scripts: list[str]) -> str:
    """Nothing is loaded, sent, framed or run but what stands in the page, to the letter."""

    def hashes(texts: list[str]) -> str:
        return " ".join(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts)

    return (
        f"default-src 'none'; script-src {hashes(scripts)}; style-src {hashes(styles)}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


@cache
def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text("utf-8")


def _library() -> str:
    return _text("vendor/cytoscape.min.js")


@cache
def _own() -> str:
    parts = "\n".join(_text(f"scripts/{name}.js") for name in SCRIPTS)
    return f'(() => {{\n"use strict";\n{parts}\n}})();\n'
