# Everything a newcomer needs: `make demo`, `make test`. Each makes .venv and installs what the lock file names.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: demo test test-long coverage lint types bench lock clean

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

demo: $(VENV)/installed
	$(BIN)/sanctions-monitor demo

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/pytest -n 3 -m "not long"

test-long: $(VENV)/installed coverage
	$(BIN)/pytest -m long

# The same tests as `test`, half as fast again, with the branches that they reach.
coverage: $(VENV)/installed
	$(BIN)/pytest -n 3 -m "not long" --cov --cov-report=term

bench: $(VENV)/installed
	$(BIN)/python -m bench

# Pins every dependency, the build backend included, for every Python from 3.11 on.
lock: $(VENV)/installed
	$(BIN)/uv pip compile --universal --generate-hashes --python-version 3.11 --no-header --no-annotate \
	  --no-emit-index-url --extra dev --quiet --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) build dist .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache
