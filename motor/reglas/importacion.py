"""Importar un BPMN sabiendo qué existe en esta organización, y rechazarlo con una frase."""

import re
import unicodedata

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Unidad
from motor.almacen.plazos import ParametroPlazo
from motor.almacen.procesos import Proceso
from motor.bpmn import ContextoRevision
from motor.bpmn.importacion import Importado, importar
from motor.nucleo.errores import DatosInvalidos, DiagramaInvalido, Falta
from motor.reglas.acompanantes import NINGUNO, Acompanantes
from motor.reglas.borradores_contenido import BYTES_MAXIMOS

CLAVE_MAXIMA = 60


def importar_aqui(
    sesion: Session,
    contenido: bytes,
    proceso: str,
    temas: frozenset[str],
    acompanan: Acompanantes = NINGUNO,
) -> Importado:
    """Traduce el archivo y dice qué falta decidir en esta organización.

    Args:
        sesion: para saber qué unidades, cargos, plazos y procesos existen.
        contenido: los bytes del archivo.
        proceso: el id del que se ejecuta como principal; '' = el que mejor cabe.
        temas: los que algún manejador atiende.
        acompanan: los formularios y las tablas que entran con él.

    Raises:
        DatosInvalidos: pesa demasiado o no es un BPMN que se pueda leer; dice qué y dónde.
    """
    if len(contenido) > BYTES_MAXIMOS:
        raise _mal(f"El archivo pesa {len(contenido)} octetos y el máximo es {BYTES_MAXIMOS}.")
    try:
        return importar(contenido, proceso, _contexto(sesion, temas, acompanan))
    except DiagramaInvalido as error:
        dichos = [f"{h.mensaje} {h.que_hacer}" for h in error.hallazgos] or [error.mensaje]
        raise _mal(" ".join(dichos)) from error


def _contexto(sesion: Session, temas: frozenset[str], acompanan: Acompanantes) -> ContextoRevision:
    return ContextoRevision(
        formularios=frozenset(acompanan.formularios),
        decisiones=acompanan.ids_de_decisiones,
        temas=temas,
        plazos=frozenset(sesion.scalars(select(ParametroPlazo.clave).distinct())),
        unidades=frozenset(sesion.scalars(select(Unidad.sigla))),
        cargos=frozenset(sesion.scalars(select(Cargo.clave))),
        procesos=frozenset(sesion.scalars(select(Proceso.clave))),
    )


def clave_sugerida(texto: str) -> str:
    """La clave de proceso más parecida a un nombre: «Pago (v2)» → «pago_v2»."""
    sin_acentos = unicodedata.normalize("NFKD", texto).encode("ascii", "ignore").decode()
    en_partes = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", sin_acentos).lower()
    limpia = re.sub(r"[^a-z0-9]+", "_", en_partes).strip("_")
    con_letra = limpia if limpia[:1].isalpha() else f"proceso_{limpia}".rstrip("_")
    return con_letra[:CLAVE_MAXIMA].rstrip("_")


def _mal(que: str) -> DatosInvalidos:
    return DatosInvalidos("No se importó.", [Falta("archivo", que)])
