"""Los procesos de Camunda: casos por pasos, con tareas de usuario y su trato evaluado.

Los formularios incrustados (`formData`) se niegan. El nombre de una tarea no se calcula: el caso
que lo comprueba queda negado con el hallazgo que lo advierte.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from motor.bpmn import leer, revisar
from motor.bpmn.avance import Abierta, ClaseEspera, ErrorLanzado, FichaCompletada
from motor.bpmn.modelo import Documento
from motor.nucleo.errores import DiagramaInvalido, Hallazgo
from tests.conformidad.resultado import Resultado, juzgar, negado
from tests.conformidad.sala import Instancia, Sala

Espera = tuple[Instancia, Abierta]


def correr(carpeta: Path) -> list[Resultado]:
    """Juega todos los casos de la carpeta."""
    esperado = yaml.safe_load((carpeta / "esperado.yaml").read_text(encoding="utf-8"))
    return [r for modelo in esperado["procesos"] for r in _modelo(carpeta, modelo)]


def _modelo(carpeta: Path, modelo: Mapping[str, Any]) -> list[Resultado]:
    archivos = [*modelo.get("archivos_auxiliares", ()), modelo["archivo"]]
    try:
        documentos = [_ejecutable(leer((carpeta / a).read_bytes())) for a in archivos]
    except DiagramaInvalido as error:
        return [negado(modelo["nombre"], c["caso"], error.hallazgos) for c in modelo["casos"]]
    hallazgos = [h for documento in documentos for h in revisar(documento)]
    return [_caso(documentos, hallazgos, modelo, caso) for caso in modelo["casos"]]


def _caso(
    documentos: list[Documento],
    hallazgos: list[Hallazgo],
    modelo: Mapping[str, Any],
    caso: Mapping[str, Any],
) -> Resultado:
    impiden = [h for h in hallazgos if h.grave or _impide(h, caso)]
    if impiden:
        return negado(modelo["nombre"], caso["caso"], impiden)
    procesos = {c: p for documento in documentos for c, p in documento.procesos.items()}
    sala = Sala(procesos)
    juego = _Juego(sala)
    juego.empezar(modelo["proceso"], caso)
    diferencias: list[str] = []
    for numero, paso in enumerate(caso["pasos"], 1):
        sala.atender()
        diferencias += [f"paso {numero}: {d}" for d in juego.dar(paso)]
    return juzgar(modelo["nombre"], caso["caso"], diferencias)


def _ejecutable(documento: Documento) -> Documento:
    """Camunda da por ejecutable al proceso que no dice si lo es; así también se revisa."""
    procesos = {c: replace(p, ejecutable=True) for c, p in documento.procesos.items()}
    return replace(documento, procesos=procesos)


def _impide(hallazgo: Hallazgo, caso: Mapping[str, Any]) -> bool:
    """El caso comprueba justo lo que el motor advirtió que no hace: un nombre calculado."""
    return hallazgo.regla == "nombre_con_expresion" and "'nombre'" in str(caso["pasos"])


class _Juego:
    def __init__(self, sala: Sala) -> None:
        self.sala = sala
        self.pasos: dict[str, Callable[[Any, Mapping[str, Any]], list[str]]] = {
            "tareas": self._tareas,
            "cuenta_de_tareas": self._cuenta,
            "completar": self._completar,
            "externas": self._externas,
            "completar_externa": self._completar_externa,
            "error_externa": self._error_externa,
            "mensaje": self._mensaje,
            "senal": self._senal,
            "avanzar": self._avanzar,
            "espera_en": self._espera_en,
            "error_de_ejecucion": self._error_de_ejecucion,
            "fin": self._fin,
        }

    def empezar(self, proceso: str, caso: Mapping[str, Any]) -> None:
        """Inicia el proceso como dice el caso; `iniciador` es una variable de todo expediente."""
        variables = {n: self._valor(v) for n, v in caso["variables"].items()}
        variables["iniciador"] = caso.get("iniciador", "alguien")
        if mensaje := caso.get("iniciar_con_mensaje"):
            self.sala.enviar(mensaje, variables)
        else:
            self.sala.iniciar(proceso, variables)

    def dar(self, paso: Mapping[str, Any]) -> list[str]:
        """Da un paso o comprueba; devuelve en qué difiere."""
        [hacer] = [nombre for nombre in self.pasos if nombre in paso]
        return self.pasos[hacer](paso[hacer], paso)

    # --- actos --------------------------------------------------------------------------------

    def _completar(self, tarea: str, paso: Mapping[str, Any]) -> list[str]:
        rasgos = {"id": tarea, **paso.get("instancia", {})}
        abiertas = [e for e in self._esperas(ClaseEspera.TAREA) if self._es(e, rasgos)]
        if not abiertas:
            return [f"no está abierta {rasgos}"]
        instancia, abierta = abiertas[0]
        datos = {n: self._valor(v) for n, v in paso.get("variables", {}).items()}
        instancia.suceder(FichaCompletada(abierta.ficha, datos))
        return []

    def _completar_externa(self, tarea: str, _paso: Mapping[str, Any]) -> list[str]:
        instancia, abierta = self._externa(tarea)
        instancia.suceder(FichaCompletada(abierta.ficha))
        return []

    def _error_externa(self, tarea: str, paso: Mapping[str, Any]) -> list[str]:
        instancia, abierta = self._externa(tarea)
        instancia.suceder(ErrorLanzado(abierta.ficha, paso["codigo"]))
        return []

    def _externa(self, tarea: str) -> Espera:
        return next(e for e in self._esperas(ClaseEspera.SERVICIO) if e[1].elemento == tarea)

    def _mensaje(self, nombre: str, paso: Mapping[str, Any]) -> list[str]:
        recibido = self.sala.enviar(nombre)
        se_rechaza = paso.get("se_rechaza", False)
        return [] if recibido is not se_rechaza else [f"«{nombre}»: recibido={recibido}"]

    def _senal(self, nombre: str, _paso: Mapping[str, Any]) -> list[str]:
        self.sala.senalar(nombre, {})
        return []

    def _avanzar(self, duracion: str, _paso: Mapping[str, Any]) -> list[str]:
        self.sala.adelantar(self._duracion(duracion))
        return []

    # --- comprobaciones -----------------------------------------------------------------------

    def _tareas(self, esperadas: list[Mapping[str, Any]], _paso: Mapping[str, Any]) -> list[str]:
        abiertas = self._esperas(ClaseEspera.TAREA)
        diferencias = []
        for esperada in esperadas:
            halladas = [e for e in abiertas if self._es(e, esperada)]
            if halladas:
                abiertas.remove(halladas[0])
            else:
                diferencias.append(f"falta {dict(esperada)}")
        return diferencias + [f"sobra {self._rasgos(e)}" for e in abiertas]

    def _cuenta(self, cuantas: int, _paso: Mapping[str, Any]) -> list[str]:
        hay = len(self._esperas(ClaseEspera.TAREA))
        return [] if hay == cuantas else [f"esperaba {cuantas} tareas y hay {hay}"]

    def _externas(self, esperadas: list[Mapping[str, Any]], _paso: Mapping[str, Any]) -> list[str]:
        hay = Counter((a.elemento, i.nodo(a).trato.tema) for i, a in self._de_servicio())
        quiere = Counter((e["id"], e["tema"]) for e in esperadas)
        return [] if hay == quiere else [f"esperaba externas {dict(quiere)} y hay {dict(hay)}"]

    def _de_servicio(self) -> list[Espera]:
        return self._esperas(ClaseEspera.SERVICIO)

    def _espera_en(self, elementos: list[str], _paso: Mapping[str, Any]) -> list[str]:
        hay = sorted(a.elemento for i in self.sala.instancias for a in i.abiertas.values())
        return [] if hay == sorted(elementos) else [f"esperaba en {elementos} y está en {hay}"]

    def _error_de_ejecucion(self, elemento: str, _paso: Mapping[str, Any]) -> list[str]:
        hay = [donde for i in self.sala.instancias for donde, _ in i.incidentes.values()]
        return [] if hay == [elemento] else [f"esperaba un incidente en {elemento} y hay {hay}"]

    def _fin(self, _como: str, _paso: Mapping[str, Any]) -> list[str]:
        vivas = [i.compilado.proceso.id for i in self.sala.instancias if i.fin is None]
        con_error = [i.fin.error for i in self.sala.instancias if i.fin and i.fin.error]
        return [f"siguen vivas {vivas} o acabaron con error {con_error}"] * bool(vivas + con_error)

    # --- lo que se ve de una tarea ------------------------------------------------------------

    def _esperas(self, clase: ClaseEspera) -> list[Espera]:
        vivas = [i for i in self.sala.instancias if i.fin is None]
        return [(i, a) for i in vivas for a in i.abiertas.values() if a.clase is clase]

    def _es(self, espera: Espera, rasgos: Mapping[str, Any]) -> bool:
        vistos = self._rasgos(espera)
        quiere = {n: self._normal(n, v) for n, v in rasgos.items() if n != "variables"}
        instancia, abierta = espera
        variables = {n: self._valor(v) for n, v in rasgos.get("variables", {}).items()}
        vista = instancia.vista(abierta.ambito)
        return all(vistos[n] == v for n, v in quiere.items()) and all(
            vista.get(n) == v for n, v in variables.items()
        )

    def _rasgos(self, espera: Espera) -> dict[str, Any]:
        instancia, abierta = espera
        nodo, asignacion = instancia.nodo(abierta), instancia.nodo(abierta).trato.asignacion
        trato = nodo.trato
        return {
            "id": nodo.id,
            "nombre": self._decir(nodo.nombre, espera),
            "proceso": instancia.compilado.proceso.id,
            "asignado": self._decir(asignacion.persona, espera) or None,
            "usuarios": sorted(self._decir(p, espera) for p in asignacion.personas),
            "grupos": sorted(self._decir(g, espera) for g in asignacion.grupos),
            "vence": self._vence(self._decir(trato.plazo, espera)),
            "prioridad": str(self._decir(trato.prioridad, espera)),
            "formulario": self._decir(trato.formulario, espera),
        }

    def _normal(self, nombre: str, valor: Any) -> Any:
        if nombre == "vence":
            return self._vence(valor.removeprefix("inicio+"))
        if nombre in ("usuarios", "grupos"):
            return sorted(valor)
        return str(valor) if nombre == "prioridad" else valor

    def _decir(self, texto: str, espera: Espera) -> Any:
        if not texto.startswith("="):
            return texto
        instancia, abierta = espera
        return self.sala.feel.evaluar(texto[1:], instancia.vista(abierta.ambito))

    def _vence(self, valor: Any) -> Any:
        """La fecha en que vence: dada, en texto ISO, o una duración desde que se creó."""
        if not valor or isinstance(valor, datetime):
            return valor or None
        if valor.startswith("P"):
            return self.sala.ahora + self._duracion(valor)
        return datetime.fromisoformat(valor)

    def _duracion(self, texto: str) -> timedelta:
        duracion = self.sala.feel.evaluar(f'duration("{texto}")', {})
        assert isinstance(duracion, timedelta)
        return duracion

    def _valor(self, valor: Any) -> Any:
        if isinstance(valor, dict) and valor.get("tipo") == "fecha_hora":
            return datetime.fromisoformat(valor["valor"])
        if isinstance(valor, list):
            return [self._valor(v) for v in valor]
        es_numero = isinstance(valor, int | float) and not isinstance(valor, bool)
        return Decimal(str(valor)) if es_numero else valor
