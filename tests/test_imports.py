"""The direction of imports, who imports which library, and what is public; read from the source, not from what is loaded."""

from __future__ import annotations

import ast
import inspect
import sys
import tomllib
from collections import defaultdict
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

import qcdc_parse

PACKAGE = "qcdc_parse"
ROOT = Path(qcdc_parse.__file__).parent
PROJECT = Path(__file__).resolve().parent.parent

LAYERS = (
    {"span", "collector", "errors", "markup", "alike", "segment", "spreadsheet"},
    {"source_map", "workbook"},
    {"model"},
    {"catalog"},
    {"codes"},
    {"number", "dates", "bodies", "legacy"},
    {"text", "passages", "sentences", "identity"},
    {"registry"},
    {"read", "clean", "structure", "references", "indicators"},
    {"parse", "across"},
    {"scoreboard"},
    {"report", "graph"},
    {""},  # the package's own __init__: public names only
    {"evaluation", "schema"},
    {"cli"},
)
"""Top-level modules and packages; each may import those of the layers before its own, and itself."""

LIBRARIES = {
    "pypdfium2": "read.pdf",
    "pdfplumber": "read.pdf.tables",
    "PIL": "read.pictures",
    "lxml": "read",
    "olefile": "read.ole",
    "underthesea": "segment",
    "ftfy": "clean.mojibake",
    "rapidfuzz": "alike",
    "xlsxwriter": "workbook",
    "docx": "report.docx",
    "docxtpl": "report.docx",
    "jinja2": "report.docx graph.page",
    "pandas": "report.draft",
    "yaml": "report.yamlfile",
    "rustworkx": "graph",
    "networkx": "graph.exports",
    "pyarrow": "graph.exports.parquet",
    "graphviz": "graph.exports.dot",
    "typer": "cli",
    "rich": "cli",
}
"""The one module, or package, that imports a library; of one that two packages fill templates of their own with, both."""

ANYWHERE = {"regex", "pydantic"}
TYPES_ONLY = {"read.ocr"}
"""Modules that name the types of a library for the reader of the code, and never load it."""
DISTRIBUTIONS = {"pillow": "PIL", "python-docx": "docx", "pyyaml": "yaml"}
EXTRAS = ("ocr", "graph", "report", "xlsx")
"""Optional dependencies that the library itself imports."""


def module_name(path: Path) -> str:
    """Name of a source file inside the package: ``read.pdf``, ``read``, or empty for the package itself."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


FILES = {module_name(path): path for path in sorted(ROOT.rglob("*.py"))}


@cache
def tree(module: str) -> ast.Module:
    return ast.parse(FILES[module].read_text(encoding="utf-8"))


@cache
def imported(module: str) -> frozenset[str]:
    """Full names of the modules that a module imports, inside functions and under TYPE_CHECKING too."""
    out: set[str] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            out.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}: relative import in line {node.lineno}"
            assert node.module is not None
            out.update(target(node.module, alias.name) for alias in node.names)
    return frozenset(out)


def target(source: str, name: str) -> str:
    """What ``from source import name`` imports: a module of the package, or a name in one (``parse`` is a function)."""
    full = f"{source}.{name}"
    inner = full.removeprefix(f"{PACKAGE}.")
    return full if top(source) == PACKAGE and inner in FILES and full != f"{PACKAGE}.parse" else source


def top(module: str) -> str:
    return module.partition(".")[0]


def own(module: str) -> set[str]:
    """Modules of the package that a module imports, by their names inside it."""
    return {name.removeprefix(PACKAGE).removeprefix(".") for name in imported(module) if top(name) == PACKAGE}


def level(module: str) -> int:
    return next(i for i, layer in enumerate(LAYERS) if top(module) in layer)


def test_every_module_has_a_layer() -> None:
    named = set().union(*LAYERS)
    assert {top(m) for m in FILES} == named, "a new module needs its place in LAYERS, a gone one leaves it"


@pytest.mark.parametrize("module", FILES)
def test_imports_point_one_way(module: str) -> None:
    wrong = {other for other in own(module) if top(other) != top(module) and level(other) >= level(module)}
    assert not wrong, f"{module or PACKAGE} imports {sorted(wrong)}"


@pytest.mark.parametrize("module", [m for m in FILES if level(m) == level("read")])
def test_no_stage_imports_another(module: str) -> None:
    stages = next(layer for layer in LAYERS if "read" in layer)
    assert not {other for other in own(module) if top(other) in stages - {top(module)}}


def test_no_module_imports_itself_round_about() -> None:
    def visit(module: str, path: tuple[str, ...]) -> None:
        assert module not in path, " → ".join([*path[path.index(module) :], module])
        if module in done:
            return
        for other in sorted(own(module)):
            visit(other, (*path, module))
        done.add(module)

    done: set[str] = set()
    for module in FILES:
        visit(module, ())


def test_private_names_stay_inside_their_package() -> None:
    for module in FILES:
        for node in ast.walk(tree(module)):
            if isinstance(node, ast.ImportFrom) and top(node.module or "") == PACKAGE:
                target = (node.module or "").removeprefix(PACKAGE).removeprefix(".")
                private = [a.name for a in node.names if a.name.startswith("_") and not a.name.startswith("__")]
                assert not private or top(target) == top(module), f"{module} takes {private} from {target}"


@cache
def importers() -> dict[str, set[str]]:
    """Which modules import a library that is not Python's own."""
    out: dict[str, set[str]] = defaultdict(set)
    for module in FILES:
        for name in imported(module):
            if top(name) not in sys.stdlib_module_names | {PACKAGE}:
                out[top(name)].add(module)
    return out


@pytest.mark.parametrize("library", LIBRARIES)
def test_one_library_has_one_importer(library: str) -> None:
    owners = LIBRARIES[library].split()
    others = {m for m in importers().get(library, set()) if not any(m == owner or m.startswith(owner + ".") for owner in owners)}
    if library == "PIL":
        others -= TYPES_ONLY
    assert not others, f"{library} is imported by {sorted(others)} beside {owners}"
    assert importers().get(library), f"{library} is imported by no module: take it off LIBRARIES and the dependencies"


def test_no_other_library_is_imported() -> None:
    assert set(importers()) - LIBRARIES.keys() - ANYWHERE == set()


def test_dependencies_are_what_is_imported() -> None:
    if not (PROJECT / "pyproject.toml").is_file():
        pytest.skip("no pyproject.toml beside the tests")
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *(d for extra in EXTRAS for d in project["optional-dependencies"][extra])]
    names = {d.partition(">")[0].partition("<")[0].partition("=")[0].partition("[")[0].strip() for d in declared}
    assert {DISTRIBUTIONS.get(n, n) for n in names} == set(importers())


@pytest.mark.parametrize("name", qcdc_parse.__all__)
def test_public_name_exists_and_is_documented(name: str) -> None:
    value = getattr(qcdc_parse, name)
    assert inspect.isclass(value) or callable(value), name
    assert (vars(value).get("__doc__") if inspect.isclass(value) else value.__doc__ or "").strip(), f"{name} has no docstring of its own"


def test_public_names_are_what_is_visible() -> None:
    names = {n for n in dir(qcdc_parse) if not n.startswith("_") and not isinstance(getattr(qcdc_parse, n), ModuleType)}
    assert names - {"TYPE_CHECKING", "import_module"} == set(qcdc_parse.__all__)
    assert list(qcdc_parse.__all__) == sorted(qcdc_parse.__all__)


@pytest.mark.parametrize("name", [n for n in qcdc_parse.__all__ if inspect.isclass(getattr(qcdc_parse, n))])
def test_public_methods_are_documented(name: str) -> None:
    for attribute, value in vars(getattr(qcdc_parse, name)).items():
        if not attribute.startswith("_") and inspect.isroutine(getattr(value, "__func__", value)):
            assert (inspect.unwrap(getattr(value, "__func__", value)).__doc__ or "").strip(), f"{name}.{attribute}"


@pytest.mark.parametrize("module", FILES)
def test_module_has_a_docstring(module: str) -> None:
    assert (ast.get_docstring(tree(module)) or "").strip(), module or PACKAGE


@pytest.mark.parametrize("module", FILES)
def test_all_names_exist(module: str) -> None:
    """What a module lists in ``__all__`` it also defines or imports."""
    body = [n for node in tree(module).body for n in (node.body if isinstance(node, ast.If) else [node])]
    bound = {a.asname or a.name for n in body if isinstance(n, ast.Import | ast.ImportFrom) for a in n.names}
    bound |= {n.name for n in body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    bound |= {t.id for n in body if isinstance(n, ast.Assign) for t in n.targets if isinstance(t, ast.Name)}
    bound |= {n.target.id for n in body if isinstance(n, ast.AnnAssign) and isinstance(n.target, ast.Name)}
    for node in body:
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets):
            assert set(ast.literal_eval(node.value)) <= bound
