# Works with GNU make 3.81 (macOS) and later. `make` alone lists the targets.

# The first of these that is 3.11 or later is used; `make PYTHON=python3.12 ...` chooses another.
PYTHON = python3 python3.14 python3.13 python3.12 python3.11 python
VENV := .venv
PY := $(VENV)/bin/python
NOTEBOOKS := $(wildcard notebooks/*.ipynb)

export PATH := $(PATH):$(CURDIR)/$(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PYTHONNOUSERSITE := 1
# uv trusts the certificates of this machine if it has a list of them, else its own.
export UV_SYSTEM_CERTS := $(if $(wildcard /etc/ssl/certs/*),true,false)
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE # compile modules once

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help figures site dist test test-all lab lint format lock versions bench pictures fonts snapshots lite clean always

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

figures: $(VENV)/run ## run the notebooks, and write their charts and pages to figures/
	@$(MAKE) --no-print-directory --jobs=2 $(NOTEBOOKS:notebooks/%.ipynb=figures/%.html)

test: $(VENV)/dev ## run the tests that each change has to pass, in a few minutes
	@$(PY) tests/browsers.py
	$(TESTS) $(ARGS)

test-all: $(VENV)/dev $(VENV)/docs ## run all tests; ARGS="--part rest" runs only those that `make test` leaves out
	@$(PY) tests/browsers.py
	$(TESTS) --part all $(ARGS)

site: $(VENV)/docs ## build the documentation, with a page for each country, in site/
	$(PY) docs/build.py $(ARGS)

dist: $(VENV)/docs ## build the source distribution and the wheel in dist/, and check them
	rm -rf dist
	$(PY) -m hatchling build -d dist
	$(PY) -m twine check --strict dist/*.tar.gz dist/*.whl
	$(PY) -m check_wheel_contents dist/*.whl

lab: $(VENV)/run ## open JupyterLab with the first notebook
	$(PY) -m jupyterlab $(if $(filter 0,$(shell id -u)),--allow-root) $(ARGS) $(firstword $(NOTEBOOKS))

lint: $(VENV)/dev ## check style, types, notebooks for outputs, and dependencies for known vulnerabilities
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy
	$(PY) -m nbstripout --keep-id --verify $(NOTEBOOKS)
	@$(AUDIT)

format: $(VENV)/dev ## format code and notebooks as `make lint` requires
	$(PY) -m ruff check --fix
	$(PY) -m ruff format
	$(PY) -m nbstripout --keep-id $(NOTEBOOKS)

bench: $(VENV)/bench ## compare speed, file sizes and labels with other packages
	$(PY) bench/first.py
	$(PY) bench/table.py
	$(PY) bench/many.py
	$(PY) bench/shares.py

pictures: $(VENV)/dev ## update the pictures of Kazakhstan, Figure 9 and the explorer in docs/
	$(PY) docs/pictures.py

fonts: $(VENV)/dev ## update the part of the fonts that saved pages contain
	$(PY) docs/webfont.py

snapshots: $(VENV)/dev ## update the charts and frames in tests/snapshots/ that tests compare with
	$(PY) tests/snapshot.py

lite: $(VENV)/run ## build a wheel, and a page that runs it in the browser, in dist/
	$(PY) -m hatchling build -t wheel -d dist
	cp docs/lite.html dist/index.html

lock: $(VENV)/run ## update the lock files from pyproject.toml; ARGS=--upgrade takes the newest versions
	@$(call compile,requirements-dev.lock,pyproject.toml --extra lab --group dev)
	@$(call compile,requirements.lock,pyproject.toml --extra lab --group build --constraint requirements-dev.lock)
	@$(call compile,requirements-docs.lock,--group docs --group release --constraint requirements-dev.lock)

# PYTHON=python3.14 chooses another Python, which uv installs if it can. Nothing is built from source: if
# the oldest version of a package has no wheel for that Python, the oldest version with a wheel is used.
versions: $(VENV)/run ## run all tests with the oldest and the newest dependencies that pyproject.toml allows
	@for versions in lowest-direct highest; do \
	  python=$(VENV)/$$versions/bin/python; echo "Setting up $(VENV)/$$versions"; \
	  uv venv --quiet --clear --python $(firstword $(PYTHON)) $(VENV)/$$versions \
	    && uv pip install --quiet --python $$python --resolution $$versions \
	      --only-binary :all: --no-binary tinytl --editable ".[lab]" --group build --group test \
	    && $$python -m pytest -n 2 --dist loadgroup --part all $(ARGS) || exit; \
	done

clean: ## delete .venv, figures, site and the caches of tools
	rm -rf $(VENV) figures site build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache test-results

TESTS = $(PY) -m pytest -n 2 --dist loadgroup

# Checks the locked versions for known vulnerabilities, if the network allows it.
AUDIT = found=$$(uv tool run --quiet pip-audit --disable-pip --require-hashes --vulnerability-service osv \
	--progress-spinner off --requirement requirements-dev.lock --requirement requirements.lock 2>&1) \
	&& echo "$$found" || case "$$found" in \
	  *"Found "*" known vulnerabilit"*) echo "$$found"; exit 1;; \
	  *) echo "Known vulnerabilities: not checked, because osv.dev or pip-audit cannot be reached";; \
	esac

# The notebooks in notebooks/ stay unchanged. Their code saves the charts to figures/. The configuration of
# the user is ignored, and the pages need no network (tinytl/exporter.py).
figures/%.html: notebooks/%.ipynb $(VENV)/run always
	@mkdir -p figures
	@echo "Running $<"
	@JUPYTER_NO_CONFIG=1 IPYTHONDIR="$(CURDIR)/$(VENV)/ipython" $(PY) -m nbconvert --to tinytl --execute \
	  --log-level ERROR --output-dir figures \
	  --ExecutePreprocessor.extra_arguments=--IPKernelApp.log_level=40 $<

# .venv/run marks what the figures and JupyterLab need as installed, .venv/dev what tests and checks need,
# .venv/docs what the documentation and a release need.
# A virtual environment that was moved or copied, or whose Python is gone, is set up again.
$(shell [ -x $(PY) ] && [ "$$(cat $(VENV)/run 2>/dev/null)" = "$$(pwd)" ] || rm -f $(VENV)/run $(VENV)/dev $(VENV)/docs)

# uv is several times faster than pip, but pip may reach the packages where uv cannot. Modules are compiled
# here, so that the first import is fast.
install = uv pip install --quiet --python $(PY) $(1) \
	|| { echo "uv failed; trying pip (slower)"; $(PY) -m pip install --quiet $(1); }

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

$(VENV)/docs: requirements-docs.lock $(VENV)/run
	@echo "Setting up $(VENV) from $<"
	@$(call install,--compile --require-hashes --requirement $<)
	@touch $@

# The packages that the benchmarks compare with, in their newest versions.
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
	  echo "tinytl needs Python 3.11 or later; tried: $(PYTHON). To use another one: make PYTHON=/path/to/python ..." >&2; exit 1; \
	elif ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "$$found cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	else \
	  "$$found" -m venv $(VENV); \
	fi

# The lock files hold versions and hashes for every system, and no addresses.
compile = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
	$(2) --output-file $(1) $(ARGS)
