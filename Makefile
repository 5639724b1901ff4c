# Each target sets up what it needs. `make run` and `make test` work on a bare Debian or Ubuntu.
SHELL := /bin/sh
BIN := .venv/bin
DATA := $(CURDIR)/var
RUN := SOURCE_CONTEXT_DATA_DIR="$${SOURCE_CONTEXT_DATA_DIR:-$(DATA)}"

# Where scripts/setup-node puts Node if the system has none that is new enough.
export PATH := $(CURDIR)/.node:$(PATH)

.PHONY: run test check bench bench-matching format lock clean

run: .setup-run
	@$(RUN) $(BIN)/source-context sample --once --example
	@$(RUN) $(BIN)/source-context $(if $(POLL),run,serve)

test: .setup-node
	@scripts/ensure-chromium
	@scripts/ensure-firefox
	@scripts/ensure-compiler
	@npm test --silent
	$(BIN)/python -m pytest -rs -n 2 --dist loadfile $(ARGS)

check: .setup-node
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/source-context extension tables --check
	npm run --silent check

bench: .setup-dev
	@scripts/ensure-chromium
	@scripts/ensure-firefox
	$(BIN)/python -m benchmarks

# Quality first, then stability, then speed. ARTICLES="FILE FILE+HAYSTACK" names labelled collections, without which our own
# are measured; FITTED=… (and PAIRS=…) adds what each feature is worth; SIZES=… chooses how large an index is built.
# What is kept is in build/benchmarks and .venv-bench.
bench-matching: .setup-dev
	$(BIN)/python -m benchmarks.matching_report $(ARTICLES) --out build/benchmarks/matching
	$(if $(FITTED),$(BIN)/python -m benchmarks.ablation $(FITTED) $(if $(PAIRS),--pairs $(PAIRS)) --cache build/benchmarks/pairs)
	$(BIN)/python -m benchmarks.stability
	$(if $(ARTICLES),$(foreach one,$(ARTICLES),$(BIN)/python -m benchmarks.stability $(subst +, ,$(lastword $(subst =, ,$(one)))) &&) true)
	scripts/setup-bench
	$(BIN)/python -m benchmarks.index_speed $(if $(SIZES),--sizes $(SIZES))
	$(BIN)/python -m benchmarks.peers

format: .setup-node
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	npm run --silent format

lock: .setup-dev
	scripts/lock

clean:
	rm -rf .venv .venv-bench .node node_modules build/benchmarks .setup-* .pytest_cache .mypy_cache .ruff_cache .hypothesis

.setup-run: requirements.lock pyproject.toml scripts/setup
	scripts/setup requirements.lock
	@touch $@

.setup-dev: requirements-dev.lock pyproject.toml scripts/setup
	scripts/setup requirements-dev.lock
	@touch $@ .setup-run

.setup-node: .setup-dev package.json package-lock.json requirements-node.lock scripts/setup-node
	scripts/setup-node
	@touch $@
