# Needs only Python 3.11 or newer and make.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := corpus/documents/01-nghi-quyet-chuyen-doi-so.md corpus/documents/02-bao-cao-so-ket-khoi.txt corpus/documents/07-chi-thi-an-toan.pdf corpus/documents/05-ke-hoach-dan-van.docx

.PHONY: demo test lint types check bench eval corpus clean

demo: $(VENV)/.installed
	$(BIN)/qcdc show corpus/documents/19-bao-cao-thi-xa.txt
	$(BIN)/qcdc parse $(DEMO) --format json -o out
	@echo "The records are in out/, one JSON file a document. To go on: . $(VENV)/bin/activate"

test: $(VENV)/.tested lint types
	$(BIN)/python -m pytest -n auto

lint: $(VENV)/.tested
	$(BIN)/ruff check .

types: $(VENV)/.tested
	$(BIN)/mypy

eval: $(VENV)/.installed
	$(BIN)/qcdc eval corpus --by defect

bench: $(VENV)/.tested
	$(BIN)/pip install --quiet -e ".[bench]"
	$(BIN)/python tests/bench/throughput.py
	$(BIN)/python tests/bench/growth.py
	$(BIN)/python tests/bench/references.py
	$(BIN)/python tests/bench/printed_numbers.py
	$(BIN)/python tests/bench/pdf.py
	$(BIN)/python tests/bench/docx_time.py
	$(BIN)/python tests/bench/legacy.py
	$(BIN)/python tests/bench/fidelity.py
	$(BIN)/python tests/bench/scans.py --documents 5
	$(BIN)/python tests/bench/compiled.py
	$(BIN)/python tests/bench/compile_time.py
	$(BIN)/python tests/bench/graph_truth.py
	$(BIN)/python tests/bench/graph_chains.py
	$(BIN)/python tests/bench/graph.py --counts 1000 10000

corpus: $(VENV)/.tested
	$(BIN)/python corpus/make.py
	$(BIN)/python corpus/reports/make.py

$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet -e ".[dev]"
	@touch $@

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
