"""The words of the page and how it groups relations, from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

__all__ = ["families", "fillers", "labels"]


@cache
def _raw(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8"))


def labels() -> dict[str, dict[str, str]]:
    """Return the words of the page by language, Vietnamese first, and name.

    >>> list(labels()), labels()["vi"]["documents"]
    (['vi', 'en'], 'Văn bản')
    """
    return _raw("labels.toml")


@cache
def families() -> dict[str, str]:
    """Return by relation the family whose colour and line it is drawn with.

    >>> families()["repeals"]
    'ends'
    """
    return {name: family for family, names in _raw("page.toml")["family"].items() for name in names}


def fillers() -> list[str]:
    """Return the words of a search that need not be found.

    >>> fillers()[:2]
    ['so', 'ngay']
    """
    words: list[str] = _raw("page.toml")["search"]["fillers"]
    return words
