# make run · make test · make check · make lock: the whole set-up is here and in the README.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test check browser database lock

run: $(VENV)/.installed
	$(BIN)/streamlit run app.py

test: check browser database
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .

browser: $(VENV)/.installed-dev
	$(BIN)/python tests/browser/chromium.py

database: $(VENV)/.installed-dev
	$(BIN)/python -m tests.postgres

lock: $(VENV)/.installed-dev
	for set in requirements-hosted requirements requirements-dev; do \
	    echo "# Made by \`make lock\` from $$set.in: exact versions with hashes for Python 3.11 to 3.13. Do not edit." > $$set.txt; \
	    $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header $$set.in >> $$set.txt || exit 1; \
	done

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
	    || { echo "Sporo needs Python 3.11, 3.12 or 3.13. Name one: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.txt | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements-dev.txt | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $(VENV)/.installed $@
