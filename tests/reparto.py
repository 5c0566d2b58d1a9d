"""Cómo se reparten las pruebas entre procesos: de a una, y juntas las que comparten casos."""

from xdist.scheduler import LoadScopeScheduling

CON_CASOS = (
    "tests/motor/cli/test_hoja.py",
    "tests/motor/consultas/test_hoja_de_ruta.py",
    "tests/motor/visibilidad/",
    "tests/web/expedientes/",
    "tests/web/mensajes/",
    "tests/web/seguimiento/",
)  # sus casos se recorren una vez por proceso, y cuesta segundos


class Reparto(LoadScopeScheduling):
    """Lo que va junto es lo que comparte una base con casos ya recorridos."""

    def _split_scope(self, nodeid: str) -> str:
        for carpeta in CON_CASOS:
            if nodeid.startswith(carpeta):
                return f"{carpeta}[{'postgresql' if 'postgresql' in nodeid else 'sqlite'}]"
        return nodeid
