"""Correr los escenarios de un borrador en un arenero y anotar cómo les fue."""

import re
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from motor.consultas.ensayo import EscenarioProbado, EstadoDePrueba, obtener_prueba
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import OrdenRechazada
from motor.nucleo.valores import Json
from motor.operaciones.anotar_prueba_borrador import AnotarPrueba, anotar_prueba_borrador
from motor.pruebas.arenero import Arenero
from motor.pruebas.ejecutor import Resultado
from motor.pruebas.lenguaje import EscenarioInvalido, leer_escenarios
from motor.pruebas.pasos import Escenario
from motor.reglas.borradores import carpeta_de, escenarios_de
from motor.reglas.borradores_probados import FRAGMENTOS, huella_de_prueba
from motor.reglas.publicacion import Carpeta

ESCENARIOS_MAXIMOS = 60
SEGUNDOS_POR_TANDA = 25.0
SIN_CORRER = "Todavía no corrió."
_CODIGO = re.compile(r": \[\w+\] ")  # para quien lee la consola, no para un dueño de proceso


@dataclass
class Corrido:
    """Lo que dieron los escenarios, y por dónde pasaron."""

    escenarios: list[EscenarioProbado] = field(default_factory=list)
    flujos: set[str] = field(default_factory=set)
    elementos: set[str] = field(default_factory=set)

    def como_json(self) -> dict[str, Json]:
        """La forma en que se anota."""
        return {
            "escenarios": [dict(vars(e)) for e in self.escenarios],
            "flujos": sorted(self.flujos),
            "elementos": sorted(self.elementos),
        }


def probar_borrador(
    real: Entorno, actor: Actor, borrador_id: int, *, sigue: bool = False
) -> Corrido:
    """Corre una tanda de escenarios del borrador y anota el resultado con su huella.

    Una tanda dura unos segundos; con `sigue`, lo que ya corrió sobre lo mismo no se repite.

    Raises:
        OrdenRechazada: no tiene escenarios, son demasiados, o el borrador cambió mientras corrían.
        DiagramaInvalido: el borrador no se puede publicar como está.
        SinPermiso: el actor no administra procesos.
    """
    with real.leer() as lectura:
        carpeta = carpeta_de(lectura, borrador_id)
        archivos = escenarios_de(lectura, borrador_id)
        previa = obtener_prueba(lectura, borrador_id) if sigue else None
    if not any(clave != FRAGMENTOS for clave in archivos):
        raise OrdenRechazada(
            "Este borrador no tiene escenarios. Ensáyelo y guarde lo que hizo como escenario."
        )
    corrido = correr_escenarios(real, carpeta, archivos, _ya_corrido(previa))
    huella = huella_de_prueba(carpeta, archivos)
    anotar_prueba_borrador(real, AnotarPrueba(actor, borrador_id, huella, corrido.como_json()))
    return corrido


def _ya_corrido(previa: EstadoDePrueba | None) -> Corrido:
    if previa is None or not previa.al_dia:
        return Corrido()
    hechos = [e for e in previa.escenarios if e.corrio and e.paso]
    return Corrido(hechos, set(previa.flujos), set(previa.elementos))


def correr_escenarios(
    real: Entorno, carpeta: Carpeta, archivos: Mapping[str, bytes], previo: Corrido | None = None
) -> Corrido:
    """Corre los escenarios de esos archivos sobre la carpeta, salvo los de `previo`; no anota nada.

    Raises:
        OrdenRechazada: son demasiados.
        DiagramaInvalido: la carpeta no se puede publicar.
    """
    previo = previo or Corrido()
    corrido = Corrido(flujos=previo.flujos, elementos=previo.elementos)
    ya = {(e.archivo, e.id): e for e in previo.escenarios}
    with tempfile.TemporaryDirectory(prefix="cauce-escenarios-") as temporal:
        leidos = _leer(Path(temporal), carpeta.clave, archivos, corrido)
        if len(leidos) > ESCENARIOS_MAXIMOS:
            raise OrdenRechazada(
                f"El borrador tiene {len(leidos)} escenarios y se corren hasta "
                f"{ESCENARIOS_MAXIMOS}. Quite alguno."
            )
        por_correr = [e for e in leidos if _clave(e) not in ya]
        nuevos = _correr(Path(temporal), real, carpeta, por_correr, corrido) if por_correr else {}
    corrido.escenarios += [ya.get(_clave(e)) or nuevos[_clave(e)] for e in leidos]
    return corrido


def _leer(
    temporal: Path, clave: str, archivos: Mapping[str, bytes], corrido: Corrido
) -> list[Escenario]:
    """Los escenarios leídos; un archivo mal escrito queda como un escenario que no pasa."""
    carpeta = temporal / "escenarios"
    carpeta.mkdir()
    for nombre, contenido in archivos.items():
        (carpeta / f"{nombre}.yaml").write_bytes(contenido)
    leidos: list[Escenario] = []
    for nombre in sorted(archivos):
        if nombre == FRAGMENTOS:
            continue
        try:
            leidos += leer_escenarios(carpeta / f"{nombre}.yaml", clave)
        except EscenarioInvalido as error:
            frase = " ".join(falta.replace(f"{carpeta}/", "") for falta in error.faltas)
            corrido.escenarios.append(
                EscenarioProbado(nombre, nombre, nombre, False, 0, 0, frase, 0.0)
            )
    return leidos


def _correr(
    temporal: Path,
    real: Entorno,
    carpeta: Carpeta,
    escenarios: Sequence[Escenario],
    corrido: Corrido,
) -> dict[tuple[str, str], EscenarioProbado]:
    """Los corre hasta que se acaba la tanda, al menos uno; los demás quedan por correr."""
    cuando = min(e.comienza for e in escenarios) - timedelta(days=1)
    nuevos: dict[tuple[str, str], EscenarioProbado] = {}
    with Arenero(temporal, real, carpeta, cuando) as arenero:
        arenero.preparar()
        limite = time.monotonic() + SEGUNDOS_POR_TANDA
        for escenario in escenarios:
            if nuevos and time.monotonic() > limite:
                pendiente = _probado(Resultado(escenario, 0, SIN_CORRER, 0.0))
                nuevos[_clave(escenario)] = replace(pendiente, corrio=False)
            else:
                nuevos[_clave(escenario)] = _probado(arenero.correr(escenario))
        corrido.flujos |= arenero.recorridos.get(carpeta.clave, set())
        corrido.elementos |= arenero.elementos.get(carpeta.clave, set())
    return nuevos


def _clave(escenario: Escenario) -> tuple[str, str]:
    return Path(escenario.archivo).stem, escenario.id


def _probado(resultado: Resultado) -> EscenarioProbado:
    escenario = resultado.escenario
    fallo = _CODIGO.sub(": ", resultado.fallo.removeprefix(f"{escenario.id}, "), count=1)
    return EscenarioProbado(
        Path(escenario.archivo).stem,
        escenario.id,
        escenario.titulo,
        resultado.paso_bien,
        resultado.paso,
        len(escenario.pasos),
        fallo[:1].upper() + fallo[1:],
        round(resultado.segundos, 2),
    )
