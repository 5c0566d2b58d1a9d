"""Los procesos de betsy: scripts hechos por el arnés, condiciones en FEEL, traza comparada.

El registro es un multiconjunto de palabras; ver el README de los datos.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from motor.bpmn import leer, revisar
from motor.bpmn.avance import Abierta, ErrorLanzado, FichaCompletada, Suceso
from motor.bpmn.modelo import Documento, Nodo, Proceso, TipoNodo, Trato
from motor.nucleo.errores import DiagramaInvalido, Hallazgo
from tests.conformidad.resultado import Resultado, juzgar, negado
from tests.conformidad.sala import Instancia, Sala

FALLO_AL_DESPLEGAR = "error_al_desplegar_o_ejecutar"
SIN_PROTOCOLO = "no_definido"
DIEZ_SEGUNDOS = timedelta(seconds=10)


def correr(carpeta: Path) -> list[Resultado]:
    """Juega todos los casos de la carpeta."""
    esperado = yaml.safe_load((carpeta / "esperado.yaml").read_text(encoding="utf-8"))
    return [r for modelo in esperado["procesos"] for r in _modelo(carpeta, modelo)]


def _modelo(carpeta: Path, modelo: Mapping[str, Any]) -> list[Resultado]:
    casos = modelo["casos"]
    try:
        documento = reescribir(leer((carpeta / modelo["archivo"]).read_bytes()), modelo)
        graves = [h for h in revisar(documento) if h.grave]
    except DiagramaInvalido as error:
        graves = list(error.hallazgos)
    if not graves:
        return [_caso(documento, modelo, caso) for caso in casos]
    return [_negado(modelo, caso, graves) for caso in casos]


def _negado(
    modelo: Mapping[str, Any], caso: Mapping[str, Any], graves: list[Hallazgo]
) -> Resultado:
    """Donde se espera un error al desplegar, negarse es lo esperado."""
    if caso["fin"] == FALLO_AL_DESPLEGAR:
        return juzgar(modelo["nombre"], caso["caso"], [])
    return negado(modelo["nombre"], caso["caso"], graves)


def _caso(documento: Documento, modelo: Mapping[str, Any], caso: Mapping[str, Any]) -> Resultado:
    juego = _Juego(documento, modelo["tareas_de_traza"])
    traza, fin = juego.jugar(modelo, caso)
    diferencias = []
    # donde los datos reconocen que la definición de origen no es la del modelo, vale el modelo
    esperada = sorted(caso.get("traza_segun_modelo", caso["traza"]))
    if traza != esperada:
        diferencias.append(f"esperaba {esperada} y dio {traza}")
    if caso["fin"] not in (fin, SIN_PROTOCOLO):
        diferencias.append(f"esperaba que acabe en «{caso['fin']}» y acabó en «{fin}»")
    return juzgar(modelo["nombre"], caso["caso"], diferencias)


class _Juego:
    """Un caso: la sala, el registro y lo que hace cada ficha de script."""

    def __init__(self, documento: Documento, fichas: Mapping[str, str]) -> None:
        self.sala = Sala(documento.procesos)
        self.sala.servir = self._servir
        self.fichas = fichas
        self.registro: list[str] = []
        self.marca = False
        self.intervalos: list[tuple[datetime, datetime]] = []

    def jugar(self, modelo: Mapping[str, Any], caso: Mapping[str, Any]) -> tuple[list[str], str]:
        entrada = {n: Decimal(v) if isinstance(v, int) else v for n, v in caso["entrada"].items()}
        if "iniciar_antes" in modelo:
            self.sala.iniciar(modelo["iniciar_antes"], {})
            self.sala.atender()
        principal = self.sala.iniciar(modelo["proceso_principal"], entrada)
        self.sala.adelantar(timedelta(milliseconds=caso.get("espera_ms", 0)))
        fin = self._fin(principal)
        return sorted(self.registro + self._palabras_del_arnes(fin)), fin

    def _fin(self, principal: Instancia) -> str:
        con_error = [i for i in self.sala.instancias if i.fin and i.fin.error]
        if principal in con_error:
            return "termina_con_error_lanzado"
        vivas = [i for i in self.sala.instancias if i.fin is None]
        if any(_no_pudo_seguir(i) for i in vivas):
            return "error_de_ejecucion"
        return "no_termina" if vivas else "termina"

    def _palabras_del_arnes(self, fin: str) -> list[str]:
        palabras = ["MARKER_exists"] if self.marca else []
        if len(self.intervalos) == 2:
            (desde_1, hasta_1), (desde_2, hasta_2) = self.intervalos
            if desde_1 < hasta_2 and desde_2 < hasta_1:
                palabras.append("EXECUTION_parallel")
        de_fin = {
            "error_de_ejecucion": "ERROR_runtime",
            "termina_con_error_lanzado": "ERROR_thrownErrorEvent",
        }
        return [*palabras, de_fin[fin]] if fin in de_fin else palabras

    def _servir(self, instancia: Instancia, abierta: Abierta) -> None:
        ficha = self.fichas[abierta.elemento]
        if ficha == "WAIT_TEN_SECONDS" or ficha.startswith("CREATE_TIMESTAMP"):
            inicio = self.sala.ahora
            self.sala.agendar(DIEZ_SEGUNDOS, lambda: self._acabar(instancia, abierta, inicio))
        else:
            self.sala.si_espera(instancia, abierta, self._hacer(ficha, instancia, abierta))

    def _acabar(self, instancia: Instancia, abierta: Abierta, inicio: datetime) -> None:
        if instancia.abiertas.get(abierta.ficha) is abierta:
            if self.fichas[abierta.elemento].startswith("CREATE_TIMESTAMP"):
                self.intervalos.append((inicio, self.sala.ahora))
            instancia.suceder(FichaCompletada(abierta.ficha))

    def _hacer(self, ficha: str, instancia: Instancia, abierta: Abierta) -> Suceso:
        vista = instancia.vista(abierta.ambito)
        datos: dict[str, Any] = {}
        match ficha:
            case "CREATE_LOG_FILE":
                self.registro.clear()
            case "CREATE_MARKER_FILE":
                self.marca = True
            case "INCREMENT_INTEGER_VARIABLE" | "INCREMENT_INTEGER_VARIABLE_AND_LOG":
                datos = {"integerVariable": vista["integerVariable"] + 1}
                self.registro += ["INCREMENT"] if ficha.endswith("LOG") else []
            case "SET_STRING_DATA":
                datos = {"data": "String"}
            case "LOG_DATA":
                self.registro += ["DATA_correct"] if vista.get("data") == "String" else []
            case "THROW_ERROR":
                return ErrorLanzado(abierta.ficha, "ERR_CODE")
            case _:
                self.registro.append(ficha)
        return FichaCompletada(abierta.ficha, datos)


def _no_pudo_seguir(instancia: Instancia) -> bool:
    """Hay un incidente que no es quedar bloqueada en una unión, que es solo no terminar."""
    de_union = {TipoNodo.PARALELA, TipoNodo.INCLUSIVA}
    nodos = instancia.compilado.proceso.nodos
    return any(
        nodos[elemento].tipo not in de_union or "detenida" not in mensaje
        for elemento, mensaje in instancia.incidentes.values()
    )


# --- el dialecto neutro, en el modelo leído ---------------------------------------------------


def reescribir(documento: Documento, modelo: Mapping[str, Any]) -> Documento:
    """Los scripts de traza pasan a servicios y las condiciones a FEEL; nada más cambia."""
    fichas = modelo["tareas_de_traza"]
    condiciones = {c["en"]: en_feel(c) for c in modelo.get("condiciones", ())}
    procesos = {
        clave: _proceso(proceso, fichas, condiciones)
        for clave, proceso in documento.procesos.items()
    }
    return replace(documento, procesos=procesos)


def en_feel(condicion: Mapping[str, Any]) -> str:
    """La condición descompuesta, en FEEL."""
    variable, valor = condicion.get("variable"), condicion.get("valor")
    match condicion["operador"]:
        case "contiene":
            return f'contains({variable}, "{valor}")'
        case "no contiene":
            return f'not(contains({variable}, "{valor}"))'
        case "menor que":
            return f"{variable} < {valor}"
        case "mayor o igual que":
            return f"{variable} >= {valor}"
        case "constante":
            return str(valor).lower()
        case _:
            return str(variable)


def _proceso(
    proceso: Proceso, fichas: Mapping[str, str], condiciones: Mapping[str, str]
) -> Proceso:
    nodos = {n.id: _nodo(n, fichas, condiciones) for n in proceso.nodos.values()}
    flujos = {
        f.id: replace(f, condicion=condiciones[f.id]) if f.id in condiciones else f
        for f in proceso.flujos.values()
    }
    return replace(proceso, nodos=nodos, flujos=flujos)


def _nodo(nodo: Nodo, fichas: Mapping[str, str], condiciones: Mapping[str, str]) -> Nodo:
    if nodo.id in fichas:
        assert nodo.tipo is TipoNodo.SCRIPT
        nodo = replace(nodo, tipo=TipoNodo.SERVICIO, script="", trato=Trato(tema="arnes"))
    if nodo.id in condiciones and nodo.evento.condicion:
        nodo = replace(nodo, evento=replace(nodo.evento, condicion=condiciones[nodo.id]))
    if nodo.id in condiciones and nodo.activacion:
        nodo = replace(nodo, activacion=condiciones[nodo.id])
    if nodo.id in condiciones and nodo.repeticion:
        que = "condicion" if nodo.repeticion.bucle else "cardinalidad"
        repeticion = replace(nodo.repeticion, **{que: condiciones[nodo.id]})
        nodo = replace(nodo, repeticion=repeticion)
    return nodo
