# Eleven targets, nothing to install first. `make demo` and `make test` do all the set-up.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup demo test test-all check format evaluate benchmark screenshots lock clean

setup: $(VENV)/ready  ## own virtual environment, from the lock file

$(VENV)/ready: requirements.lock pyproject.toml
	sh scripts/make-venv "$(PYTHON)" "$(VENV)"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: setup  ## build the sample case, search it, read from it
	BIN="$(BIN)" sh scripts/demo

test: setup  ## the fast tests
	@sh scripts/test-programs
	$(BIN)/python -m pytest -n auto -m "not slow"

test-all: setup  ## every test, the slow ones too
	@sh scripts/test-programs
	$(BIN)/python -m pytest -n auto

check: setup  ## format, lint, types, import contracts, size limits, tests, docs, quality floors
	@sh scripts/test-programs
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest -n auto
	$(BIN)/python -m evaluation

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

evaluate: setup  ## quality against gold, with pinned floors
	$(BIN)/python -m evaluation

benchmark: setup  ## speed and memory, each beside its yardstick
	sh scripts/yardsticks
	$(BIN)/python -m benchmarks

screenshots: setup  ## the pictures of docs/ and README.md, from the sample case
	@sh scripts/test-programs
	$(BIN)/python -m tests.browser.screenshots

lock: setup  ## write requirements.lock anew
	sh scripts/lock "$(BIN)"

clean:
	rm -rf $(VENV) demo build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
