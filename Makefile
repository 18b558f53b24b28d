# make demo: set up, load the samples, serve on this machine.   make test: set up and check everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

.PHONY: demo test clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	$(BIN)/danchieu --data .danchieu demo

test: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest

clean:
	rm -rf $(VENV) .danchieu

$(BIN)/python:
	@echo "Tạo môi trường Python trong $(VENV) ..."
	@$(PYTHON) tools/make_venv.py $(VENV)

$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "Cài các thư viện (lần đầu mất vài phút) ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml | $(BIN)/python
	@echo "Cài các thư viện và công cụ kiểm thử (lần đầu mất vài phút) ..."
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/installed
