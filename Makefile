# Works with GNU make 3.81 (macOS) and later. `make` alone lists the targets.

# Any of these that is 3.11 or later; `make PYTHON=python3.12 ...` to choose.
PYTHON = python3 python3.14 python3.13 python3.12 python3.11 python
VENV := .venv
PY := $(VENV)/bin/python
NOTEBOOKS := $(wildcard notebooks/*.ipynb)

export PATH := $(PATH):$(CURDIR)/$(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONNOUSERSITE := 1
# uv trusts what this machine trusts, where it keeps a list; else what uv brings.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/*),true,false)
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE # compiled once, then read

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help figures test test-all lab lint format lock versions bench pictures fonts snapshots lite clean always

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

figures: $(VENV)/run ## run the notebooks, two at a time, write the figures and the notebooks as HTML to figures/
	@$(MAKE) --no-print-directory --jobs=2 $(NOTEBOOKS:notebooks/%.ipynb=figures/%.html)

test: $(VENV)/dev ## run the tests for each change, those in a browser too where there is one
	@$(PY) tests/browsers.py
	$(TESTS) $(ARGS)

test-all: $(VENV)/dev ## run all tests; ARGS="--part rest" for what `make test` leaves out
	@$(PY) tests/browsers.py
	$(TESTS) --part all $(ARGS)

lab: $(VENV)/run ## open JupyterLab on the first notebook
	$(PY) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS) $(firstword $(NOTEBOOKS))

lint: $(VENV)/dev ## check style, types, notebooks without outputs, and versions for known vulnerabilities
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m nbstripout --keep-id --verify $(NOTEBOOKS)
	@$(AUDIT)

format: $(VENV)/dev ## put code and notebooks in the form that `make lint` wants
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(PY) -m nbstripout --keep-id $(NOTEBOOKS)

bench: $(VENV)/bench ## hold speed, sizes and labels beside what others write, as one table
	$(PY) bench/first.py
	$(PY) bench/table.py
	$(PY) bench/many.py

pictures: $(VENV)/dev ## draw the pictures of README.md and docs/gallery.md anew
	$(PY) docs/pictures.py

fonts: $(VENV)/dev ## write the part of the fonts that saved pages carry
	$(PY) docs/webfont.py

snapshots: $(VENV)/dev ## take what is drawn and counted now as right: write tests/snapshots/ anew
	$(PY) tests/snapshot.py

lite: $(VENV)/run ## build the wheel and the page that runs it in a browser, in dist/
	$(PY) -m hatchling build -t wheel -d dist
	cp docs/lite.html dist/index.html

lock: $(VENV)/run ## fit the lock files to pyproject.toml; ARGS=--upgrade for the newest versions
	@$(call compile,requirements-dev.lock,--group dev)
	@$(call compile,requirements.lock,--group build --constraint requirements-dev.lock)

# PYTHON=python3.14 for another Python: uv brings it where it may. Nothing is compiled: of a package
# that has no wheel for that Python, the oldest version that has one.
versions: $(VENV)/run ## run all tests with the oldest and the newest versions that pyproject.toml allows
	@for versions in lowest-direct highest; do \
	  python=$(VENV)/$$versions/bin/python; echo "Setting up $(VENV)/$$versions"; \
	  uv venv --quiet --clear --python $(firstword $(PYTHON)) $(VENV)/$$versions \
	    && uv pip install --quiet --python $$python --resolution $$versions \
	      --only-binary :all: --no-binary tinytl --editable ".[lab]" --group build --group test \
	    && $$python -m pytest -n 2 --dist loadgroup --part all $(ARGS) || exit; \
	done

clean: ## remove what make has made
	rm -rf $(VENV) figures .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results

TESTS = $(PY) -m pytest -n 2 --dist loadgroup

# Whether the locked versions are known to be vulnerable, where the network lets one ask.
AUDIT = found=$$(uv tool run --quiet pip-audit --disable-pip --require-hashes --vulnerability-service osv \
	--progress-spinner off --requirement requirements-dev.lock --requirement requirements.lock 2>&1) \
	&& echo "$$found" || case "$$found" in \
	  *"Found "*" known vulnerabilit"*) echo "$$found"; exit 1;; \
	  *) echo "Known vulnerabilities: not checked, osv.dev or pip-audit cannot be reached";; \
	esac

# The notebooks in notebooks/ stay as they are; what they save, they save to figures/ themselves.
# No configuration of the user's, and nothing in the page that has to be fetched (tinytl/exporter.py).
figures/%.html: notebooks/%.ipynb $(VENV)/run always
	@mkdir -p figures
	@echo "Running $<"
	@JUPYTER_NO_CONFIG=1 IPYTHONDIR="$(CURDIR)/$(VENV)/ipython" $(PY) -m nbconvert --to tinytl --execute \
	  --log-level ERROR --output-dir figures \
	  --ExecutePreprocessor.extra_arguments=--IPKernelApp.log_level=40 $<

# One set-up for each lock file: run for the figures and JupyterLab, dev for tests and checks on top.
# A set-up holds the place it was made for: moved, copied, or with its Python gone, it is made anew.
$(shell [ -x $(PY) ] && [ "$$(cat $(VENV)/run 2>/dev/null)" = "$$(pwd)" ] || rm -f $(VENV)/run $(VENV)/dev)

# uv does in seconds what takes pip a minute; where it finds no way to the packages, pip may. Modules
# are compiled here, once, and not by the first who imports them.
install = uv pip install --quiet --python $(PY) $(1) \
	|| { echo "uv did not succeed, now with pip (slower)"; $(PY) -m pip install --quiet $(1); }

$(VENV)/run: requirements.lock pyproject.toml $(PY)
	@echo "Setting up $(VENV) from $<"
	@command -v uv >/dev/null || { sed -n '/^uv==/,/[^\\]$$/p' $< > $(VENV)/uv.lock \
	  && $(PY) -m pip install --quiet --require-hashes --requirement $(VENV)/uv.lock; }
	@$(call install,--compile --require-hashes --requirement $<)
	@$(call install,--no-deps --no-build-isolation --editable .)
	@pwd > $@

$(VENV)/dev: requirements-dev.lock $(VENV)/run
	@echo "Setting up $(VENV) from $<"
	@$(call install,--compile --require-hashes --requirement $<)
	@touch $@

# Only here: what we are held beside, in whatever version is new.
$(VENV)/bench: pyproject.toml $(VENV)/dev
	@$(call install,--group bench)
	@touch $@

$(PY):
	@rm -rf $(VENV)
	@for python in $(PYTHON); do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if command -v uv >/dev/null; then \
	  uv venv --quiet --seed --python "$${found:->=3.11}" $(VENV); \
	elif [ -z "$$found" ]; then \
	  echo "tinytl needs Python 3.11 or later; tried: $(PYTHON). With one elsewhere: make PYTHON=/path/to/python ..." >&2; exit 1; \
	elif ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	else \
	  "$$found" -m venv $(VENV); \
	fi

# Versions and hashes for every system, no addresses.
compile = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	--extra lab $(2) --output-file $(1) $(ARGS) pyproject.toml
