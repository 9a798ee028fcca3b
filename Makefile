# make demo    the main job on the real case, ending with a report to open
# make test    every test, after setting up all they need
# make check   formatting, lint, types, layers, spelling
# make bench   time and memory, as ratios, written to docs/reference/performance.md
# make fast    the tests that take seconds
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test fast check bench browser clean

demo: $(VENV)/.runtime
	$(BIN)/detente check cases/ukraine-2024
	$(BIN)/detente analyze cases/ukraine-2024
	$(BIN)/detente doubt cases/ukraine-2024
	$(BIN)/detente report cases/ukraine-2024 -o ukraine-2024.html
	@echo
	@echo "Open this report in a browser: $(CURDIR)/ukraine-2024.html"

test: check browser
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

fast: $(STAMP)
	$(BIN)/python -m pytest -m "not slow and not browser"

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/codespell README.md CHANGELOG.md CONTRIBUTING.md docs src

bench: $(STAMP)
	$(BIN)/python -m pytest benchmarks --benchmark-json=$(VENV)/bench.json
	$(BIN)/python benchmarks/write_page.py $(VENV)/bench.json docs/reference/performance.md

browser: $(STAMP)
	$(BIN)/python tests/browser/find_chromium.py --install

$(VENV)/.runtime: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(STAMP): $(VENV)/.runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) ukraine-2024.html
