"""La ficha de un proceso (proceso.yaml) escrita en pantalla: propósito, normas y quién inicia."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.plazos import Etiqueta
from motor.nucleo.errores import DatosInvalidos, Falta

TEXTO_MAXIMO = 4_000
NORMAS_MAXIMAS = 60
FUNCIONES = range(1, 21)


def exigir_ficha(sesion: Session, ficha: Mapping[str, Any]) -> None:
    """Comprueba las partes de la ficha que se conocen; las demás viajan como están.

    Args:
        sesion: para saber qué cargos y unidades hay.
        ficha: `proposito` texto; `funciones` lista de 1 a 20; `base_normativa` lista de
            {norma, etiqueta, texto}; `quien_inicia` {proceso: [cargos o siglas]}.

    Raises:
        DatosInvalidos: una falta por campo.
    """
    faltas = [*_de_textos(ficha), *_de_normas(ficha), *_de_iniciadores(sesion, ficha)]
    if faltas:
        raise DatosInvalidos("La ficha no se guardó.", faltas)


def _de_textos(ficha: Mapping[str, Any]) -> list[Falta]:
    faltas = []
    proposito = ficha.get("proposito", "")
    if not isinstance(proposito, str) or len(proposito) > TEXTO_MAXIMO:
        faltas.append(Falta("proposito", f"El propósito es un texto de hasta {TEXTO_MAXIMO}."))
    funciones = ficha.get("funciones") or []
    if not isinstance(funciones, list) or not all(f in FUNCIONES for f in funciones):
        faltas.append(Falta("funciones", "Las funciones son números del 1 al 20."))
    return faltas


def _de_normas(ficha: Mapping[str, Any]) -> list[Falta]:
    normas = ficha.get("base_normativa") or []
    if not isinstance(normas, list) or len(normas) > NORMAS_MAXIMAS:
        return [Falta("base_normativa", f"Las normas son una lista de hasta {NORMAS_MAXIMAS}.")]
    return [falta for numero, norma in enumerate(normas) if (falta := _de_norma(numero, norma))]


def _de_norma(numero: int, norma: Any) -> Falta | None:
    campo = f"norma-{numero}"
    if not isinstance(norma, dict) or not str(norma.get("norma") or "").strip():
        return Falta(campo, f"La norma {numero + 1} no dice cuál es.")
    if str(norma.get("etiqueta")).lower() not in {e.value for e in Etiqueta}:
        etiquetas = ", ".join(e.value.upper() for e in Etiqueta)
        return Falta(campo, f"«{norma['norma']}»: diga qué tan segura es ({etiquetas}).")
    if len(str(norma.get("texto", ""))) > TEXTO_MAXIMO:
        return Falta(campo, f"«{norma['norma']}»: el texto pasa de {TEXTO_MAXIMO} letras.")
    return None


def _de_iniciadores(sesion: Session, ficha: Mapping[str, Any]) -> list[Falta]:
    quienes = ficha.get("quien_inicia") or {}
    bien = isinstance(quienes, dict) and all(isinstance(v, list) for v in quienes.values())
    if not bien:
        return [Falta("quien_inicia", "Diga, de cada proceso, una lista de cargos o unidades.")]
    nombrados = {str(clave) for claves in quienes.values() for clave in claves}
    conocidos = {
        *sesion.scalars(select(Cargo.clave).where(Cargo.clave.in_(nombrados))),
        *sesion.scalars(select(Unidad.sigla).where(Unidad.sigla.in_(nombrados))),
    }
    return [
        Falta(
            f"inicia-{proceso}",
            f"No hay ningún cargo ni unidad «{clave}». Elíjalo de la lista.",
        )
        for proceso, claves in quienes.items()
        for clave in claves
        if str(clave) not in conocidos
    ]
