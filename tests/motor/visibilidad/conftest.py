"""Dos casos de verdad por base, recorridos una vez: una petición de informe y una iniciativa."""

import pytest

from tests.casos import Casos, recorrer

PEDIDOS = {"pie": ("2.1", None), "pie_sin_responder": ("2.1", 8), "ley": ("1.1", 3)}


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def casos(request, tmp_path_factory) -> Casos:
    """Solo para leer: nadie actúa sobre ellos."""
    carpeta = tmp_path_factory.mktemp("visibilidad")
    with recorrer(request.param, carpeta, PEDIDOS) as casos:
        yield casos
