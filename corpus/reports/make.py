"""Build the files of the sets of submissions from their sources.

    python corpus/reports/make.py [SET ...]        # default: every set

`corpus/reports/README.md` says how sources are written. Two runs with the same LibreOffice give the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

REPORTS = Path(__file__).resolve().parent
sys.path[:0] = [str(REPORTS.parent), str(REPORTS.parent.parent / "tests")]

from office import FONT, MakeError  # noqa: E402  the folder of the corpus is named above
from reports.builder.defects import damaged  # noqa: E402  likewise
from reports.builder.passages import passages_toml  # noqa: E402  likewise
from reports.builder.plain import write_html, write_md, write_txt  # noqa: E402  likewise
from reports.builder.subfile import SourceError, Sub, read_sub, slots_used  # noqa: E402  likewise
from reports.builder.word import write_docx  # noqa: E402  likewise

FRAMES = ("outline", "target")


def read_sources(folder: Path) -> tuple[list[Sub], list[Sub]]:
    """Return outline and target, and the submissions, in the order of their names.

    :raises MakeError: there is no outline, a file name stands twice, or a source breaks a rule.
    """
    paths = sorted((folder / "sources").glob("*.sub"))
    subs = [read_sub(path) for path in paths]
    frames, handed = [s for s in subs if s.path.stem in FRAMES], [s for s in subs if s.path.stem not in FRAMES]
    if not any(sub.path.stem == "outline" for sub in frames):
        raise MakeError(f"{folder}: no sources/outline.sub")
    for sub in frames:
        if Path(sub.file).stem != sub.path.stem:
            raise SourceError(sub.path, 1, f"the file is called {sub.path.stem} and its ending, not {sub.file}")
    seen: dict[str, Path] = {}
    for sub in handed:
        if sub.file in seen:
            raise SourceError(sub.path, 1, f"{sub.file} is made by {seen[sub.file].name} already")
        seen[sub.file] = sub.path
        if sub.copy_of and sub.copy_of not in {other.path.stem for other in handed}:
            raise SourceError(sub.path, 1, f"copy_of: no source {sub.copy_of}")
    return frames, handed


def built(subs: Sequence[Sub]) -> dict[str, bytes]:
    """Return the files of the sources, by name."""
    out: dict[str, bytes] = {}
    printed: dict[str, bytes] = {}
    for sub in subs:
        blocks = damaged(sub)
        match sub.format:
            case _ if sub.copy_of:
                pass
            case "docx":
                out[sub.file] = write_docx(sub, blocks, "Times New Roman")
            case "broken":
                whole = write_docx(sub, blocks, "Times New Roman")
                out[sub.file] = whole[: len(whole) // 2]
            case "txt":
                out[sub.file] = write_txt(sub, blocks)
            case "md":
                out[sub.file] = write_md(sub, blocks)
            case "html":
                out[sub.file] = write_html(blocks)
            case _:
                printed[sub.file] = write_docx(sub, blocks, FONT)
    if printed:
        from reports.builder.printed import print_pdfs, scanned

        scans = {sub.file for sub in subs if sub.format == "scan"}
        out |= {name: scanned(pdf, name) if name in scans else pdf for name, pdf in print_pdfs(printed).items()}
    named = {sub.path.stem: sub.file for sub in subs}
    return out | {sub.file: out[named[sub.copy_of]] for sub in subs if sub.copy_of}


def outline_slots(folder: Path, frames: Sequence[Sub]) -> set[str]:
    """Return the ids of the sections of a set's outline, as built, without the part ahead of them."""
    from qcdc_parse import parse

    outline = next(sub for sub in frames if sub.path.stem == "outline")
    return {section.id.partition(":")[2] if section.part else section.id for section in parse(folder / outline.file).walk()}


def check_slots(subs: Sequence[Sub], slots: set[str]) -> None:
    """See that every slot named is one of the outline's.

    :raises SourceError: one is not.
    """
    for sub in subs:
        for slot, line in slots_used(sub):
            if slot not in slots:
                raise SourceError(sub.path, line, f"no slot {slot!r} in the outline: {', '.join(sorted(slots))}")


def make(folder: Path) -> None:
    """Build one set."""
    frames, handed = read_sources(folder)
    write(folder, built(frames))
    check_slots(handed, outline_slots(folder, frames))
    made = built(handed)
    (folder / "submissions").mkdir(exist_ok=True)
    for path in sorted((folder / "submissions").iterdir()):
        if path.name not in made:
            path.unlink()
            print(f"{folder.name}/submissions/{path.name}: removed")
    write(folder / "submissions", made)
    write(folder, {"passages.toml": passages_toml(handed).encode()})


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write what has changed."""
    for name, data in sorted(files.items()):
        path = folder / name
        same = path.is_file() and path.read_bytes() == data
        if not same:
            path.write_bytes(data)
        print(f"{path.relative_to(REPORTS)}: {'unchanged' if same else 'written'}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("sets", nargs="*", metavar="SET", help="sets (default: all)")
    options = parser.parse_args(arguments)
    known = sorted(path.parent.name for path in REPORTS.glob("*/sources"))
    try:
        for name in options.sets or known:
            if name not in known:
                raise MakeError(f"no such set: {name} (there are: {', '.join(known)})")
            make(REPORTS / name)
    except MakeError as error:
        print(f"make.py: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
