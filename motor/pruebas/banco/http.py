"""El banco por HTTP: un cliente con conexión sostenida contra `cauce servir`, en otro proceso."""

import http.client
import json
import os
import re
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from motor.arranque import armar_entorno
from motor.entorno import Ajustes
from motor.nucleo.errores import ErrorMotor
from motor.operaciones.cambiar_clave import CambiarClave, cambiar_clave
from motor.pruebas.banco.medir import DIAGRAMAS
from motor.pruebas.carpetas import carpeta_de_diagramas
from motor.pruebas.laboratorio import soltar
from motor.pruebas.montaje import crear_base, publicar_todas, sembrar

META_POR_SEGUNDO = 60.0
META_COMPLETAR_P95_MS = 15.0
ESPERA_ARRANQUE_SEGUNDOS = 60
CALENTAMIENTO = 10
TANDAS = 3
PERSONAS = ("tecnico1.sdos", "secretario.sdos")
_TESTIGO = re.compile(r'name="csrf_token" value="([^"]+)"')


class ServidorNoRespondio(ErrorMotor):
    """El servidor que se iba a medir no arrancó o respondió mal."""

    codigo = "servidor_no_respondio"


@dataclass(frozen=True)
class MedicionHttp:
    """Lo medido sobre una base: expedientes por segundo y milisegundos de cada pedido."""

    servidor: str
    base: str
    expedientes: int
    por_segundo: float
    pedidos: dict[str, tuple[float, float]] = field(default_factory=dict)  # p50 y p95 en ms

    def incumplidas(self) -> list[str]:
        """Las metas que no alcanza; solo las hay sobre SQLite."""
        if self.base != "sqlite":
            return []
        faltas = []
        if self.por_segundo < META_POR_SEGUNDO:
            faltas.append(
                f"{self.por_segundo:.0f} expedientes/s, y debían ser {META_POR_SEGUNDO:.0f}"
            )
        completar = self.pedidos["completar"][1]
        if completar > META_COMPLETAR_P95_MS:
            faltas.append(f"completar p95 {completar:.1f} ms, y debía ser {META_COMPLETAR_P95_MS}")
        return faltas


def medir_http(
    nombre: str, url: str, expedientes: int, avanzar: Callable[[], object]
) -> MedicionHttp:
    """Mide el proceso de aprobación por HTTP: iniciar, ver su tarea, completar y completar.

    Un servidor de un proceso y un cliente que no suelta su conexión; la mejor de tres tandas.

    Raises:
        ServidorNoRespondio: no arrancó o algún pedido no salió bien.
    """
    with tempfile.TemporaryDirectory(prefix="cauce-banco-http-") as temporal:
        carpeta = Path(temporal)
        url = url or f"sqlite:///{carpeta / 'banco.db'}"
        clave = secrets.token_urlsafe(12)
        _montar(url, carpeta, clave)
        avanzar()
        with _servido(url, carpeta) as puerto, _Clientes(puerto, clave) as clientes:
            for _ in range(CALENTAMIENTO):
                clientes.recorrer()
            clientes.tiempos.clear()
            ritmos = []
            for _ in range(TANDAS):
                desde = time.perf_counter()
                for _ in range(expedientes):
                    clientes.recorrer()
                ritmos.append(expedientes / (time.perf_counter() - desde))
                avanzar()
            return MedicionHttp("granian", nombre, expedientes, max(ritmos), clientes.percentiles())


def _montar(url: str, carpeta: Path, clave: str) -> None:
    crear_base(url)
    entorno = armar_entorno(Ajustes(carpeta=carpeta, url=url))
    try:
        sembrar(entorno, carpeta_de_diagramas())
        publicar_todas(entorno, DIAGRAMAS)
        for persona in PERSONAS:
            cambiar_clave(entorno, CambiarClave(None, persona, clave))
    finally:
        soltar(entorno)


@contextmanager
def _servido(url: str, carpeta: Path) -> Iterator[int]:
    with closing(socket.socket()) as libre:
        libre.bind(("127.0.0.1", 0))
        puerto = libre.getsockname()[1]
    ajustes = {
        "CAUCE_DATOS": str(carpeta),
        "CAUCE_BASE_DATOS": url,
        "CAUCE_SECRETO": secrets.token_urlsafe(48),
    }
    programa = "from motor.cli import main; main()"
    orden = [sys.executable, "-c", programa, "servir", "--puerto", str(puerto), "--sin-trabajador"]
    proceso = subprocess.Popen(  # noqa: S603 es este mismo programa, con argumentos propios
        orden,
        env={**os.environ, **ajustes},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _esperar(puerto, proceso)
        yield puerto
    finally:
        proceso.terminate()
        proceso.wait(timeout=30)


def _esperar(puerto: int, proceso: subprocess.Popen[bytes]) -> None:
    limite = time.monotonic() + ESPERA_ARRANQUE_SEGUNDOS
    while time.monotonic() < limite and proceso.poll() is None:
        try:
            with closing(http.client.HTTPConnection("127.0.0.1", puerto, timeout=5)) as conexion:
                conexion.request("GET", "/salud")
                if conexion.getresponse().status == http.HTTPStatus.OK:
                    return
        except OSError:
            time.sleep(0.2)
    raise ServidorNoRespondio("El servidor del banco no arrancó. Pruebe: cauce servir")


class _Clientes:
    """Las dos personas del proceso, cada una con su sesión, sobre una sola conexión sostenida."""

    def __init__(self, puerto: int, clave: str) -> None:
        self.conexion = http.client.HTTPConnection("127.0.0.1", puerto, timeout=30)
        self.tiempos: dict[str, list[float]] = {}
        self.cabeceras = {persona: self._entrar(persona, clave) for persona in PERSONAS}

    def __enter__(self) -> "_Clientes":
        return self

    def __exit__(self, *_: object) -> None:
        self.conexion.close()

    def recorrer(self) -> None:
        """Un expediente: iniciar, ver su primera tarea, completarla y completar la segunda."""
        tecnico, secretario = PERSONAS
        pedido = {"proceso": "banco_aprobacion", "asunto": "Banco"}
        hr = str(self._json("iniciar", "POST", "/api/expedientes", tecnico, pedido)["hr"])
        primera = self._tarea(tecnico, hr)
        datos = {"datos": {"procede": True}}
        self._json("completar", "POST", f"/api/tareas/{primera}/completar", tecnico, datos)
        segunda = primera + 1  # un solo cliente: la siguiente tarea es la siguiente fila
        self._json("completar", "POST", f"/api/tareas/{segunda}/completar", secretario, {})

    def percentiles(self) -> dict[str, tuple[float, float]]:
        """De cada pedido, su mediana y su p95, en milisegundos."""
        return {
            que: (statistics.median(t) * 1000, sorted(t)[int(len(t) * 0.95)] * 1000)
            for que, t in self.tiempos.items()
        }

    def _tarea(self, persona: str, hr: str) -> int:
        tareas = self._json("ver", "GET", f"/api/expedientes/{hr}/tareas", persona)["tareas"]
        return int(tareas[0]["id"])

    def _json(
        self, que: str, metodo: str, ruta: str, persona: str, datos: object = None
    ) -> dict[str, Any]:
        cuerpo = None if datos is None else json.dumps(datos).encode()
        desde = time.perf_counter()
        self.conexion.request(metodo, ruta, cuerpo, self.cabeceras[persona])
        respuesta = self.conexion.getresponse()
        leido = respuesta.read()
        self.tiempos.setdefault(que, []).append(time.perf_counter() - desde)
        if respuesta.status not in (200, 201):
            raise ServidorNoRespondio(f"{ruta} respondió {respuesta.status}: {leido[:200]!r}")
        return dict(json.loads(leido))

    def _entrar(self, persona: str, clave: str) -> dict[str, str]:
        galleta, pagina = self._pagina("GET", "/ingresar", "")
        testigo = _TESTIGO.search(pagina)
        if testigo is None:
            raise ServidorNoRespondio("La página de ingreso no trae su testigo.")
        datos = {"usuario": persona, "clave": clave, "csrf_token": testigo[1]}
        galleta, _ = self._pagina("POST", "/ingresar", galleta, urlencode(datos))
        galleta, yo = self._pagina("GET", "/api/yo", galleta)
        return {
            "Cookie": galleta,
            "X-CSRFToken": str(json.loads(yo)["csrf"]),
            "Content-Type": "application/json",
        }

    def _pagina(self, metodo: str, ruta: str, galleta: str, cuerpo: str = "") -> tuple[str, str]:
        cabeceras = {"Cookie": galleta} if galleta else {}
        if cuerpo:
            cabeceras["Content-Type"] = "application/x-www-form-urlencoded"
        self.conexion.request(metodo, ruta, cuerpo or None, cabeceras)
        respuesta = self.conexion.getresponse()
        leido = respuesta.read().decode()
        puesta = respuesta.getheader("Set-Cookie") or ""
        return puesta.partition(";")[0] or galleta, leido
