"""El mapa de calor, como dibujo, como tabla y como planilla."""

from flask import Blueprint, Response, render_template, request
from flask.typing import ResponseReturnValue

from motor.consultas.calor import (
    FiltroCalor,
    PasoMedido,
    VersionMedida,
    listar_unidades_con_tareas,
    obtener_dibujo,
    obtener_version,
)
from motor.consultas.calor_eventos import medir_todo
from web.calor.medidas import MEDIDAS, duracion, intensidades
from web.consulta import leer_fecha
from web.contexto import ahora, entorno, lectura
from web.planillas import cabeceras_de_planilla, escribir_planilla
from web.seguridad import requiere_facultad

pantalla = Blueprint("calor", __name__, template_folder="plantillas")
TITULOS = (
    *("Paso", "Casos", "Veces", "Abiertas", "Lo más viejo", "Espera", "Trabajo"),
    *("Devoluciones", "Vencidas", "Plazos dibujados"),
)
TIEMPOS = ("Lo más viejo", "Espera", "Trabajo")


@pantalla.get("/procesos/<clave>/calor")
@requiere_facultad("procesos", "avisos", o_lectura=True)
def ver(clave: str) -> ResponseReturnValue:
    """Muestra cuánto se espera, se trabaja, se devuelve y se vence en cada paso."""
    version, filtro = _version(clave), _filtro()
    cual = request.args.get("medida", "")
    medida = MEDIDAS.get(cual, MEDIDAS["vencidas"])
    pasos = _medir(version, filtro)
    return render_template(
        "calor/ver.html",
        v=version,
        filtro=filtro,
        pasos=pasos,
        medida=medida,
        cual=cual if cual in MEDIDAS else "vencidas",
        medidas=[(clave, medida.titulo) for clave, medida in MEDIDAS.items()],
        versiones=[(str(numero), f"Versión {numero}") for numero in version.numeros],
        titulos=TITULOS[1:],
        niveles=intensidades(pasos, medida),
        unidades=listar_unidades_con_tareas(lectura(), version),
        duracion=duracion,
    )


@pantalla.get("/procesos/<clave>/calor.csv")
@requiere_facultad("procesos", "avisos", o_lectura=True)
def planilla(clave: str) -> ResponseReturnValue:
    """Entrega las mismas medidas como planilla; los tiempos, en horas con decimales."""
    version = _version(clave)
    filas = [
        (
            *(p.nombre, p.casos, p.veces, p.abiertas),
            *(_horas(tiempo.total_seconds()) for tiempo in (p.mas_vieja, p.espera, p.trabajo)),
            *(p.devueltas, p.vencidas, p.cumplidos),
        )
        for p in _medir(version, _filtro())
    ]
    titulos = [f"{t} (horas)" if t in TIEMPOS else t for t in TITULOS]
    nombre = f"calor-{version.clave}-v{version.numero}"
    return escribir_planilla(titulos, filas), 200, cabeceras_de_planilla(nombre)


@pantalla.get("/procesos/<clave>/calor.bpmn")
@requiere_facultad("procesos", "avisos", o_lectura=True)
def dibujo(clave: str) -> ResponseReturnValue:
    """Da el BPMN de la versión que se mide, para dibujarlo."""
    return Response(obtener_dibujo(lectura(), _version(clave)), mimetype="application/xml")


def _version(clave: str) -> VersionMedida:
    return obtener_version(lectura(), clave, request.args.get("version", type=int))


def _medir(version: VersionMedida, filtro: FiltroCalor) -> tuple[PasoMedido, ...]:
    return medir_todo(lectura(), entorno().versiones, version, filtro, ahora())


def _filtro() -> FiltroCalor:
    return FiltroCalor(
        leer_fecha(request.args.get("desde", "")),
        leer_fecha(request.args.get("hasta", "")),
        request.args.get("unidad", "")[:80],
    )


def _horas(segundos: float) -> str:
    return f"{segundos / 3600:.2f}".replace(".", ",")
