"""Correr los escenarios de un borrador en un arenero y anotar cómo les fue."""

import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from motor.consultas.ensayo import EscenarioProbado
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
SEGUNDOS_EN_TOTAL = 120.0
_SIN_TIEMPO = (
    f"No alcanzó el tiempo: los anteriores ya llevaban {SEGUNDOS_EN_TOTAL:g} segundos. Acorte "
    "alguno."
)


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


def probar_borrador(real: Entorno, actor: Actor, borrador_id: int) -> Corrido:
    """Corre todos los escenarios del borrador y anota el resultado con su huella.

    Raises:
        OrdenRechazada: no tiene escenarios, son demasiados, o el borrador cambió mientras corrían.
        DiagramaInvalido: el borrador no se puede publicar como está.
        SinPermiso: el actor no administra procesos.
    """
    with real.leer() as lectura:
        carpeta = carpeta_de(lectura, borrador_id)
        archivos = escenarios_de(lectura, borrador_id)
    if not any(clave != FRAGMENTOS for clave in archivos):
        raise OrdenRechazada(
            "Este borrador no tiene escenarios. Ensáyelo y guarde lo que hizo como escenario."
        )
    corrido = correr_escenarios(real, carpeta, archivos)
    huella = huella_de_prueba(carpeta, archivos)
    anotar_prueba_borrador(real, AnotarPrueba(actor, borrador_id, huella, corrido.como_json()))
    return corrido


def correr_escenarios(real: Entorno, carpeta: Carpeta, archivos: Mapping[str, bytes]) -> Corrido:
    """Corre los escenarios de esos archivos sobre la carpeta; no anota nada.

    Raises:
        OrdenRechazada: son demasiados.
        DiagramaInvalido: la carpeta no se puede publicar.
    """
    corrido = Corrido()
    with tempfile.TemporaryDirectory(prefix="cauce-escenarios-") as temporal:
        leidos = _leer(Path(temporal), carpeta.clave, archivos, corrido)
        if len(leidos) > ESCENARIOS_MAXIMOS:
            raise OrdenRechazada(
                f"El borrador tiene {len(leidos)} escenarios y se corren hasta "
                f"{ESCENARIOS_MAXIMOS}. Quite alguno."
            )
        if leidos:
            _correr(Path(temporal), real, carpeta, leidos, corrido)
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
) -> None:
    cuando = min(e.comienza for e in escenarios) - timedelta(days=1)
    limite = time.monotonic() + SEGUNDOS_EN_TOTAL
    with Arenero(temporal, real, carpeta, cuando) as arenero:
        arenero.preparar()
        for escenario in escenarios:
            if time.monotonic() > limite:
                resultado = Resultado(escenario, 0, _SIN_TIEMPO, 0.0)
            else:
                resultado = arenero.correr(escenario)
            corrido.escenarios.append(_probado(resultado))
        corrido.flujos = arenero.recorridos.get(carpeta.clave, set())
        corrido.elementos = arenero.elementos.get(carpeta.clave, set())


def _probado(resultado: Resultado) -> EscenarioProbado:
    escenario = resultado.escenario
    fallo = resultado.fallo.removeprefix(f"{escenario.id}, ")
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
