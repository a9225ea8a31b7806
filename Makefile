# make site     build output/ from the content, as it is now
# make demo     the same content at a moment when much is going on
# make check    read everything, write nothing
# make serve    show the site on this machine, anew each time a file is saved
# make changes  which pages become others than in the commit SINCE
# make admin    fetch the editor for the browser, where content/site.yaml turns it on
# make due      is it time to build again what is public?
# make proposal  in GitLab: what somebody filled in on a phone becomes a merge request
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

PYTHON ?= python3
OUT := output
DOCS := site-docs
PORT := 8000
FORMAT := text
SINCE := main
DEMO_NOW := 2026-02-17T11:30:00+01:00
# From the environment too, as in CI. Empty means the address in the site's own settings.
SITE_BASE_URL ?=
# A commit: of what comes after it, it is said when crisis mode goes on. Its site is laid in .before/.
BASE ?=
# Anything but nothing: what is wrong is left out, told of, and the rest is built.
KEEP_GOING ?=
# In a proposal: the version that it is one for. What is wrong in files changed since then comes first.
CHANGED_SINCE ?=
PYTEST_ARGS :=

VENV := .venv
# What a new municipality gets runs here too.
SHARED := site_builder/starting/files
LIGHTHOUSE := benchmarks/lighthouse
BIN := $(VENV)/bin
BUILD = $(BIN)/site-builder build --out '$(OUT)' $${SITE_BASE_URL:+--base-url "$$SITE_BASE_URL"} \
	$${KEEP_GOING:+--keep-going}

export SITE_BASE_URL
export KEEP_GOING
export CHANGED_SINCE
export BASE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := site
.PHONY: site demo check serve changes admin due proposal links drill docs screenshots test audit test-system test-readers test-editor lint types chromium readers editor venv

site: venv
	@$(BUILD) || test $$? -eq 4 # built without what is wrong, as was asked for
	@$(HOW_TO_SEE_IT)

demo: venv
	@$(BUILD) --now '$(DEMO_NOW)'
	@$(HOW_TO_SEE_IT)

check: venv
	@test -z "$$BASE" || test -d .before || git worktree add --quiet --detach .before "$$BASE"
	@$(BIN)/site-builder check --format '$(FORMAT)' $${CHANGED_SINCE:+--changed-since "$$CHANGED_SINCE"} \
		$${BASE:+--before .before} || test -n "$$KEEP_GOING"

serve: venv
	@$(BIN)/site-builder serve --port '$(PORT)' $${SITE_BASE_URL:+--base-url "$$SITE_BASE_URL"}

changes: venv
	@$(BIN)/site-builder changes --since '$(SINCE)' --format '$(FORMAT)'

admin: venv
	@PATH="$$PWD/$(BIN):$$PATH" sh make/admin.sh

due:
	@OUT='$(OUT)' sh make/due.sh

proposal: venv
	@PATH="$$PWD/$(BIN):$$PATH" sh $(SHARED)/proposal.sh

links: venv
	@PATH="$$PWD/$(BIN):$$PATH" sh $(SHARED)/links.sh

drill: venv
	@$(BIN)/python benchmarks/drill.py

docs: venv
	@$(BIN)/python -m make.docs '$(DOCS)'

screenshots: venv chromium
	@$(BIN)/python -m make.screenshots

# What goes before is done at once: one works, one waits for the network.
test: venv
	@$(MAKE) --no-print-directory --jobs=3 lint types chromium
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

chromium:
	@sh make/chromium.sh

readers:
	@sh make/readers.sh

editor:
	@sh make/editor.sh

define HOW_TO_SEE_IT
echo; \
echo 'To see it, open http://127.0.0.1:$(PORT)/ while this runs:'; \
echo '    $(BIN)/python -m http.server -d $(OUT) --bind 127.0.0.1 $(PORT)'
endef

# Each stamp holds all that its step was made from: compared by content, since a fresh clone has fresh
# times; with its folder, since an environment that was moved still points at the old one.
LOCK_STAMP := $(VENV)/.lock
PROJECT_STAMP := $(VENV)/.project
LOCKED = { pwd; $(BIN)/python --version; cat requirements.lock; } 2>/dev/null

venv:
	@$(LOCKED) | cmp -s - $(LOCK_STAMP) || { $(INSTALL_LOCKED); }
	@cmp -s pyproject.toml $(PROJECT_STAMP) || { $(INSTALL_PROJECT); }

# Wheels only: a source package would fetch its build tools without a hash.
define INSTALL_LOCKED
set -e; \
command -v '$(PYTHON)' >/dev/null || { \
  echo 'Python was not found ($(PYTHON)). Install it, on Debian and Ubuntu:' >&2; \
  echo '    sudo apt-get install python3 python3-venv' >&2; exit 1; }; \
'$(PYTHON)' -c "$$CAN_MAKE_VENV"; \
echo 'Making $(VENV) from requirements.lock (once; a minute or so)'; \
'$(PYTHON)' -m venv --clear $(VENV); \
$(BIN)/python -m pip install --quiet --only-binary :all: --require-hashes -r requirements.lock; \
$(LOCKED) >$(LOCK_STAMP)
endef

# "pip check" says so when requirements.lock lacks what pyproject.toml asks for.
define INSTALL_PROJECT
set -e; \
$(BIN)/python -m pip install --quiet --no-index --no-deps --no-build-isolation -e .; \
problems=$$($(BIN)/python -m pip check) || { echo "$$problems" >&2; exit 1; }; \
cp pyproject.toml $(PROJECT_STAMP)
endef

# Written for any Python, so that an old one can read it and say what is wrong.
define CAN_MAKE_VENV
import sys
found = "%d.%d" % sys.version_info[:2]
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    sys.exit("site_builder needs Python 3.11, 3.12 or 3.13, and $(PYTHON) is " + found + ".\n"
             "Install one of them and name it:\n    make PYTHON=python3.13")
try:
    import ensurepip, venv
except ImportError:
    sys.exit("This Python cannot make virtual environments. On Debian and Ubuntu:\n"
             "    sudo apt-get install python" + found + "-venv")
endef
export CAN_MAKE_VENV
