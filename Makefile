# make serve   build, check and serve the catalogue at http://localhost:8000
# make test    install everything that the tests need and pass them all
# The rest are steps of these two, for whoever works on the code.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: serve build check test looks lint types layers tests trials minimum quick docs bench bench-http clean

serve: $(VENV)/installed
	$(BIN)/dcat-publisher serve source --port $(PORT)

build check: $(VENV)/installed
	$(BIN)/dcat-publisher $@ source

# Lint, types and layers take one processor for some seconds, and run beside the tests.
test: $(VENV)/installed-dev
	$(MAKE) --no-print-directory --jobs=2 looks tests

looks: lint types layers

lint: $(VENV)/installed-dev
	$(BIN)/ruff check .

types: $(VENV)/installed-dev
	$(BIN)/mypy src tests bench

layers: $(VENV)/installed-dev
	$(BIN)/lint-imports --no-logo

# The tests start Python some hundred times: what it compiles is kept, even where that is switched off, and
# then beside nobody's sources.
ifdef PYTHONDONTWRITEBYTECODE
tests trials quick: export PYTHONDONTWRITEBYTECODE =
tests trials quick: export PYTHONPYCACHEPREFIX = $(CURDIR)/$(VENV)/compiled
endif

tests: $(VENV)/installed-dev
	sh tests/install-programs.sh
	$(BIN)/pytest -n auto --dist loadfile

# What takes minutes and is repeated at random: killed builds, attacks under load, and the tests by example with
# others than `make test` has. Beside `make test`, not in it.
trials: $(VENV)/installed-dev
	sh tests/install-programs.sh
	$(BIN)/pytest -n auto --dist loadfile -m "trial or hypothesis" --hypothesis-profile random

# The lowest versions of what we need that pyproject.toml allows (uv finds them), in an environment of their own: with
# them the program reads, checks and writes the catalogue in source/ to the same bytes.
minimum: $(VENV)/installed
	uv venv --quiet --clear --python $(BIN)/python $(VENV)-minimum
	uv pip install --quiet --python $(VENV)-minimum --resolution lowest-direct --editable .
	$(BIN)/dcat-publisher build source --out $(VENV)-minimum/newest --quiet
	$(VENV)-minimum/bin/dcat-publisher build source --out $(VENV)-minimum/lowest --quiet
	diff -r $(VENV)-minimum/newest $(VENV)-minimum/lowest

quick: $(VENV)/installed-dev
	$(BIN)/pytest -n auto --dist loadfile -m "not slow and not trial"

# The documentation as a site, in build/site: nb, nn and en, with search.
docs: $(VENV)/installed-dev
	$(BIN)/python -m docs.website

bench: $(VENV)/installed-dev
	$(BIN)/pip install --quiet --disable-pip-version-check --group bench
	$(BIN)/python -m bench

bench-http: $(VENV)/installed-dev
	$(BIN)/python -m bench.http_load

clean:
	rm -rf $(VENV) $(VENV)-minimum .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

$(VENV)/pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; say which: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	touch $@

$(VENV)/installed: pyproject.toml | $(VENV)/pip
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed pyproject.toml
	$(BIN)/pip install --quiet --disable-pip-version-check --group dev
	touch $@
