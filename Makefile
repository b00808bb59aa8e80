# `make demo` and `make test` each work alone in a fresh clone: what they need is installed into .venv first.
# Another Python: make PYTHON=python3.12 demo

PYTHON ?= python3
VENV := .venv
TRAIN := .venv-train
CORPORA := ../shared/corpora
RUN := training/runs/v2

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help install demo test kills docs gold talks shelf train evaluate corpora clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(VENV)/.installed ## Verbale and its tools into .venv, in the versions of requirements.lock

demo: install ## read the bundled sample, show what it says, and serve it at the address printed
	@$(VENV)/bin/verbale demo --serve

test: install ## lint, formatting, types, tests
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/pytest

kills: install ## kill a process that reads, links or corrects at 200 random moments, and look whether anything is lost or doubled
	VERBALE_KILLS=200 $(VENV)/bin/pytest tests/test_record_kills.py -k any_moment

docs: install ## write docs/cli.md from the commands' own help
	$(VENV)/bin/python docs/make_cli.py

gold: install ## score the gold pages, write docs/gold.md and the floors that `make test` holds
	$(VENV)/bin/python tests/gold_score.py --write

talks: install ## score the texts about talks, write docs/talks.md and the floors that `make test` holds
	$(VENV)/bin/python tests/talks_score.py --write

shelf: install ## set what is made of the bundled shelf beside its gold tables, write docs/shelf.md and the floors
	$(VENV)/bin/python tests/shelf_score.py --write

train: corpora $(TRAIN)/.installed ## corpora to weights: six hours on two cores; goes on where it stopped
	$(TRAIN)/bin/python -m training.train --run $(RUN)-1 --epochs 4 --seed 1
	$(TRAIN)/bin/python -m training.train --run $(RUN)-2 --epochs 2 --seed 2 --start $(RUN)-1/weights.pt --share 0.6
	$(TRAIN)/bin/python -m training.train --run $(RUN)-3 --epochs 1 --seed 3 --start $(RUN)-2/weights.pt --share 0.4 --timed 5
	$(TRAIN)/bin/python -m training.train --run $(RUN)-4 --epochs 1 --seed 4 --start $(RUN)-3/weights.pt --share 0.4 --timed 8
	$(TRAIN)/bin/python -m training.blend --trained $(RUN)-4/weights.pt --start $(RUN)-2/weights.pt --share 0.3 --to $(RUN)-4/blended.pt
	$(TRAIN)/bin/python -m training.train --run $(RUN)-5 --epochs 1 --seed 5 --start $(RUN)-4/blended.pt --share 0.5 --timed 8 --young
	$(TRAIN)/bin/python -m training.export --checkpoint $(RUN)-5/weights.pt
	$(TRAIN)/bin/python -m training.seams
	$(TRAIN)/bin/python -m training.marks --all --epochs 12 --seed 1 --run $(RUN)-marks-1
	$(TRAIN)/bin/python -m training.marks --all --epochs 9 --seed 2 --run $(RUN)-marks-2 --start $(RUN)-marks-1/marks.pt
	$(TRAIN)/bin/python -m training.blend --trained $(RUN)-marks-2/marks.pt --start $(RUN)-marks-1/marks.pt --share 0.5 --to $(RUN)-marks-2/blended.pt
	$(TRAIN)/bin/python -m training.marks --all --epochs 8 --seed 8 --run $(RUN)-marks-3 --start $(RUN)-marks-2/blended.pt
	$(TRAIN)/bin/python -m training.marks --all --epochs 10 --stop 5 --dropout 0.25 --seed 9 --run $(RUN)-marks-4 --start $(RUN)-marks-3/marks.pt
	$(TRAIN)/bin/python -m training.marks --all --epochs 7 --seed 11 --run $(RUN)-marks-5 --start $(RUN)-marks-4/marks.pt
	$(TRAIN)/bin/python -m training.blend --trained $(RUN)-marks-5/marks.pt --start $(RUN)-marks-3/marks.pt --share 0.333 --to $(RUN)-marks-5/blended.pt
	$(TRAIN)/bin/python -m training.acts --run $(RUN)-marks-6 --start $(RUN)-marks-5/blended.pt
	$(TRAIN)/bin/python -m training.marks --epochs 0 --run $(RUN)-marks-7 --start $(RUN)-marks-6/marks.pt

evaluate: corpora $(TRAIN)/.installed ## the shipped weights' figures, held to their floors
	$(TRAIN)/bin/python -m training.evaluate

corpora:
	@test -d $(CORPORA) || { \
	  echo "make: the corpora aren't there: the folder $(CORPORA) is expected beside this one." >&2; \
	  echo "They can't be passed on with the project; training/CARD.md names them. Neither the demo nor the tests need them." >&2; \
	  exit 1; }

clean: ## remove what make and the tools made, but for training's runs
	rm -rf $(VENV) $(TRAIN) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find src tests training docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: pyproject.toml requirements.lock
	$(call venv,$(VENV))
	$(VENV)/bin/python -m pip install -q -c requirements.lock -e '.[dev]'
	@touch $@

$(TRAIN)/.installed: pyproject.toml requirements.lock training/requirements.txt
	$(call venv,$(TRAIN))
	$(TRAIN)/bin/python -m pip install -q -c requirements.lock -r training/requirements.txt -e .
	@touch $@

# A virtual environment in the folder $(1), made anew where there is none that works.
define venv
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "make: Verbale needs Python 3.11 or newer, and $(PYTHON) isn't; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "make: $(PYTHON) has no module venv. On Debian and Ubuntu: apt install python3-venv make" >&2; exit 1; }
	@$(1)/bin/python -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv --clear $(1)
endef
