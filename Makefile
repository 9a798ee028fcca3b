# make demo    the main job on the real case, ending with a report to open
# make test    every test, after setting up all they need
# make check   formatting, lint, types, layers, spelling
# make bench   time and memory, as ratios, written to docs/reference/performance.md
# make fast    the tests that take seconds
# make versions   a part of the tests on the lowest and the newest libraries, on every Python that is here
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: demo test fast check bench browser versions clean

demo: $(VENV)/.runtime
	$(BIN)/detente check cases/ukraine-2024
	$(BIN)/detente analyze cases/ukraine-2024
	$(BIN)/detente doubt cases/ukraine-2024
	$(BIN)/detente report cases/ukraine-2024 -o ukraine-2024.html
	@echo
	@echo "Open this report in a browser: $(CURDIR)/ukraine-2024.html"

test: check browser
	$(BIN)/python tests/versions/try_versions.py --one
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile

fast: $(STAMP)
	$(BIN)/python -m pytest -m "not slow and not browser" --numprocesses auto --maxprocesses 4 --dist loadfile

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/typos README.md CHANGELOG.md CONTRIBUTING.md docs src

bench: $(STAMP)
	$(BIN)/python -m pytest benchmarks --benchmark-json=$(VENV)/bench.json
	$(BIN)/python benchmarks/write_page.py $(VENV)/bench.json docs/reference/performance.md

versions: $(STAMP)
	$(BIN)/python tests/versions/try_versions.py

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
