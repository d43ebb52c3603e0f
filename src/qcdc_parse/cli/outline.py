"""The command that shows an outline, and saves it for people to correct."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qcdc_parse import ConfigError, MissingToolError, ReadError
from qcdc_parse.cli.inputs import RegistryOption, name_input, parse_input, registry_of
from qcdc_parse.cli.messages import one_line, say, show_config_error

if TYPE_CHECKING:
    from qcdc_parse.cli.render import Line
    from qcdc_parse.report.outline import Outline, Slot

__all__ = ["OutlineFormat", "outline_command"]


class OutlineFormat(StrEnum):
    """What ``qcdc outline`` prints."""

    tree = "tree"
    yaml = "yaml"
    json = "json"


def outline_command(
    file: Annotated[
        str, typer.Argument(metavar="FILE", help="An outline (đề cương), what sends it, or one saved as YAML; - for standard input.")
    ],
    save: Annotated[Path | None, typer.Option("--save", metavar="FILE.yaml", help="Write the outline for correction by hand.")] = None,
    format: Annotated[OutlineFormat, typer.Option("--format", "-f", help="What is printed.")] = OutlineFormat.tree,  # noqa: A002  the name of the option
    registry: RegistryOption = None,
) -> None:
    """Show what an outline (đề cương) asks, slot by slot: prompts, figures, tables, and which units answer what.

    Saved with --save it can be corrected by hand and given to this command and to qcdc compile again. A file that is there is never written
    over. Exit code: 0 read, 1 not read, 2 wrong usage.
    """
    if save is not None and save.suffix.lower() not in {".yaml", ".yml"}:
        raise typer.BadParameter(f"{save} does not end in .yaml, by which a saved outline is known", param_hint="--save")
    outline = _read(file, registry)
    try:
        if save is not None:
            _save(outline, save)
        _show(outline, format)
    except MissingToolError as error:
        say(error.source, error.cause)
        raise typer.Exit(1) from error


def _save(outline: Outline, path: Path) -> None:
    from qcdc_parse.report.outline import outline_yaml

    written = outline_yaml(outline)
    try:
        with path.open("x", encoding="utf-8", newline="\n") as out:
            out.write(written)
    except FileExistsError as error:
        raise typer.BadParameter(f"{path} is there already and may have been corrected; name another file", param_hint="--save") from error
    except OSError as error:
        raise typer.BadParameter(f"{path}: {error.strerror or error}", param_hint="--save") from error


def _read(file: str, registry: list[str] | None) -> Outline:
    from qcdc_parse.report.outline import is_saved, outline_of, read_outline

    known = registry_of(registry)
    try:
        return read_outline(file) if is_saved(file) else outline_of(parse_input(name_input(file), known).document)
    except ConfigError as error:
        show_config_error(error)
    except ReadError as error:
        say(file, error.cause)
    raise typer.Exit(1)


def _show(outline: Outline, chosen: OutlineFormat) -> None:
    from qcdc_parse.cli.terminal import print_lines
    from qcdc_parse.report.outline import outline_yaml

    if chosen is OutlineFormat.json:
        sys.stdout.write(outline.model_dump_json(indent=2) + "\n")
    elif chosen is OutlineFormat.yaml:
        sys.stdout.write(outline_yaml(outline))
    else:
        print_lines(_lines(outline))


def _lines(outline: Outline) -> Iterator[Line]:
    """Yield the outline as a tree, then who answers what, then what is not sure."""
    from rich.text import Text

    from qcdc_parse.cli.render import SEVERITY_STYLES, Line
    from qcdc_parse.cli.tables import day_text

    yield Line(0, Text.assemble((one_line(outline.source.name), "bold"), f": {one_line(outline.title)}" if outline.title else ""))
    told = (
        ("issuer", outline.issuer),
        ("letter", outline.letter),
        ("subject", ", ".join(outline.subject)),
        ("deadline", day_text(outline.deadline)),
    )
    for name, value in told:
        if value:
            yield Line(1, Text.assemble((f"{name:9}", "dim"), one_line(value)))
    depths: dict[str | None, int] = {None: 0}
    for slot in outline.slots:
        depths[slot.id] = depths.get(slot.parent, 0) + 1
        yield from _slot_lines(slot, depths[slot.id])
    if outline.branches:
        yield from (Line(0, Text()), Line(0, Text("who answers what", style="bold underline")))
    for branch in outline.branches:
        kinds = ", ".join(branch.kinds) or "no known kind"
        said = [("only they answer " if branch.reserved else "answer ") + ", ".join(branch.slots)] if branch.slots else []
        said += ["not " + ", ".join(branch.instead_of)] if branch.instead_of else []
        yield Line(1, Text.assemble((one_line(branch.audience), "bold"), (f" ({kinds}): ", "dim"), one_line("; ".join(said))))
    if outline.notes:
        yield from (Line(0, Text()), Line(0, Text("notes", style="bold underline")))
    for note in outline.notes:
        yield Line(1, Text.assemble((f"{note.severity} {note.code}", SEVERITY_STYLES[note.severity]), f"  {one_line(note.message)}"))


def _slot_lines(slot: Slot, depth: int) -> Iterator[Line]:
    from rich.text import Text

    from qcdc_parse.cli.render import Line

    heading = one_line(slot.heading)
    label = one_line(slot.label)
    yield Line(depth, Text.assemble((label, "bold cyan"), "  " if label else "", (heading, "bold" if slot.asks else "")))
    for prompt in slot.prompts:
        mark = "?" if prompt.kind == "question" else "-"
        yield Line(depth + 1, Text.assemble((f"{mark} ", "dim"), one_line(prompt.text)))
    for field in slot.fields:
        line = Text.assemble((f"#{field.id.rpartition('#')[2]} ", "green"), one_line(field.label))
        line.append(f": …… {one_line(field.unit or '')}".rstrip(), style="green")
        if field.columns:
            line.append(f"  [{one_line(' | '.join(field.columns))}]", style="green")
        if field.part_of:
            line.append(
                f"  part of #{field.part_of.rpartition('#')[2]}"
                if field.part_of.startswith(f"{slot.id}#")
                else f"  part of {field.part_of}",
                "dim",
            )
        yield Line(depth + 1, line)
    for table in slot.tables:
        yield Line(depth + 1, Text.assemble(("table ", "green"), one_line(" | ".join(table.columns))))
