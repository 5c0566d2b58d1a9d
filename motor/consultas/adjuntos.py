"""La ficha de un documento recién adjunto, para ponerla en el campo de donde vino."""

from sqlalchemy.orm import Session

from motor.nucleo.valores import Valor, decodificar
from motor.reglas import documentos


def ficha_de_documento(sesion: Session, documento_id: int) -> Valor:
    """Devuelve la ficha de su última versión: documento, version, nombre, sha256, fojas y anexos.

    Raises:
        NoEncontrado: no existe.
    """
    return decodificar(documentos.ficha(documentos.obtener(sesion, documento_id)))
