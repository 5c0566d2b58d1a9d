"""Revisa lo que una persona envía en un formulario y devuelve valores limpios.

Dos vueltas: la primera convierte, calcula y oculta, cada campo después de los que nombra; la
segunda comprueba obligatorios, límites y reglas con todos los valores a la vista.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from motor.nucleo.errores import DatosInvalidos, ErrorMotor, Falta
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.reglas.formularios.alcance import Alcance, Evaluar
from motor.reglas.formularios.conversion import convertir, esta_vacio, recortar
from motor.reglas.formularios.modelo import (
    CON_OPCIONES,
    TIPOS_DE_CATALOGO,
    Campo,
    Clase,
    Componente,
    Formulario,
    Opcion,
    Serie,
    aplanar,
)
from motor.reglas.formularios.opciones import opciones_de
from motor.reglas.formularios.orden import ordenar
from motor.reglas.formularios.reglas import Pendiente, comprobar
from motor.reglas.formularios.tamanio import exigir_tamanio

FILAS_MAXIMAS = 1_000


def revisar_envio(
    formulario: Formulario,
    datos: Mapping[str, Valor],
    vista: Mapping[str, Valor],
    evaluar: Evaluar,
    ahora: datetime,
) -> dict[str, Valor]:
    """Devuelve los valores tipados de los campos visibles del formulario.

    Lo vacío se devuelve como None ([] en listas, False en casillas); lo oculto y lo de solo
    lectura no se devuelve. Lo automático y lo calculado nunca se toma de `datos`: se calcula, y
    los correlativos quedan como `Serie` para que quien llama les dé número (`asignar_series`).

    Args:
        formulario: el esquema leído.
        datos: lo enviado, por clave; no se confía en nada de ello.
        vista: las variables que la tarea ve.
        evaluar: evalúa una FEEL (sin `=`) sobre un contexto.
        ahora: el instante del envío, con zona.

    Raises:
        DatosInvalidos: con una falta por campo; `Falta.campo` es la ruta `lista[2].campo`, con
            las filas contadas desde 1.
    """
    exigir_tamanio(datos)
    revision = _Revision(evaluar, ahora.astimezone(LA_PAZ))
    valores = revision.nivel(formulario.campos, datos, "", Alcance(vista))
    faltas = [*revision.faltas]
    con_falta = {f.campo for f in faltas}
    for pendiente in revision.pendientes:
        faltas += comprobar(pendiente, con_falta, evaluar, revision.ahora)
    if faltas:
        raise DatosInvalidos("No se guardó nada; corrija lo señalado.", faltas)
    return valores


def valores_provisorios(
    formulario: Formulario,
    datos: Mapping[str, Valor],
    vista: Mapping[str, Valor],
    evaluar: Evaluar,
    ahora: datetime,
) -> dict[str, Valor]:
    """Devuelve los valores que hay mientras se llena: lo que aún no sirve queda como None.

    Los argumentos son los de `revisar_envio`; aquí nada se rechaza.
    """
    revision = _Revision(evaluar, ahora.astimezone(LA_PAZ))
    return revision.nivel(formulario.campos, datos, "", Alcance(vista))


@dataclass
class _Revision:
    """La primera vuelta: junta valores, faltas de forma y lo que falta comprobar."""

    evaluar: Evaluar
    ahora: datetime  # en hora de La Paz
    faltas: list[Falta] = field(default_factory=list)
    pendientes: list[Pendiente] = field(default_factory=list)

    def nivel(
        self, campos: tuple[Campo, ...], datos: Mapping[str, Valor], ruta: str, fuera: Alcance
    ) -> dict[str, Valor]:
        """Los valores de un nivel (el formulario, un grupo con `path` o una fila)."""
        self._rechazar_desconocidos(campos, datos, ruta)
        valores: dict[str, Valor] = {}
        alcance = fuera.dentro(valores, {"this": valores})
        visibles: dict[str, list[Pendiente]] = {}  # cada campo y, detrás, los que contiene
        for campo in ordenar(campos):
            c = campo.componente
            donde = f"{ruta}.{c.clave}" if ruta else c.clave
            if self._oculto(campo, donde, alcance):
                continue
            antes = len(self.pendientes)
            self._llenar(c, datos.get(c.clave), donde, alcance, valores)
            visibles[c.clave] = [Pendiente(c, donde, valores, alcance), *self.pendientes[antes:]]
            del self.pendientes[antes:]
        claves = [campo.componente.clave for campo in campos]
        for clave in claves:
            self.pendientes += visibles.get(clave, [])
        return {clave: valores[clave] for clave in claves if clave in valores}

    def _rechazar_desconocidos(
        self, campos: tuple[Campo, ...], datos: Mapping[str, Valor], ruta: str
    ) -> None:
        claves = {campo.componente.clave for campo in campos}
        for nombre in datos:
            if nombre not in claves:
                visto = recortar(nombre)
                donde = f"{ruta}.{visto}" if ruta else visto
                self.faltas.append(Falta(donde, f"«{visto}» no es un campo de este formulario."))

    def _oculto(self, campo: Campo, donde: str, alcance: Alcance) -> bool:
        return any(self._evaluar(e, donde, alcance) is True for e in campo.ocultar)

    def _evaluar(self, expresion: str, donde: str, alcance: Alcance) -> Valor:
        try:
            return self.evaluar(expresion, alcance)
        except ErrorMotor as error:
            self.faltas.append(Falta(donde, f"no se pudo evaluar «{expresion}»: {error}"))
            return None

    def _llenar(
        self, c: Componente, crudo: Valor, donde: str, alcance: Alcance, valores: dict[str, Valor]
    ) -> None:
        if c.clase is Clase.CALCULO:
            valores[c.clave] = self._evaluar(c.expresion, donde, alcance)
        elif c.auto is not None:
            valores[c.clave] = self._automatico(c, donde, alcance)
        elif c.se_toma:
            valores[c.clave] = self._tomado(c, crudo, donde, alcance)

    def _automatico(self, c: Componente, donde: str, alcance: Alcance) -> Valor:
        if c.auto is None or c.auto.expresion:
            return self._evaluar(c.auto.expresion if c.auto else "null", donde, alcance)
        if c.auto.serie:
            return Serie(c.auto.serie)
        if c.clase is Clase.FECHA and c.subtipo == "date":
            return self.ahora.date()
        return self.ahora

    def _tomado(self, c: Componente, crudo: Valor, donde: str, alcance: Alcance) -> Valor:
        if c.clase is Clase.LISTA:
            return self._filas(c, crudo, donde, alcance)
        if c.clase is Clase.GRUPO:
            return self._grupo(c, crudo, donde, alcance)
        try:
            return convertir(c, crudo, self._opciones(c, donde, alcance))
        except ValueError as error:
            self.faltas.append(Falta(donde, f"«{c.titulo}» {error}."))
            return None

    def _opciones(self, c: Componente, donde: str, alcance: Alcance) -> list[Opcion] | None:
        if c.clase not in CON_OPCIONES:
            return None
        if c.opciones_expresion:
            return opciones_de(self._evaluar(c.opciones_expresion, donde, alcance))
        return None if not c.opciones and c.tipo in TIPOS_DE_CATALOGO else list(c.opciones)

    def _grupo(self, c: Componente, crudo: Valor, donde: str, alcance: Alcance) -> dict[str, Valor]:
        datos = {} if esta_vacio(crudo) else crudo
        if not isinstance(datos, Mapping):
            self.faltas.append(Falta(donde, f"«{c.titulo}» debe ser un grupo de campos."))
            return {}
        return self.nivel(aplanar(c.componentes), datos, donde, alcance)

    def _filas(self, c: Componente, crudo: Valor, donde: str, alcance: Alcance) -> list[Valor]:
        crudas = [] if esta_vacio(crudo) else crudo
        if not isinstance(crudas, list | tuple):
            self.faltas.append(Falta(donde, f"«{c.titulo}» debe ser una lista de filas."))
            return []
        filas: list[Valor] = []
        for numero, cruda in enumerate(crudas[:FILAS_MAXIMAS], 1):
            lugar = f"{donde}[{numero}]"
            if not isinstance(cruda, Mapping):
                self.faltas.append(Falta(lugar, f"la fila {numero} debe tener campos con nombre."))
            elif not all(esta_vacio(dato) for dato in cruda.values()):
                entorno = {"parent": alcance["this"], "i": Decimal(numero)}
                fila = alcance.dentro(entorno)
                filas.append(self.nivel(aplanar(c.componentes), cruda, lugar, fila))
        if len(crudas) > FILAS_MAXIMAS:
            self.faltas.append(Falta(donde, f"«{c.titulo}» admite hasta {FILAS_MAXIMAS} filas."))
        return filas
