# Everything a person or a machine runs. A fresh machine needs Python 3.11, git and make; uv comes into .venv.
.DEFAULT_GOAL := help
.PHONY: help run test check format messages importers keys schemas diagnostics picture lock clean

PYTHON ?= python3
VENV := .venv
UV := $(VENV)/bin/uv
RUN := $(VENV)/bin
STAMP := $(VENV)/.synced
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
export UV_LINK_MODE := copy

help: ## 列出全部命令 / list the commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /  /' | sort

run: $(STAMP) ## 生成示例工作区并打开总览 / build the demo workspace and open its board
	@$(RUN)/gaoxin-monitor demo

test: $(STAMP) ## 运行全部测试 / run all tests
	@$(RUN)/pytest --cov --cov-report=term:skip-covered

check: $(STAMP) ## 格式、静态检查、类型、分层 / format, lint, types, layers
	$(RUN)/ruff format --check .
	$(RUN)/ruff check .
	$(RUN)/mypy
	$(RUN)/lint-imports

format: $(STAMP) ## 整理格式 / format the code
	$(RUN)/ruff format .
	$(RUN)/ruff check --fix .

messages: $(STAMP) ## 编译文字目录 / compile the message catalogues
	$(RUN)/python tools/compile_messages.py

importers: $(STAMP) ## 登记改过的导入器 / record importers that were changed
	$(RUN)/python tools/record_importers.py

keys: $(STAMP) ## 重写按键一览 / write the page of keys anew
	$(RUN)/python tools/keys_page.py

schemas: $(STAMP) ## 重写输出格式的说明 / write the page of output formats anew
	@$(RUN)/python tools/schema_page.py

diagnostics: $(STAMP) ## 重写诊断和理由代码一览 / write the page of diagnostics and reason codes anew
	@$(RUN)/python tools/diagnostics_page.py

picture: $(STAMP) ## 重画 README 里的图 / draw the README's picture anew
	$(RUN)/python tools/picture.py

lock: $(UV) ## 更新 uv.lock / refresh the lock file
	$(UV) lock

clean: ## 删除环境和缓存 / remove the environment and caches
	rm -rf $(VENV) dist .coverage .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit("需要 Python 3.11 或更新的版本 / Python 3.11 or newer is needed" if sys.version_info < (3, 11) else 0)'
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv

$(STAMP): $(UV) pyproject.toml uv.lock
	@$(UV) sync --quiet --frozen --compile-bytecode --python $(VENV)/bin/python
	@touch $@
