# make demo: set up, load the samples, serve on this machine.   make test: set up and check everything.
# make assets: what the web pages load (fonts, scripts, editor), from npm packages.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

WEB := search_api/web

.PHONY: demo test assets clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	-@$(MAKE) --no-print-directory assets
	$(BIN)/danchieu --data .danchieu demo

test: $(VENV)/installed-dev assets
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadfile

assets: $(WEB)/static/built/fonts.css

clean:
	rm -rf $(VENV) .danchieu $(WEB)/node_modules $(WEB)/static/built

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

$(WEB)/static/built/fonts.css: $(WEB)/package.json $(WEB)/package-lock.json $(wildcard $(WEB)/scripts/* $(WEB)/scripts/*/*) | $(BIN)/python
	@echo "Dựng phông chữ và các đoạn mã của trang web ..."
	@$(BIN)/python tools/build_assets.py
