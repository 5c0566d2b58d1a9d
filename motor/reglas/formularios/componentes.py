"""Lee un componente del esquema: sus propiedades, reglas, opciones y agregados `cauce:*`."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from motor.reglas.formularios.modelo import (
    CON_OPCIONES,
    TIPOS_DE_CATALOGO,
    Auto,
    Clase,
    Componente,
    Opcion,
    Validacion,
)
from motor.reglas.formularios.numeros import a_numero
from motor.reglas.formularios.patrones import defecto_de_patron

_PROPIEDADES = frozenset(
    {"cauce:tipo", "cauce:auto", "cauce:exigir", "cauce:mensaje", "cauce:requerido"}
)
_CONTENIDO = {Clase.ROTULO: "text", Clase.HTML: "content", Clase.IMAGEN: "source"}
IMAGENES = tuple(f"data:image/{tipo};base64," for tipo in ("png", "jpeg", "gif", "webp"))
_SUBTIPOS = frozenset({"date", "time", "datetime"})


@dataclass(frozen=True)
class Leido:
    """Un componente y las frases de lo que tiene mal."""

    componente: Componente
    defectos: tuple[str, ...]

    def con_linea(self, linea: int) -> Componente:
        """El componente con la línea del archivo en que está (0 si no se sabe)."""
        return replace(self.componente, linea=linea)


def leer_componente(
    crudo: Mapping[str, Any], clase: Clase, clave: str, internos: tuple[Componente, ...]
) -> Leido:
    """Lee un componente de tipo conocido; `internos` son los que contiene, ya leídos."""
    lector = _Propiedades(crudo)
    componente = Componente(
        clase=clase,
        id=lector.texto("id"),
        clave=clave,
        etiqueta=lector.texto("label") or lector.titulo(clase),
        fila=lector.fila(),
        descripcion=lector.texto("description"),
        subtipo=lector.subtipo(clase),
        decimales=lector.decimales(),
        multiple=lector.si_no("multiple"),
        opciones=lector.opciones() if clase in CON_OPCIONES else (),
        opciones_expresion=lector.opciones_expresion() if clase in CON_OPCIONES else "",
        validacion=lector.validacion(),
        ocultar=lector.ocultar(),
        expresion=lector.feel("expression") if clase is Clase.CALCULO else "",
        solo_lectura=lector.si_no("readonly") or lector.si_no("disabled"),
        predeterminado=crudo.get("defaultValue"),
        componentes=internos,
        contenido=lector.contenido(clase),
        alternativo=lector.texto("alt") if clase is Clase.IMAGEN else "",
        prefijo=lector.adorno("prefixAdorner"),
        sufijo=lector.adorno("suffixAdorner"),
        origen=lector.texto("dataSource").strip().removeprefix("=").strip(),
        filas_iniciales=lector.filas_iniciales() if clase is Clase.LISTA else 1,
        filas_fijas=clase is Clase.LISTA and crudo.get("allowAddRemove") is False,
        columnas=lector.columnas() if clase is Clase.TABLA else (),
        ancho=lector.ancho(),
    )
    return lector.terminar(componente)


class _Propiedades:
    """Lee propiedades de un componente anotando las que están mal."""

    def __init__(self, crudo: Mapping[str, Any]) -> None:
        self.crudo = crudo
        self.defectos: list[str] = []

    def texto(self, nombre: str) -> str:
        valor = self.crudo.get(nombre)
        if valor is None:
            return ""
        if not isinstance(valor, str):
            self.defectos.append(f"«{nombre}» debe ser texto.")
            return ""
        return valor

    def si_no(self, nombre: str, fuente: Mapping[str, Any] | None = None) -> bool:
        valor = (self.crudo if fuente is None else fuente).get(nombre, False)
        if not isinstance(valor, bool):
            self.defectos.append(f"«{nombre}» debe ser true o false.")
            return False
        return valor

    def objeto(self, nombre: str) -> Mapping[str, Any]:
        valor = self.crudo.get(nombre)
        if valor is None:
            return {}
        if not isinstance(valor, dict):
            self.defectos.append(f"«{nombre}» debe ser un objeto JSON.")
            return {}
        return valor

    def feel(self, nombre: str) -> str:
        """Una expresión que en form-js se escribe con `=` delante."""
        texto = self.texto(nombre).strip()
        if texto and not texto.startswith("="):
            self.defectos.append(f"«{nombre}» debe ser FEEL y empezar por «=».")
        return texto.removeprefix("=").strip()

    def ocultar(self) -> str:
        valor = self.objeto("conditional").get("hide")
        if valor is None or valor == "":
            return ""
        if not isinstance(valor, str) or not valor.strip().startswith("="):
            self.defectos.append("«conditional.hide» debe ser FEEL y empezar por «=».")
            return ""
        return valor.strip().removeprefix("=").strip()

    def subtipo(self, clase: Clase) -> str:
        subtipo = self.texto("subtype") or "date"
        if clase is Clase.FECHA and subtipo not in _SUBTIPOS:
            self.defectos.append(f"«subtype» debe ser date, time o datetime, no «{subtipo}».")
        return subtipo

    def decimales(self) -> int | None:
        valor = self.crudo.get("decimalDigits")
        if valor is None:
            return None
        if isinstance(valor, bool) or not isinstance(valor, int) or not 0 <= valor <= 12:
            self.defectos.append("«decimalDigits» debe ser un entero de 0 a 12.")
            return None
        return valor

    def opciones(self) -> tuple[Opcion, ...]:
        crudas = self.crudo.get("values") or []
        if not isinstance(crudas, list):
            self.defectos.append("«values» debe ser una lista de opciones.")
            return ()
        opciones: list[Opcion] = []
        for cruda in crudas:
            valor = cruda.get("value") if isinstance(cruda, dict) else None
            if not isinstance(valor, str) or not valor:
                self.defectos.append("cada opción de «values» lleva «value» (texto) y «label».")
            elif any(o.valor == valor for o in opciones):
                self.defectos.append(f"la opción «{valor}» está repetida.")
            else:
                opciones.append(Opcion(valor, str(cruda.get("label") or valor)))
        return tuple(opciones)

    def columnas(self) -> tuple[tuple[str, str], ...]:
        crudas = self.crudo.get("columns") or []
        if not isinstance(crudas, list) or not all(isinstance(c, dict) for c in crudas):
            self.defectos.append("«columns» debe ser una lista de columnas con «key» y «label».")
            return ()
        return tuple(
            (str(c.get("key", "")), str(c.get("label") or c.get("key", ""))) for c in crudas
        )

    def contenido(self, clase: Clase) -> str:
        """Lo que el componente muestra, con sus `{{ }}` sin completar."""
        if clase is Clase.MARCO:
            self.defectos.append(
                "un «iframe» trae páginas de otros sitios, que aquí no se admiten: ponga el enlace "
                "en un texto, o adjunte el documento."
            )
        contenido = self.texto(_CONTENIDO.get(clase, "")) if clase in _CONTENIDO else ""
        if clase is Clase.IMAGEN and not contenido.startswith(IMAGENES):
            self.defectos.append(
                "la imagen va dentro del formulario: en «source», una dirección "
                "data:image/png;base64,… (o jpeg, gif, webp)."
            )
        return contenido

    def titulo(self, clase: Clase) -> str:
        """El rótulo de lo que form-js no llama «label»: documentos, fechas y horas."""
        if clase is Clase.DOCUMENTOS:
            return self.texto("title")
        if clase is not Clase.FECHA:
            return ""
        suyo = "timeLabel" if self.crudo.get("subtype") == "time" else "dateLabel"
        return self.texto(suyo)

    def adorno(self, nombre: str) -> str:
        valor = self.objeto("appearance").get(nombre)
        return valor if isinstance(valor, str) else ""

    def fila(self) -> str:
        fila = self.objeto("layout").get("row")
        return fila if isinstance(fila, str) else ""

    def ancho(self) -> int:
        columnas = self.objeto("layout").get("columns")
        return columnas if isinstance(columnas, int) and 1 <= columnas <= 16 else 0

    def opciones_expresion(self) -> str:
        return self.feel("valuesExpression") or self.texto("valuesKey")

    def validacion(self) -> Validacion:
        reglas = self.objeto("validate")
        patron = reglas.get("pattern") or ""
        if not isinstance(patron, str):
            self.defectos.append("«pattern» debe ser texto.")
        elif patron and (defecto := defecto_de_patron(patron)):
            self.defectos.append(f"{defecto}.")
        paso = self.limite(self.crudo, "increment")
        return Validacion(
            requerido=self.si_no("required", reglas),
            largo_min=self.limite(reglas, "minLength"),
            largo_max=self.limite(reglas, "maxLength"),
            minimo=self.limite(reglas, "min"),
            maximo=self.limite(reglas, "max"),
            patron=str(patron),
            forma=self.forma(reglas),
            paso=paso if isinstance(paso, Decimal) and paso > 0 else None,
            sin_fechas_pasadas=self.si_no("disallowPassedDates"),
        )

    def forma(self, reglas: Mapping[str, Any]) -> str:
        """`validationType`: email o phone; «custom» es el patrón de al lado."""
        forma = reglas.get("validationType") or ""
        if forma not in ("", "custom", "email", "phone"):
            self.defectos.append(f"«validationType» debe ser email o phone, no «{forma}».")
        return forma if forma in ("email", "phone") else ""

    def filas_iniciales(self) -> int:
        filas = self.crudo.get("defaultRepetitions", 1)
        if isinstance(filas, bool) or not isinstance(filas, int) or not 0 <= filas <= 50:
            self.defectos.append("«defaultRepetitions» debe ser un entero de 0 a 50.")
            return 1
        return filas

    def limite(self, fuente: Mapping[str, Any], nombre: str) -> Decimal | str | None:
        valor = fuente.get(nombre)
        if valor is None or valor == "":
            return None
        if isinstance(valor, str) and valor.strip().startswith("="):
            return valor.strip().removeprefix("=").strip()
        try:
            return a_numero(valor, None)
        except ValueError:
            self.defectos.append(f"«{nombre}» debe ser un número o FEEL que empiece por «=».")
            return None

    def terminar(self, base: Componente) -> Leido:
        """Agrega lo de `properties` y comprueba lo que depende de todo el componente."""
        propias = {k: v for k, v in self.objeto("properties").items() if k.startswith("cauce:")}
        for nombre, valor in propias.items():
            if nombre not in _PROPIEDADES:
                conocidas = ", ".join(sorted(_PROPIEDADES))
                self.defectos.append(f"la propiedad «{nombre}» no se conoce; hay {conocidas}.")
            elif not isinstance(valor, str):
                self.defectos.append(f"la propiedad «{nombre}» debe ser texto.")
        textos = {k: v.strip() for k, v in propias.items() if isinstance(v, str)}
        completo = replace(
            base,
            tipo=textos.get("cauce:tipo", ""),
            auto=self.auto(textos.get("cauce:auto", "")),
            exigir=textos.get("cauce:exigir", "").removeprefix("=").strip(),
            mensaje=textos.get("cauce:mensaje", ""),
            requerido_si=textos.get("cauce:requerido", "").removeprefix("=").strip(),
            propiedades=textos,
        )
        self._coherencia(completo)
        return Leido(completo, tuple(self.defectos))

    def auto(self, texto: str) -> Auto | None:
        if not texto:
            return None
        if texto == "ahora":
            return Auto(ahora=True)
        if texto.startswith("="):
            return Auto(expresion=texto.removeprefix("=").strip())
        if texto.startswith("serie:"):
            plantilla = texto.removeprefix("serie:")
            if "{numero" in plantilla:
                return Auto(serie=plantilla)
        self.defectos.append(
            f"«cauce:auto» no admite «{texto}»: use ahora, =FEEL o serie:PLANTILLA con {{numero}}."
        )
        return None

    def _coherencia(self, c: Componente) -> None:
        con_lista = bool(c.opciones or c.opciones_expresion or c.tipo in TIPOS_DE_CATALOGO)
        if c.clase in CON_OPCIONES and not con_lista:
            self.defectos.append("no tiene opciones: dé «values» o «valuesExpression».")
        if c.clase is Clase.CALCULO and not c.expresion:
            self.defectos.append("le falta «expression», la FEEL que lo calcula.")
        if c.exigir and not c.mensaje:
            self.defectos.append(
                "«cauce:exigir» necesita «cauce:mensaje», lo que leerá la persona."
            )
