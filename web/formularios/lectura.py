"""De lo que manda el navegador (`lista.2.campo=…`) a datos con la forma del esquema.

Los nombres los inventa quien quiera: solo se toman los que el esquema tiene, con filas y largos
acotados. Los textos no se convierten aquí: lo hace la revisión, que es la que manda.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from werkzeug.datastructures import FileStorage, MultiDict

from motor.consultas.formularios import Formulario, dentro
from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.valores import Valor

FILAS_MAXIMAS = 1_000
CAMPOS_MAXIMOS = 20_000
ACCION = "_accion"
_ACCION = re.compile(r"(agregar|quitar|subir|bajar):([\w.]+)")
_FILA = re.compile(r"[1-9]\d{0,3}")


@dataclass(frozen=True)
class Subido:
    """Un archivo que viene en un campo: la ruta del campo, como en las faltas, y sus fojas."""

    campo: str
    archivo: FileStorage
    fojas: int


@dataclass(frozen=True)
class Envio:
    """Lo enviado. `datos` tiene la forma del esquema; `accion`, si se pidió mover filas."""

    datos: dict[str, Valor]
    subidos: tuple[Subido, ...] = ()
    accion: str = ""


def leer_envio(
    esquema: Formulario | None,
    formulario: MultiDict[str, str],
    archivos: MultiDict[str, FileStorage] | None = None,
) -> Envio:
    """Devuelve lo enviado con la forma del esquema, ya hecho el acto de filas si lo había.

    Raises:
        DatosInvalidos: manda más campos o más filas de lo admitido.
    """
    if esquema is None:
        return Envio({})
    if sum(1 for _ in formulario.items(multi=True)) > CAMPOS_MAXIMOS:
        raise DatosInvalidos(f"El formulario manda más de {CAMPOS_MAXIMOS} datos; divídalo.")
    lector = _Lector(formulario, archivos or MultiDict())
    datos = lector.nivel(esquema.componentes, "", "")
    accion = formulario.get(ACCION, "")
    if hallado := _ACCION.fullmatch(accion):
        _mover(datos, hallado[1], hallado[2].split("."))
    return Envio(datos, tuple(lector.subidos), accion if hallado else "")


class _Lector:
    def __init__(
        self, formulario: MultiDict[str, str], archivos: MultiDict[str, FileStorage]
    ) -> None:
        self.formulario, self.archivos = formulario, archivos
        self.subidos: list[Subido] = []
        self._filas = _numeros_de_fila(list(formulario) + list(archivos))

    def nivel(self, componentes: Sequence[object], nombre: str, ruta: str) -> dict[str, Valor]:
        datos: dict[str, Valor] = {}
        for c in componentes:
            clase, clave = c.clase.value, c.clave  # type: ignore[attr-defined]  # un Componente
            if clase == "group" and not clave:
                datos |= self.nivel(c.componentes, nombre, ruta)  # type: ignore[attr-defined]  # un Componente
            elif c.se_toma:  # type: ignore[attr-defined]  # un Componente
                propio = f"{nombre}.{clave}" if nombre else clave
                donde = f"{ruta}.{clave}" if ruta else clave
                hay, valor = self._valor(c, clase, propio, donde)
                if hay:
                    datos[clave] = valor
        return datos

    def _valor(self, c: object, clase: str, nombre: str, ruta: str) -> tuple[bool, Valor]:
        internos: Sequence[object] = c.componentes  # type: ignore[attr-defined]  # un Componente
        if clase == "group":
            return True, self.nivel(internos, nombre, ruta)
        if clase == "dynamiclist":
            return True, self._lista(internos, nombre, ruta)
        if clase == "filepicker":
            return True, self._archivos(nombre, ruta)
        if clase in ("checklist", "taglist"):
            return True, [uno for uno in self.formulario.getlist(nombre) if uno]
        if clase == "checkbox" and nombre not in self.formulario:
            return f"{nombre}._hay" in self.formulario, None
        return nombre in self.formulario, self.formulario.get(nombre)

    def _lista(self, internos: Sequence[object], nombre: str, ruta: str) -> list[Valor]:
        numeros = self._filas.get(nombre, [])
        if len(numeros) > FILAS_MAXIMAS:
            raise DatosInvalidos(f"Una lista manda más de {FILAS_MAXIMAS} filas; divídala.")
        return [
            self.nivel(internos, f"{nombre}.{numero}", f"{ruta}[{puesto}]")
            for puesto, numero in enumerate(numeros, 1)
        ]

    def _archivos(self, nombre: str, ruta: str) -> list[Valor]:
        """Los ya adjuntos que no se quitaron; los nuevos quedan en `subidos`."""
        for archivo in self.archivos.getlist(nombre):
            if archivo.filename:
                fojas = self.formulario.get(f"{nombre}._fojas", "")
                self.subidos.append(Subido(ruta, archivo, _entero(fojas)))
        quitados = set(self.formulario.getlist(f"{nombre}._quitar"))
        adjuntos = []
        for ficha in self.formulario.getlist(f"{nombre}._adjunto"):
            documento, _, resto = ficha.partition(":")
            version, _, resto = resto.partition(":")
            sha256, _, titulo = resto.partition(":")
            if documento.isdecimal() and version.isdecimal() and ficha not in quitados:
                adjuntos.append(
                    {
                        "documento": Decimal(documento),
                        "version": Decimal(version),
                        "nombre": titulo,
                        "sha256": sha256,
                    }
                )
        return list(adjuntos)


def _numeros_de_fila(nombres: Sequence[str]) -> Mapping[str, list[str]]:
    """De cada lista, los números de fila que vinieron, en su orden de menor a mayor."""
    vistos: dict[str, set[int]] = {}
    for nombre in nombres:
        partes = nombre.split(".")
        for lugar, parte in enumerate(partes[1:], 1):
            if _FILA.fullmatch(parte):
                vistos.setdefault(".".join(partes[:lugar]), set()).add(int(parte))
    return {lista: [str(n) for n in sorted(numeros)] for lista, numeros in vistos.items()}


def _mover(datos: dict[str, Valor], acto: str, ruta: Sequence[str]) -> None:
    """Agrega, quita o mueve una fila; lo que no existe se deja como está."""
    *previas, ultima = ruta if acto == "agregar" else ruta[:-1]
    dueno: Valor = datos
    for parte in previas:
        dueno = dentro(dueno, parte)
    if not isinstance(dueno, dict) or not isinstance(dueno.setdefault(ultima, []), list):
        return
    filas: list[Valor] = dueno[ultima]
    if acto == "agregar":
        if len(filas) < FILAS_MAXIMAS:
            filas += [{}] if filas else [{}, {}]
        return
    puesto = int(ruta[-1]) - 1 if ruta[-1].isdecimal() else -1
    if not 0 <= puesto < len(filas):
        return
    fila = filas.pop(puesto)
    if acto != "quitar":
        filas.insert(max(0, puesto - 1) if acto == "subir" else puesto + 1, fila)


def _entero(texto: str) -> int:
    limpio = texto.strip()
    return int(limpio) if limpio.isdecimal() and len(limpio) < 6 else 0
