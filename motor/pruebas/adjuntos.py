"""Los documentos de un escenario: `{archivo: nombre, fojas: n}` se vuelve un documento adjunto."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath

from motor.nucleo.actor import Actor
from motor.nucleo.valores import Valor, decodificar
from motor.operaciones.adjuntar_documento import AdjuntarDocumento, adjuntar_documento
from motor.pruebas.corrida import Corrida
from motor.pruebas.muestras import pdf_de_muestra
from motor.reglas import documentos

_DE_ARCHIVO = frozenset({"archivo", "fojas", "anexos", "contenido"})


@dataclass(frozen=True)
class Adjuntador:
    """Adjunta en nombre de alguien a un expediente; el documento se llama como el archivo."""

    corrida: Corrida
    quien: Actor
    expediente_id: int
    tarea_id: int | None = None

    def en_datos(self, datos: Mapping[str, Valor]) -> dict[str, Valor]:
        """Devuelve los datos con cada archivo ya adjuntado y cambiado por su ficha."""
        return {clave: self._en_valor(dato) for clave, dato in datos.items()}

    def _en_valor(self, valor: Valor) -> Valor:
        if es_archivo(valor):
            return self.adjuntar(
                valor["archivo"],
                fojas=int(valor.get("fojas") or 1),
                anexos=int(valor.get("anexos") or 0),
                texto=str(valor.get("contenido") or ""),
            )
        if isinstance(valor, Mapping):
            return {clave: self._en_valor(dato) for clave, dato in valor.items()}
        if isinstance(valor, list):
            return [self._en_valor(dato) for dato in valor]
        return valor

    def adjuntar(self, archivo: str, *, fojas: int = 1, anexos: int = 0, texto: str = "") -> Valor:
        """Adjunta un PDF pequeño con ese nombre y devuelve su ficha como valor.

        El mismo nombre y texto dan siempre los mismos bytes, digan las fojas que digan.
        """
        nombre = PurePath(archivo).stem if archivo.endswith(".pdf") else archivo
        respuesta = adjuntar_documento(
            self.corrida.entorno,
            AdjuntarDocumento(
                actor=self.quien,
                expediente_id=self.expediente_id,
                nombre=nombre,
                archivo=f"{nombre}.pdf",
                contenido=pdf_de_muestra(nombre, texto or "Documento de muestra.", 1),
                fojas=fojas,
                anexos=anexos,
                tarea_id=self.tarea_id,
            ),
        )
        with self.corrida.entorno.leer() as sesion:
            return decodificar(documentos.ficha(documentos.obtener(sesion, respuesta.id)))


def es_archivo(valor: Valor) -> bool:
    """Dice si el valor es `{archivo: nombre, fojas: n}`."""
    return (
        isinstance(valor, Mapping)
        and isinstance(valor.get("archivo"), str)
        and set(valor) <= _DE_ARCHIVO
    )
