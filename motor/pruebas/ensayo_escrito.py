"""Un ensayo como escenario: sus pasos con lo que se vio después de cada uno, en YAML."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import yaml

from motor.consultas.ensayo import buscar_ensayo
from motor.entorno import Entorno
from motor.nucleo.actor import Actor
from motor.nucleo.errores import DatosInvalidos, Falta, OrdenRechazada
from motor.nucleo.reloj import LA_PAZ
from motor.operaciones.guardar_archivo_borrador import GuardarArchivo, guardar_archivo_borrador
from motor.pruebas.corrida import Corrida
from motor.pruebas.ensayo import Crudo, Ensayo
from motor.pruebas.observacion import ExpedienteVisto, observar
from motor.reglas.borradores import carpeta_de, escenarios_de

TITULO_MAXIMO = 120
LARGO_DE_CLAVE = 60


def guardar_como_escenario(
    real: Entorno, quien: tuple[Actor, int], borrador_id: int, titulo: str
) -> str:
    """Guarda en el borrador, como escenario nuevo, lo ensayado; devuelve la clave del archivo.

    Se rehace entero en un arenero limpio, anotando qué se ve después de cada paso.

    Raises:
        DatosInvalidos: falta el título, no se puede hacer de él un nombre de archivo o ya hay otro.
        OrdenRechazada: el ensayo no tiene pasos, o alguno ya no se puede dar.
    """
    actor, persona_id = quien
    clave = clave_de(titulo)
    with real.leer() as lectura:
        guardado = buscar_ensayo(lectura, borrador_id, persona_id)
        carpeta, ya = carpeta_de(lectura, borrador_id), escenarios_de(lectura, borrador_id)
    if guardado is None or not guardado.pasos:
        raise OrdenRechazada("El ensayo no tiene pasos todavía: haga algo y guárdelo después.")
    if clave in ya:
        frase = f"El borrador ya tiene un escenario «{clave}». Póngale otro nombre."
        raise DatosInvalidos("No se guardó.", [Falta("titulo", frase)])
    ensayo = Ensayo(real, carpeta, guardado.comienza_el)
    try:
        pasos = anotar(ensayo, guardado.pasos)
    finally:
        ensayo.cerrar()
    contenido = escribir(clave, titulo.strip(), guardado.comienza_el, pasos)
    orden = GuardarArchivo(actor, borrador_id, "escenario", clave, contenido, 0)
    guardar_archivo_borrador(real, orden)
    return clave


def clave_de(titulo: str) -> str:
    """Devuelve el nombre de archivo que sale del título: «Se paga a tiempo» → se_paga_a_tiempo.

    Raises:
        DatosInvalidos: está vacío, es muy largo o no tiene ninguna letra.
    """
    llano = unicodedata.normalize("NFKD", titulo).encode("ascii", "ignore").decode().lower()
    clave = re.sub(r"[^a-z0-9]+", "_", llano).strip("_")[:LARGO_DE_CLAVE].strip("_")
    if not clave or len(titulo.strip()) > TITULO_MAXIMO:
        frase = f"Diga en pocas palabras qué caso es (hasta {TITULO_MAXIMO} letras)."
        raise DatosInvalidos("No se guardó.", [Falta("titulo", frase)])
    return clave


def anotar(ensayo: Ensayo, pasos: Sequence[Crudo]) -> list[Crudo]:
    """Da los pasos y devuelve la lista con un `espera` después de cada uno que cambió algo.

    Raises:
        OrdenRechazada: un paso ya no se puede dar.
    """
    escritos: list[Crudo] = []
    antes: Mapping[str, Any] = {}
    for numero, paso in enumerate(pasos, 1):
        ensayo.rehacer(pasos[:numero])
        if ensayo.tropiezo is not None:
            raise OrdenRechazada(
                f"El paso {numero} ({ensayo.tropiezo.verbo}) ya no se puede dar: "
                f"{ensayo.tropiezo.frase}"
            )
        escritos.append(paso)
        visto = _espera(ensayo.corrida)
        if visto and visto != antes:
            escritos.append({"espera": visto})
            antes = visto
    return escritos


def escribir(clave: str, titulo: str, comienza: datetime, pasos: Sequence[Crudo]) -> bytes:
    """Devuelve el archivo de un escenario, como los de `diagramas/<proceso>/escenarios/`."""
    escenario = {
        "id": clave,
        "titulo": titulo,
        "comienza": comienza.astimezone(LA_PAZ).strftime("%Y-%m-%d %H:%M:%S"),
        "nota": "Se hizo en un ensayo: lo esperado es lo que se vio al hacerlo.",
        "pasos": [dict(paso) for paso in pasos],
    }
    texto = yaml.safe_dump(
        {"escenarios": [escenario]}, allow_unicode=True, sort_keys=False, width=100
    )
    return texto.encode()


def _espera(corrida: Corrida) -> dict[str, Any]:
    """Lo que se ve del expediente en curso: sus tareas y, si se cerró, cómo."""
    if corrida.actual is None:
        return {}
    with corrida.entorno.leer() as sesion:
        visto = observar(sesion, corrida.actual)
    return {"tareas": _tareas(visto), **_cierre(visto)}


def _tareas(visto: ExpedienteVisto) -> list[str]:
    return sorted({tarea.elemento for tarea in visto.tareas})


def _cierre(visto: ExpedienteVisto) -> dict[str, Any]:
    if visto.estado == "abierto":
        return {"abierto": True}
    return {"abierto": False, **({"final": visto.final} if visto.final else {})}
