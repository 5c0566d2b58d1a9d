"""Con qué empieza un archivo nuevo de un borrador, hasta que su editor lo llene."""

import json
from xml.sax.saxutils import quoteattr

from motor.nucleo.errores import DatosInvalidos, Falta

_TABLA = """\
<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="definiciones_{clave}" \
name={titulo} namespace="https://cauce.bo/dmn/{clave}">
  <decision id="{clave}" name={titulo}>
    <decisionTable id="tabla_{clave}" hitPolicy="UNIQUE">
      <input id="entrada_{clave}_1">
        <inputExpression id="expresion_{clave}_1" typeRef="string">
          <text></text>
        </inputExpression>
      </input>
      <output id="salida_{clave}_1" name="resultado" typeRef="string" />
    </decisionTable>
  </decision>
</definitions>
"""


def archivo_vacio(clase: str, clave: str, titulo: str) -> bytes:
    """Devuelve un formulario sin campos o una tabla de decisión sin reglas.

    Args:
        clase: formulario o decision.
        clave: la del archivo, ya en su forma.
        titulo: como lo lee la persona.

    Raises:
        DatosInvalidos: de esa clase no hay con qué empezar.
    """
    if clase == "formulario":
        esquema = {"type": "default", "id": clave, "schemaVersion": 18, "title": titulo}
        dicho = json.dumps({**esquema, "components": []}, ensure_ascii=False, indent=2)
        return f"{dicho}\n".encode()
    if clase == "decision":
        return _TABLA.format(clave=clave, titulo=quoteattr(titulo)).encode()
    raise DatosInvalidos(
        "No se agregó.", [Falta("clase", "Elija formulario o tabla, o suba un archivo.")]
    )
