# Each command works as the first one ever typed: .venv is made and filled when it is missing or its lock has changed.
PYTHON := .venv/bin/python

.PHONY: help install demo test quick lint check golden messages screenshots bench lock clean

help:
	@echo "make install what python -m bot needs, into .venv"
	@echo "make demo    the bot between people you are yourself, in your browser"
	@echo "make test    all tests"
	@echo "make quick   the tests of rules, use cases and storage: the inner loop"
	@echo "make check   format, lint, types, who imports whom, and all tests"
	@echo "make golden  rewrite the golden files; read the diff afterwards"
	@echo "make messages  put new sentences into the Russian catalog, where their translations are to be written"
	@echo "make screenshots takes the pictures of the README and of docs/ru.md anew, from the running demo"
	@echo "make bench   speed and memory as ratios against a floor measured beside them"
	@echo "make lock    compile requirements/*.txt anew from pyproject.toml"
	@echo "make clean   remove .venv and all caches"

install: .venv/.base

demo: .venv/.base
	$(PYTHON) -m bot demo

# Two processes, a file of tests in one of them. In the order of the folders, since the browser's files take longest.
PYTEST := $(PYTHON) -m pytest --numprocesses 2 --max-worker-restart 0 --dist loadfile --no-loadscope-reorder

test: .venv/.dev
	$(PYTEST)

# The inner loop: rules, use cases and storage, without the stories, other processes and a browser.
quick: .venv/.dev
	$(PYTEST) tests/unit tests/integration/usecases tests/integration/storage

lint: .venv/.dev
	.venv/bin/ruff format --check
	.venv/bin/ruff check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

check: lint test

golden: .venv/.dev
	$(PYTHON) -m pytest --update-golden
	git status --short tests/golden

# Sorted, so that moving code does not shuffle the catalog.
messages: .venv/.dev
	.venv/bin/pybabel -q extract --project Planerka --version '' --msgid-bugs-address 'the issues of the repository' --keywords deferred \
		--no-location --sort-output --output-file messages.pot handlers bot demo
	.venv/bin/pybabel -q update --input-file messages.pot --output-dir locales --ignore-obsolete \
		--no-fuzzy-matching --ignore-pot-creation-date --no-wrap
	rm messages.pot

screenshots: .venv/.dev
	$(PYTHON) -m tests.browser.screenshots docs

bench: .venv/.dev
	$(PYTHON) -m tests.bench
	$(PYTHON) -m tests.bench.skype

# Always with the oldest Python we promise: it needs the most packages, so its lock serves the newer ones too.
lock: export CUSTOM_COMPILE_COMMAND = make lock
lock: .venv/.dev
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "make lock needs a .venv of Python 3.11")'
	.venv/bin/pip-compile --upgrade --output-file requirements/base.txt pyproject.toml
	.venv/bin/pip-compile --upgrade --extra dev --constraint requirements/base.txt --output-file requirements/dev.txt pyproject.toml

# The database is somebody's calendar, not a cache: it stays.
clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist story
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The stamps lie inside .venv, so that they go with it.
.venv/.base: requirements/base.txt tools/venv.sh
	tools/venv.sh $<
	touch $@

# dev.txt holds all of base.txt.
.venv/.dev: requirements/dev.txt tools/venv.sh
	tools/venv.sh $<
	touch .venv/.base $@
