# govgraph: `make demo` to see it, `make test` to test it, `make check` for all that CI runs.

PYTHON ?= python3
BIN := .venv/bin
DEMO := demo

.PHONY: help demo dataset test check lint types docs docs-write bench clean

help:
	@echo "make demo    build the example graph, its network page and its Turtle dump into $(DEMO)/"
	@echo "make dataset write examples/runzhou/runzhou.ttl anew: the graph of the example, in Turtle"
	@echo "make test    run the tests"
	@echo "make check   lint, types, docs and tests: what CI runs"
	@echo "make docs-write   write the generated pages of docs/ anew"
	@echo "make bench   measure speed (benchmarks/)"
	@echo "make clean   remove the virtual environment and everything generated"

.venv/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit("govgraph needs Python 3.11 or newer, not " + sys.version.split()[0] + "; name one: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/installed-dev: .venv/installed
	$(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $@

demo: .venv/installed
	@mkdir -p $(DEMO)
	$(BIN)/govgraph build examples/runzhou/brief.txt --review examples/runzhou/review --store $(DEMO)/store
	$(BIN)/govgraph network --store $(DEMO)/store -o $(DEMO)/network.html
	$(BIN)/govgraph export --store $(DEMO)/store --about examples/runzhou/dataset.ttl -o $(DEMO)/runzhou.ttl
	@echo
	@echo "Open $(DEMO)/network.html in a browser. Then try:"
	@echo "  $(BIN)/govgraph query --store $(DEMO)/store                        # list the questions that have a name"
	@echo "  $(BIN)/govgraph query before-and-after --store $(DEMO)/store   # what changed, from what to what"
	@echo "  $(BIN)/govgraph query honours --store $(DEMO)/store --lang zh      # honours by level, in Chinese"
	@echo "  $(BIN)/govgraph query -e 'SELECT ?label ?value WHERE { ?r gov:indicator/rdfs:label ?label ; gov:value ?value } ORDER BY DESC(?value) LIMIT 5' --store $(DEMO)/store"

dataset: .venv/installed
	rm -rf $(DEMO)/dataset
	@mkdir -p $(DEMO)
	$(BIN)/govgraph build examples/runzhou/brief.txt --review examples/runzhou/review --strict --store $(DEMO)/dataset
	$(BIN)/govgraph export --store $(DEMO)/dataset --about examples/runzhou/dataset.ttl -o examples/runzhou/runzhou.ttl

test: .venv/installed-dev
	$(BIN)/python -m pytest

lint: .venv/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/installed-dev
	rm -rf .typecheck && mkdir -p .typecheck/govgraph
	ln -sfnr app/* graph loaders ontology queries viz .typecheck/govgraph/
	$(BIN)/mypy
	$(BIN)/mypy tests benchmarks
	$(BIN)/pyright --pythonpath $(BIN)/python

docs: .venv/installed-dev
	$(BIN)/python docs/generate.py --check

docs-write: .venv/installed-dev
	$(BIN)/python docs/generate.py

check: lint types docs test

bench: .venv/installed-dev
	$(BIN)/python benchmarks/run.py

clean:
	rm -rf .venv .typecheck build dist $(DEMO) *.egg-info .pytest_cache .mypy_cache .ruff_cache
