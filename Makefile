# Dorsi: every command of the contract. Only Python 3.11 or newer, git and make are needed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Packages of other bots, which do not fit beside ours.
PEERS := .venv-peers

.PHONY: setup run test test-long test-scale peers bench figures lint types lock clean help

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(VENV)/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit("Dorsi needs Python 3.11 or newer: make run PYTHON=python3.11") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.locked-test: requirements-test.lock $(VENV)/.locked
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

setup: $(VENV)/.locked  ## make .venv from the lock file

run: setup  ## start Dorsi; without DORSI_TOKEN, the sandbox
	@exec $(BIN)/python -m bot

test: $(VENV)/.locked-test lint types  ## lint, types and the quick tests
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not long and not scale"

test-long: $(VENV)/.locked-test  ## the long properties, crawls and kill tests
	$(BIN)/python -m pytest -n 2 -m long

test-scale: $(VENV)/.locked-test  ## replicas killed, cut off and restarted, for 25 minutes
	$(BIN)/python -m pytest -n 0 -s -m scale

$(PEERS)/.locked: tests/scale/peers/requirements.lock
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

peers: $(VENV)/.locked-test $(PEERS)/.locked  ## Dorsi and others through the same kills
	$(BIN)/python -m tests.scale --write

bench: $(VENV)/.locked-test $(PEERS)/.locked  ## the benchmarks, with ratios (a quarter of an hour)
	$(BIN)/python -m tests.bench

figures: $(VENV)/.locked-test  ## draw every loop that is missing or out of date
	$(BIN)/python -m content.figures

lint: $(VENV)/.locked-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.locked-test
	$(BIN)/mypy bot content scheduler storage tests

lock:  ## make the lock files anew (needs uv)
	uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.lock
	uv pip compile pyproject.toml --group test --group figures -c requirements.lock --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-test.lock
	uv pip compile tests/scale/peers/requirements.in --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o tests/scale/peers/requirements.lock

clean:  ## remove what was built, never your data
	rm -rf $(VENV) $(PEERS) build .pytest_cache .mypy_cache .ruff_cache
