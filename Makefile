# Hamroh: two commands are enough, `make run` and `make test`.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test demo doctor catalogs check format pictures clean help

run: .venv/.run ## Start: on Telegram when HAMROH_BOT_TOKEN is set in .env, else a demo in the browser
	@exec $(BIN)/hamroh start

demo: .venv/.run ## The demo in the browser, whatever .env says
	@exec $(BIN)/hamroh demo

doctor: .venv/.run ## What is wrong with the set-up, and how to mend it
	@$(BIN)/hamroh doctor

test: .venv/.dev ## Everything: format, lint, types, rooms, content, unit, conversations, crashes, browser
	@exec bash tests/everything.sh

catalogs: .venv/.run ## Bring the translators' files up to what code and content say now
	@$(BIN)/hamroh kb catalogs

check: .venv/.run ## The publish gate
	@$(BIN)/hamroh kb check

pictures: .venv/.dev ## Take the README's pictures anew
	@mkdir -p docs/images && HAMROH_PICTURES=docs/images $(BIN)/pytest -q tests/browser -k walks

format: .venv/.dev ## Format and lint the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

clean: ## Remove what make made (not your data in var/)
	@rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

help: ## This list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/:[^#]*## /\t/' | column -t -s "$$(printf '\t')"

.venv/bin/python:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed: install python3, or name it: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name a newer one: make PYTHON=python3.12 run"; exit 1; }
	@echo "Making the virtual environment .venv ..."
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

.venv/.run: .venv/bin/python pyproject.toml
	@echo "Installing Hamroh into .venv (the first time takes a minute) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . && touch $@

.venv/.dev: .venv/bin/python pyproject.toml
	@echo "Installing Hamroh and its test tools into .venv (the first time takes two minutes) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]' && touch $@ .venv/.run
