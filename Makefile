# What there is to do here; `make help` tells. Everything runs from .venv, which each target brings up to date itself.

SHELL := /bin/sh
PYTHON ?= python3
IN := .venv/bin
export PYTHONUTF8 := 1
export LANG := C.UTF-8
unexport LC_ALL PYTHONPATH PYTHONHOME VIRTUAL_ENV

.PHONY: help serve dev test format messages translations lock audit screenshots handbook drills media runtime-environment dev-environment
.DEFAULT_GOAL := help
# One target after the other: two would share .venv and var/.
.NOTPARALLEL:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

runtime-environment:
	@$(PYTHON) tools/environment.py runtime

dev-environment:
	@$(PYTHON) tools/environment.py dev

serve: runtime-environment ## the site on http://HOST:PORT (localhost:8000), data in var/
	@exec $(IN)/python -m tools.serve

dev: runtime-environment ## the same with DEBUG on, reloading on changes
	@exec $(IN)/python -m tools.serve --dev

test: dev-environment ## every check and test; ARGS="..." goes to pytest
	@exec $(IN)/python -m tools.check $(ARGS)

format: dev-environment ## format the Python code
	@$(IN)/ruff check --fix --quiet
	@$(IN)/ruff format --quiet

messages: dev-environment ## bring the Danish catalogue up to the code
	@exec $(IN)/python -m tools.messages extract

translations: dev-environment ## bring the Danish of Wagtail and other apps up to what is installed, and show what is new
	@exec $(IN)/python -m tools.translations

lock: dev-environment ## resolve the requirements anew into requirements/
	@exec $(IN)/python -m tools.lock $(ARGS)

audit: dev-environment ## look the locked requirements up among known advisories
	@exec $(IN)/python -m tools.audit

screenshots: dev-environment ## every page type, narrow and wide, light and dark, into var/screenshots/
	@exec $(IN)/python -m tools.screenshots

handbook: dev-environment ## the pictures of the staff's handbook, from the running site, into static/admin/help/
	@exec $(IN)/python -m tools.handbook

drills: dev-environment ## do to a real house what may go wrong in production; takes half an hour
	@exec $(IN)/python -m drills

media: dev-environment ## draw the icons, the pictures, the report and the greeting of the initial content anew
	@$(IN)/python tools/media/make_identity.py
	@$(IN)/python tools/media/make_pictures.py
	@$(IN)/python tools/media/make_report.py
	@$(IN)/python tools/media/make_greeting.py
