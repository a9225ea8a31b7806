# make site     build output/ from the content, as it is now
# make demo     the same content at a moment when much is going on
# make check    read everything, write nothing
# make serve    show the site on this machine, anew each time a file is saved
# make changes  which pages become others than in the commit SINCE
# make admin    fetch the editor for the browser, where content/site.yaml turns it on
# make due      is it time to build again what is public?
# make proposal  in GitLab: what somebody filled in on a phone becomes a merge request, or goes straight out
# make links    ask links to other sites whether they still lead somewhere
# make drill    how many seconds it takes to tell of a crisis
# make test     lint, types and all tests but those of the whole
# make docs     the documentation as a site of its own, in DOCS
# make screenshots  the pictures of the editors' guide
# make audit    what takes long: files changed at random, again and again; every page looked at by axe;
#               Lighthouse on one page of each kind (with Node.js; the first time it is fetched)
# make test-system  the tests of the whole: our feeds and calendars in other people's readers, and the editor in the
#               browser against a local Git (with Node.js, which fetches it)
#
# The first of them makes .venv from requirements.lock. From then on nothing here touches the network
# until requirements.lock says something else. Its first lines say how it is made.


include site_builder/starting/files/Makefile

# What every new municipality gets stands there. Here the program is this folder itself.
TOOLS := site_builder/starting/files
PROGRAM := pyproject.toml
INSTALLED_AS := --no-build-isolation -e .

DOCS := site-docs
DEMO_NOW := 2026-02-17T11:30:00+01:00
PYTEST_ARGS :=
LIGHTHOUSE := benchmarks/lighthouse

.PHONY: demo drill docs screenshots test audit test-system test-readers test-editor
.PHONY: lint types chromium compiled readers editor

demo: venv
	@$(BUILD) --now '$(DEMO_NOW)'
	@$(HOW_TO_SEE_IT)

drill: venv
	@$(BIN)/python benchmarks/drill.py

docs: venv
	@$(BIN)/python -m make.docs '$(DOCS)'

screenshots: venv chromium
	@$(BIN)/python -m make.screenshots

# What goes before is done at once: some work, one waits for the network. What Python has compiled is kept, whatever the
# environment says: hundreds of tests start the program anew.
test: export PYTHONDONTWRITEBYTECODE =
test: venv
	@$(MAKE) --no-print-directory --jobs=4 lint types chromium compiled
	$(BIN)/python -m pytest -n 2 --dist worksteal $(PYTEST_ARGS)

audit: venv chromium
	EXAMPLES=400 $(BIN)/python -m pytest -n 2 tests/test_mutations.py $(PYTEST_ARGS)
	$(BIN)/python -m pytest -n 2 --dist worksteal tests/browser/every_page.py $(PYTEST_ARGS)
	@test -d $(LIGHTHOUSE)/node_modules || npm ci --silent --ignore-scripts --no-audit --no-fund --prefix $(LIGHTHOUSE)
	$(BIN)/python benchmarks/lighthouse.py

# Two, since they need different programs of others.
test-system: test-readers test-editor

test-readers: venv readers
	$(BIN)/python -m pytest tests/system/test_readers.py

test-editor: venv chromium editor
	$(BIN)/python -m pytest tests/system/test_editor.py

lint: venv
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: venv
	$(BIN)/mypy

# Each process that runs tests reads them all. What is wrong with one is told of when they are run.
compiled: venv
	@-$(BIN)/python -m pytest --collect-only --quiet >/dev/null 2>&1

chromium:
	@sh make/chromium.sh

readers:
	@sh make/readers.sh

editor:
	@sh make/editor.sh
