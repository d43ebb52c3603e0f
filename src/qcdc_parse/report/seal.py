"""A file that a program wrote knows whether it was changed since: what a person has edited is never overwritten."""

from __future__ import annotations

import hashlib
import io
import itertools
import os
import re
import zipfile
import zlib
from pathlib import Path

__all__ = ["BLANK_SEAL", "free_path", "seal", "write_free", "write_whole"]

_WORD = "qcdc-draft:"
BLANK_SEAL = _WORD + "0" * 64
"""What a writer puts into the properties of an Office file for :func:`seal` to fill in."""

_PROPERTIES = "docProps/core.xml"
_SEAL = re.compile(rb"qcdc-draft:([0-9a-f]{64})")
_LARGEST = 1 << 30
_THEN = (1980, 1, 1, 0, 0, 0)


def seal(data: bytes) -> bytes:
    """Write the SHA-256 of all other parts of an Office file into its properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [(name, package.read(name)) for name in package.namelist()]
    mark = f"{_WORD}{_digest(parts)}".encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts:
            info = zipfile.ZipInfo(name, _THEN)
            info.compress_type = zipfile.ZIP_DEFLATED
            package.writestr(info, part.replace(BLANK_SEAL.encode(), mark) if name == _PROPERTIES else part)
    return out.getvalue()


def _digest(parts: list[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, part in sorted(parts):
        if name != _PROPERTIES:
            whole.update(f"{name}\n{len(part)}\n".encode())
            whole.update(part)
    return whole.hexdigest()


def _untouched(path: Path) -> bool:
    """Tell whether a file is as it was sealed, and open in no editor."""
    short = (path.name, path.name[1:], path.name[2:])
    if path.with_name(f".~lock.{path.name}#").exists() or any(path.with_name(f"~${name}").exists() for name in short):
        return False
    try:
        with zipfile.ZipFile(path) as package:
            if sum(info.file_size for info in package.infolist()) > _LARGEST:
                return False
            parts = [(name, package.read(name)) for name in package.namelist()]
    except (OSError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error):
        return False
    mark = next((_SEAL.search(part) for name, part in parts if name == _PROPERTIES), None)
    return mark is not None and mark[1].decode() == _digest(parts)


def free_path(path: str | os.PathLike[str]) -> Path:
    """Return the path itself where nothing stands there or what a program sealed and nobody changed; else one with the next number."""
    wanted = Path(path)
    numbered = (wanted.with_name(f"{wanted.stem}-{n}{wanted.suffix}") for n in itertools.count(2))
    return next(p for p in itertools.chain([wanted], numbered) if not os.path.lexists(p) or _untouched(p))


def write_free(data: bytes, path: str | os.PathLike[str]) -> Path:
    """Seal an Office file, write it at once and whole to a free path, and return that.

    :raises OSError: it cannot be written.
    """
    return write_whole(seal(data), free_path(path))


def write_whole(data: bytes, target: Path) -> Path:
    """Write a file at once or not at all: where there is no room, what stood there stays, and no part is left behind.

    :raises OSError: it cannot be written.
    """
    beside = target.with_name(f".{target.name}.part")
    try:
        beside.write_bytes(data)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)
    return target
