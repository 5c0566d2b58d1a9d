"""Los parámetros de plazo: cuánto valen hoy, con qué norma o etiqueta y en qué procesos."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from motor.almacen.plazos import ParametroPlazo, UnidadParametro
from motor.consultas.usos_de_parametros import usos_de_parametros
from motor.nucleo.errores import NoEncontrado

_UNIDADES = {
    UnidadParametro.DIAS_HABILES: ("día hábil", "días hábiles"),
    UnidadParametro.DIAS_CALENDARIO: ("día calendario", "días calendario"),
    UnidadParametro.MESES: ("mes", "meses"),
    UnidadParametro.ANIOS: ("año", "años"),
}


@dataclass(frozen=True)
class ValorParametro:
    """Un valor desde una fecha, «15 días hábiles»; `estado`: antes, vigente o después."""

    texto: str
    valor: str
    unidad: str
    norma: str
    etiqueta: str
    nota: str
    prorrogas_max: int
    prorroga_clave: str
    vigente_desde: date
    estado: str


@dataclass(frozen=True)
class ParametroVista:
    """Un parámetro: sus valores, del más nuevo al más viejo, y dónde se usa."""

    clave: str
    hoy: ValorParametro | None
    valores: tuple[ValorParametro, ...]
    usos: tuple[str, ...]

    @property
    def grupo(self) -> str:
        """Lo de antes del primer punto."""
        return self.clave.partition(".")[0]


def listar_parametros(sesion: Session, hoy: date) -> tuple[ParametroVista, ...]:
    """Devuelve todos, por clave. Tres consultas."""
    filas = sesion.scalars(
        select(ParametroPlazo).order_by(
            ParametroPlazo.clave, ParametroPlazo.vigente_desde.desc(), ParametroPlazo.id.desc()
        )
    )
    de_cada_uno: dict[str, list[ParametroPlazo]] = defaultdict(list)
    for fila in filas:
        de_cada_uno[fila.clave].append(fila)
    usos = usos_de_parametros(sesion, de_cada_uno)
    return tuple(_vista(c, v, hoy, usos[c]) for c, v in de_cada_uno.items())


def obtener_parametro(sesion: Session, clave: str, hoy: date) -> ParametroVista:
    """Devuelve uno.

    Raises:
        NoEncontrado: no hay parámetro con esa clave.
    """
    hallado = next((p for p in listar_parametros(sesion, hoy) if p.clave == clave), None)
    if hallado is None:
        raise NoEncontrado(f"No hay ningún parámetro de plazo «{clave}».")
    return hallado


def _vista(
    clave: str, filas: list[ParametroPlazo], hoy: date, usos: tuple[str, ...]
) -> ParametroVista:
    vigente = next((f for f in filas if f.vigente_desde <= hoy), None)
    valores = []
    for fila in filas:
        estado = "vigente" if fila is vigente else "antes"
        if fila.vigente_desde > hoy:
            estado = "después"
        valores.append(
            ValorParametro(
                decir_valor(fila.valor, fila.unidad),
                fila.valor,
                fila.unidad.value,
                fila.norma,
                fila.etiqueta.value,
                fila.nota,
                fila.prorrogas_max,
                fila.prorroga_clave,
                fila.vigente_desde,
                estado,
            )
        )
    de_hoy = next((v for v in valores if v.estado == "vigente"), None)
    return ParametroVista(clave, de_hoy, tuple(valores), usos)


def decir_valor(valor: str, unidad: UnidadParametro) -> str:
    """El valor con su unidad en palabras: «15 días hábiles», «Sí», «10 %»."""
    if unidad in _UNIDADES:
        uno, varios = _UNIDADES[unidad]
        return f"{valor} {uno if valor == '1' else varios}"
    if unidad is UnidadParametro.SI_NO:
        return "Sí" if valor == "si" else "No"
    return f"{valor} %" if unidad is UnidadParametro.PORCENTAJE else valor
