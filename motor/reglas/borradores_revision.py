"""Lo que se pide para proponer y aprobar un borrador: nota, norma, novedad y otra persona."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.borradores import BorradorProceso
from motor.almacen.procesos import EstadoVersion, Proceso, Version
from motor.nucleo.errores import DatosInvalidos, Falta, OrdenRechazada
from motor.reglas.borradores import nombre_de
from motor.reglas.cuatro_ojos import CuatroOjos
from motor.reglas.organizacion import Firmante
from motor.reglas.publicacion import Carpeta, es_la_misma

TEXTO_MAXIMO = 2_000


def exigir_nota_y_norma(nota: str, norma: str) -> None:
    """Comprueba que se diga qué cambia y por qué.

    Raises:
        DatosInvalidos: con lo que falta.
    """
    faltas = []
    if not nota.strip() or len(nota) > TEXTO_MAXIMO:
        faltas.append(Falta("nota", f"Diga qué cambia (hasta {TEXTO_MAXIMO} letras)."))
    if not norma.strip() or len(norma) > TEXTO_MAXIMO:
        faltas.append(
            Falta("norma", "Diga qué norma motiva el cambio; si no hay, la decisión que lo manda.")
        )
    if faltas:
        raise DatosInvalidos("No se propuso.", faltas)


def exigir_novedad(sesion: Session, carpeta: Carpeta) -> None:
    """Comprueba que la versión vigente no diga ya lo mismo.

    Raises:
        OrdenRechazada: nada cambió.
    """
    vigente = sesion.scalar(
        select(Version)
        .join(Proceso, Proceso.id == Version.proceso_id)
        .where(Proceso.clave == carpeta.clave, Version.estado == EstadoVersion.VIGENTE)
    )
    if vigente is not None and es_la_misma(vigente, carpeta):
        raise OrdenRechazada(
            f"El borrador dice lo mismo que la versión {vigente.numero}, que es la vigente. Haga "
            "un cambio o descártelo."
        )


def exigir_otra_persona(sesion: Session, borrador: BorradorProceso, quien: Firmante) -> None:
    """Comprueba los cuatro ojos: no aprueba quien propuso ni quien lo cambió por última vez.

    Raises:
        CuatroOjos: intervino quien aprueba o la persona por quien actúa.
    """
    for persona_id, que in (
        (borrador.propuesto_por_id, "lo propuso"),
        (borrador.tocado_por_id, "lo cambió por última vez"),
    ):
        if persona_id is not None and persona_id in quien.intervinientes:
            raise CuatroOjos(
                f"Este borrador debe aprobarlo otra persona: {nombre_de(sesion, persona_id)} {que}."
                " Pídalo a alguien más que administre procesos."
            )
