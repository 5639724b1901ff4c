# Each target sets up what it needs. `make run` and `make test` work on a bare Debian or Ubuntu.
SHELL := /bin/sh
BIN := .venv/bin
DATA := $(CURDIR)/var
RUN := SOURCE_CONTEXT_DATA_DIR="$${SOURCE_CONTEXT_DATA_DIR:-$(DATA)}"

.PHONY: run test check bench format lock clean

run: .setup-run
	@$(RUN) $(BIN)/source-context sample --once --example
	@$(RUN) $(BIN)/source-context $(if $(POLL),run,serve)

test: .setup-dev
	@scripts/ensure-chromium
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

check: .setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .setup-dev
	$(BIN)/python -m benchmarks

format: .setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .setup-dev
	scripts/lock

clean:
	rm -rf .venv .setup-* .pytest_cache .mypy_cache .ruff_cache .hypothesis

.setup-run: requirements.lock pyproject.toml scripts/setup
	scripts/setup requirements.lock
	@touch $@

.setup-dev: requirements-dev.lock pyproject.toml scripts/setup
	scripts/setup requirements-dev.lock
	@touch $@ .setup-run
