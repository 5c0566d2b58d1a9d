# Cauce. Cada meta prepara .venv por sí misma; basta Python 3.11 o posterior y make.
PYTHON ?= python3
V := .venv/bin
BLANCO ?= bpmn
SEGUNDOS ?= 60
EJEMPLOS ?= 10000

.DEFAULT_GOAL := help
.PHONY: help demo test rapido capturas manual comprobar conformidad azar fuzz bloquear frontend limpiar

help: ## Muestra esta ayuda
	@grep -hE '^[a-z.]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv: requisitos.lock pyproject.toml # Prepara el entorno con las dependencias fijadas
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Cauce necesita Python 3.11 o posterior; use make PYTHON=/ruta/a/python3.11"; exit 2; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "Falta el módulo venv: instale el paquete python3-venv (apt-get install python3-venv) y repita."; exit 2; }
	$(V)/pip install --quiet --disable-pip-version-check --require-hashes -r requisitos.lock
	$(V)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch .venv

demo: .venv ## Monta unos cuarenta casos vivos y sirve Cauce en http://127.0.0.1:8000
	$(V)/cauce demo

test: .venv comprobar ## Todas las pruebas, en SQLite y en PostgreSQL
	$(V)/python -m pytest -n auto tests

rapido: .venv ## Las pruebas de cada día, en menos de dos minutos
	$(V)/python -m pytest -n auto -q -m "not lento and not navegador" tests

capturas: .venv ## Fotografía cada página en capturas/, en tres anchos y en oscuro
	CAUCE_CAPTURAS=capturas $(V)/python -m pytest -n auto -q tests/aceptacion/test_paginas.py

manual: .venv ## Vuelve a hacer las capturas del manual, en docs/manual/imagenes/
	CAUCE_MANUAL=1 $(V)/python -m pytest -q tests/aceptacion/test_manual.py tests/aceptacion/test_manual_primer_proceso.py

comprobar: .venv ## ruff, mypy estricto y contratos de importación
	$(V)/ruff check .
	$(V)/ruff format --check .
	$(V)/mypy
	$(V)/lint-imports

conformidad: .venv ## Corre modelos de terceros: make conformidad DIR=carpeta
	@test -n "$(DIR)" || { echo "Diga qué carpeta: make conformidad DIR=carpeta"; exit 2; }
	$(V)/python -m tests.conformidad $(DIR)

azar: .venv ## Compara el motor con la referencia en diagramas al azar: make azar EJEMPLOS=10000
	CAUCE_EJEMPLOS=$(EJEMPLOS) $(V)/python -m pytest -q -n0 tests/motor/bpmn/juego/test_bloques.py

fuzz: .venv ## Busca entradas que rompan la lectura o FEEL: make fuzz BLANCO=feel SEGUNDOS=60
	$(V)/pip install --quiet --disable-pip-version-check "atheris>=3,<4"
	mkdir -p .fuzz/$(BLANCO)
	$(V)/python -m tests.fuzz $(BLANCO) .fuzz/$(BLANCO) -max_total_time=$(SEGUNDOS) -timeout=5 -rss_limit_mb=1000 -max_len=40000 -artifact_prefix=.fuzz/

bloquear: .venv ## Vuelve a fijar las dependencias en requisitos.lock
	$(V)/pip install --quiet uv
	$(V)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 --group dev pyproject.toml -o requisitos.lock

frontend: ## Reconstruye web/static/dist (solo esto necesita Node 20 o posterior)
	@command -v npm >/dev/null || { echo "Falta Node 20 o posterior con npm; solo hace falta para cambiar estilos o guiones."; exit 2; }
	cd web/frontend && npm ci --ignore-scripts && node construir.mjs

limpiar: ## Borra .venv y los restos de las pruebas
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
