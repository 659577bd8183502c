# make demo · test · test-long · check · docs · docs-figures · fuzz · audit · licences · eval · bench · soak · train · ranker · heads · registry    (needs Python 3.11+ and pip, nothing else)
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
WORK ?= $(or $(ONRECORD_WORK),$(HOME)/.cache/onrecord)
DATA ?= all
KB ?= ../shared/corpora/kb
DEMO_PORT ?= 8000
SECONDS ?= 600
SEED ?= 0
MINUTES ?= 60
PARSERS ?=
DEMO = --actors examples/invented/actors.csv --codebook examples/invented/codebook.csv

.PHONY: demo test test-long check docs docs-figures fuzz audit licences eval bench soak train ranker heads registry lock clean

$(VENV)/installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

$(VENV)/installed-dev: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@

$(VENV)/installed-serve: $(VENV)/installed requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements-dev.lock -e '.[serve]'
	touch $@

demo: $(VENV)/installed-serve  ## read the example articles, keep them as a record and open it at DEMO_PORT
	$(BIN)/onrecord read examples/invented/text/sounding-E10.txt --published 2031-06-20 --actors examples/invented/actors.csv
	$(BIN)/onrecord add examples/invented/articles.jsonl --db demo.db $(DEMO)
	@echo
	@examples/serve-demo.sh $(DEMO_PORT) $(BIN)/onrecord serve --db demo.db $(DEMO)

test: $(VENV)/installed-dev  ## all but the long ones
	$(BIN)/python -m pytest -n 2 --dist loadgroup

$(WORK)/s3-venv/installed: tests/batch/s3-requirements.txt
	$(PYTHON) -m venv $(WORK)/s3-venv
	$(WORK)/s3-venv/bin/python -m pip install --quiet --disable-pip-version-check -r tests/batch/s3-requirements.txt
	touch $@

test-long: $(VENV)/installed-dev $(WORK)/s3-venv/installed  ## many more examples, pages in all windows, and hundreds of processes killed; an hour or two
	ONRECORD_LONG=1 ONRECORD_MOTO=$(WORK)/s3-venv/bin/moto_server $(BIN)/python -m pytest -n 2 --dist loadgroup

check: $(VENV)/installed-dev  ## style, types, import rules, dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src

docs: $(VENV)/installed-dev  ## build the documentation into site/; a broken link, reference or notebook fails
	$(BIN)/python -m sphinx -b html --fail-on-warning --keep-going --quiet docs site

docs-figures: $(VENV)/installed-dev  ## measure anew what docs/evaluation.md shows (needs the corpora)
	$(BIN)/onrecord evaluate --all --json > docs/figures/evaluation.json

fuzz: $(VENV)/installed-dev  ## SECONDS for each parser of foreign bytes, two at a time; goes on where it was; PARSERS names some; SEED repeats a run
	ONRECORD_WORK=$(WORK) PYTHONPATH=tests $(BIN)/python -m fuzz $(PARSERS) --seconds $(SECONDS) --seed $(SEED)

$(WORK)/audit-venv/installed:
	$(PYTHON) -m venv $(WORK)/audit-venv
	$(WORK)/audit-venv/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	touch $@

audit: $(WORK)/audit-venv/installed  ## known vulnerabilities of what the lock files pin (asks api.osv.dev)
	for locked in requirements.lock requirements-dev.lock; do \
		$(WORK)/audit-venv/bin/pip-audit --strict --vulnerability-service osv --no-deps --disable-pip -r $$locked || exit 1; \
	done

licences: $(VENV)/installed-dev  ## the table of all dependencies' licences anew
	$(BIN)/python tests/licences.py > docs/licences.md

eval: $(VENV)/installed-dev  ## accuracy on development data against the pinned floors
	$(BIN)/onrecord evaluate --all --floors tests/floors.json

bench: $(VENV)/installed-dev $(VENV)/installed-serve  ## speed and memory against peers, same machine, same run; pages
	$(PYTHON) -m venv $(WORK)/bench-venv
	$(WORK)/bench-venv/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	$(BIN)/python benchmarks/speed.py --peer-python $(WORK)/bench-venv/bin/python
	$(BIN)/python benchmarks/stages.py --peer-python $(WORK)/bench-venv/bin/python
	$(BIN)/python benchmarks/peers.py --peer-python $(WORK)/bench-venv/bin/python
	ONRECORD_WORK=$(WORK) $(BIN)/python benchmarks/serve.py

soak: $(VENV)/installed-dev $(VENV)/installed-serve  ## MINUTES of adding, reading, searching, deciding and saving at once
	$(BIN)/python benchmarks/soak.py --minutes $(MINUTES)

$(WORK)/train-venv/installed: training/requirements.txt
	$(PYTHON) -m venv $(WORK)/train-venv
	$(WORK)/train-venv/bin/python -m pip install --quiet --disable-pip-version-check -r training/requirements.txt
	$(WORK)/train-venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@

train: $(WORK)/train-venv/installed  ## train, export and tune the model (hours); DATA=open for openly licensed data alone
	ONRECORD_WORK=$(WORK) $(WORK)/train-venv/bin/python training/run.py --data $(DATA)

registry: $(VENV)/installed-dev  ## build the registry of actors anew from the raw files in KB (see registry/README.md)
	$(BIN)/python registry/build.py $(KB)

ranker: $(WORK)/train-venv/installed  ## train the ranker of pronouns and noun phrases (a minute or two)
	PYTHONPATH=src $(WORK)/train-venv/bin/python training/ranker.py --write

heads: $(WORK)/train-venv/installed  ## learn the heads of the codings again, after a new model
	PYTHONPATH=src $(WORK)/train-venv/bin/python training/code_heads.py --write
	PYTHONPATH=src $(WORK)/train-venv/bin/python training/condition_head.py --write
	PYTHONPATH=src $(WORK)/train-venv/bin/python training/recipients.py --write
	PYTHONPATH=src $(WORK)/train-venv/bin/python training/word_classes.py --write
	PYTHONPATH=src $(WORK)/train-venv/bin/python training/issue_vectors.py --write

lock:  ## renew the lock files
	$(PYTHON) -m pip install --quiet uv
	uv pip compile pyproject.toml --universal --python-version 3.11 --no-emit-index-url --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-emit-index-url --no-header \
		-c requirements.lock -o requirements-dev.lock

clean:
	rm -rf $(VENV) demo.db* site jupyter_execute .jupyter_cache docs/generated docs/notebooks/*.db*
