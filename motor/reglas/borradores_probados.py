"""Los escenarios de un borrador deben pasar, sobre lo mismo que se publica, antes de publicarlo.

Correrlos es de `motor.pruebas`, que los corre en un arenero y anota aquí cómo les fue. Lo anotado
lleva la huella de todo lo probado: con un octeto distinto ya no vale y hay que volver a correrlos.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from motor.almacen.ensayos import PruebaBorrador
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.huellas import sha256
from motor.nucleo.json_canonico import canonico
from motor.reglas.borradores import carpeta_de, escenarios_de
from motor.reglas.publicacion import Carpeta

FRAGMENTOS = "fragmentos"  # pasos que otros escenarios usan: no es un escenario
DONDE = "Están en la página «Escenarios» del borrador."


class EscenariosSinPasar(OrdenRechazada):
    """Algún escenario del borrador falla, o no corrió sobre lo que el borrador dice hoy."""

    codigo = "escenarios_sin_pasar"


@dataclass(frozen=True)
class Probado:
    """Cómo están los escenarios de un borrador.

    `huella` es la de lo que dice hoy; `archivos`, cuántos archivos de escenarios tiene; `prueba`,
    la última vez que corrieron (de esto o de otra cosa: lo dice `al_dia`).
    """

    huella: str
    archivos: int
    prueba: PruebaBorrador | None

    @property
    def al_dia(self) -> bool:
        """Si lo último que corrió es exactamente lo que el borrador dice."""
        return self.prueba is not None and self.prueba.huella == self.huella

    @property
    def resultados(self) -> tuple[Mapping[str, object], ...]:
        """Un objeto por escenario, en el orden en que corrieron; vacío si no valen."""
        if not self.al_dia or self.prueba is None:
            return ()
        return tuple(self.prueba.resultados.get("escenarios") or ())


def huella_de_prueba(carpeta: Carpeta, escenarios: Mapping[str, bytes]) -> str:
    """Devuelve la SHA-256 de lo que se prueba: lo que se publica, su ficha y sus escenarios."""
    partes = [carpeta.huella, sha256(canonico(dict(carpeta.ficha)))]
    partes += [f"e:{clave}:{sha256(escenarios[clave])}" for clave in sorted(escenarios)]
    return sha256("\n".join(partes))


def probado(sesion: Session, borrador_id: int) -> Probado:
    """Devuelve cómo están los escenarios del borrador.

    Raises:
        NoEncontrado: no existe el borrador.
    """
    carpeta, escenarios = carpeta_de(sesion, borrador_id), escenarios_de(sesion, borrador_id)
    cuantos = sum(clave != FRAGMENTOS for clave in escenarios)
    prueba = sesion.get(PruebaBorrador, borrador_id)
    return Probado(huella_de_prueba(carpeta, escenarios), cuantos, prueba)


def exigir_escenarios(sesion: Session, borrador_id: int) -> int:
    """Comprueba que todo escenario del borrador pase hoy y devuelve cuántos son.

    Sin escenarios devuelve 0: no impiden publicar; la página y el asiento dicen que no hubo.

    Raises:
        EscenariosSinPasar: nombra el escenario y el paso, o dice que no han corrido.
    """
    hoy = probado(sesion, borrador_id)
    if not hoy.archivos:
        return 0
    if not hoy.al_dia:
        que = "no han corrido" if hoy.prueba is None else "corrieron antes del último cambio"
        raise EscenariosSinPasar(f"Los escenarios {que}. Córralos y vuelva a intentar. {DONDE}")
    if any(not r.get("corrio", True) for r in hoy.resultados):
        raise EscenariosSinPasar(f"Faltan correr algunos escenarios. Siga con ellos. {DONDE}")
    malos = [r for r in hoy.resultados if not r.get("pasa")]
    if malos:
        mas = f" (y {len(malos) - 1} más)" if len(malos) > 1 else ""
        raise EscenariosSinPasar(
            f"No pasa el escenario «{malos[0].get('titulo')}»{mas}: {malos[0].get('fallo')} "
            f"Corrija el borrador o el escenario y vuelva a correrlos. {DONDE}"
        )
    if not hoy.resultados:
        raise EscenariosSinPasar(f"Los archivos de escenarios no tienen ninguno. {DONDE}")
    return len(hoy.resultados)
