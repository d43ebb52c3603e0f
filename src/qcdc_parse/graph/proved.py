"""What is proved by evidence that is made when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable

__all__ = ["Proved"]


class Proved:
    """Evidence that is made when it is first asked for: of many edges nobody asks."""

    __slots__ = ("_prove",)

    _prove: Callable[[], object]

    def __getattr__(self, name: str) -> object:
        if name != "evidence":
            raise AttributeError(name)
        evidence = self._prove()
        object.__setattr__(self, "evidence", evidence)
        return evidence
