"""Lo que el trabajador hace entre trabajos: buscar, avisar, migrar casos y los resúmenes."""

import time

from motor.entorno import Entorno
from motor.operaciones.indexar_busqueda import IndexarBusqueda, indexar_busqueda
from motor.operaciones.preparar_resumenes import PrepararResumenes, preparar_resumenes
from motor.operaciones.repartir_avisos import RepartirAvisos, repartir_avisos
from motor.trabajador.migraciones import migrar_uno

CADA_CUANTO_RESUMENES_SEGUNDOS = 30.0


class DeFondo:
    """Las tareas de fondo de un trabajador; los resúmenes se miran cada medio minuto."""

    def __init__(self, entorno: Entorno) -> None:
        self.entorno = entorno
        self._resumenes_desde = float("-inf")

    def hacer(self) -> bool:
        """Hace un lote de cada cosa; dice si hubo algo."""
        hubo = indexar_busqueda(self.entorno, IndexarBusqueda()) > 0
        hubo = repartir_avisos(self.entorno, RepartirAvisos()) > 0 or hubo
        hubo = migrar_uno(self.entorno) or hubo
        return self._resumenes() or hubo

    def _resumenes(self) -> bool:
        if time.monotonic() - self._resumenes_desde < CADA_CUANTO_RESUMENES_SEGUNDOS:
            return False
        if preparar_resumenes(self.entorno, PrepararResumenes()) > 0:
            return True
        self._resumenes_desde = time.monotonic()
        return False
