"""Buscar con expresiones regulares de XPath en un número acotado de pasos.

El motor `re` de Python puede tardar un tiempo exponencial. Este recorre el programa con vuelta
atrás recordando qué (instrucción, posición) ya falló, así que sin referencias `\\1` cuesta a lo
sumo programa × texto; y en todo caso se detiene al gastar `PASOS_DE_PATRON`.
"""

from collections.abc import Callable
from functools import lru_cache

from motor.feel.entorno import Evaluacion
from motor.feel.incorporadas.patron_lectura import (
    Instruccion,
    Lector,
    PatronInvalido,
    Programa,
)
from motor.feel.limites import LARGO_BUSCADO, LARGO_PATRON
from motor.nucleo.errores import ErrorFeel

PASOS_DE_PATRON = 500_000
_BANDERAS = frozenset("smixq")
_BLANCOS = " \t\n\r"
Marcas = dict[int, int]
_Hilo = tuple[int, int, Marcas]  # instrucción, lugar del texto y marcas


class Patron:
    """Expresión regular compilada. `grupos`: cuántos captura."""

    def __init__(self, programa: Programa, lector: Lector, banderas: str) -> None:
        self.programa = programa
        self.grupos = lector.grupos
        self.recuerda = not lector.con_referencias
        self.lineas = "m" in banderas
        self.sin_caja = "i" in banderas

    def buscar(self, texto: str, ev: Evaluacion, desde: int = 0) -> Marcas | None:
        """Devuelve las marcas de la primera coincidencia (0 y 1: inicio y fin), o None.

        Raises:
            ErrorFeel: el texto es demasiado largo o la búsqueda gasta demasiados pasos.
        """
        if len(texto) > LARGO_BUSCADO:
            raise ErrorFeel(
                f"No se buscan patrones en textos de más de {LARGO_BUSCADO} caracteres "
                f"(este tiene {len(texto)}); use «contains» o acorte el texto."
            )
        carrera = _Carrera(self, texto, ev)
        for inicio in range(desde, len(texto) + 1):
            marcas = carrera.probar(inicio)
            if marcas is not None:
                return marcas
        return None

    def todas(self, texto: str, ev: Evaluacion) -> list[Marcas]:
        """Devuelve todas las coincidencias, sin solaparse."""
        halladas: list[Marcas] = []
        desde = 0
        while desde <= len(texto):
            marcas = self.buscar(texto, ev, desde)
            if marcas is None:
                break
            halladas.append(marcas)
            desde = max(marcas[1], desde + 1)
        return halladas


class _Carrera:
    """Una búsqueda sobre un texto: lo ya fallado vale para todos los inicios."""

    def __init__(self, patron: Patron, texto: str, ev: Evaluacion) -> None:
        self.patron = patron
        self.texto = texto
        self.ev = ev
        self.falladas: set[tuple[int, int]] = set()
        self.pasos = 0

    def probar(self, inicio: int) -> Marcas | None:
        """Devuelve las marcas de la coincidencia que empieza en `inicio`, o None."""
        pendientes: list[_Hilo] = [(0, inicio, {})]
        while pendientes:
            hilo: _Hilo | None = pendientes.pop()
            while hilo is not None:
                cuenta, lugar, marcas = hilo
                if self._ya_fallo(cuenta, lugar):
                    break
                instruccion = self.patron.programa[cuenta]
                if instruccion[0] == "listo":
                    return marcas
                if instruccion[0] == "o":
                    pendientes.append((instruccion[2], lugar, marcas))
                hilo = self._paso(instruccion, hilo)
        return None

    def _paso(self, instruccion: Instruccion, hilo: _Hilo) -> _Hilo | None:
        cuenta, lugar, marcas = hilo
        clase = instruccion[0]
        if clase in ("o", "ir"):
            return instruccion[1], lugar, marcas
        if clase == "guarda":
            return cuenta + 1, lugar, {**marcas, instruccion[1]: lugar}
        avance = _AVANCES[clase](self, instruccion, lugar, marcas)
        return None if avance < 0 else (cuenta + 1, lugar + avance, marcas)

    def _ya_fallo(self, cuenta: int, lugar: int) -> bool:
        self._contar()
        if not self.patron.recuerda:
            return False
        if (cuenta, lugar) in self.falladas:
            return True
        self.falladas.add((cuenta, lugar))
        return False

    def _contar(self) -> None:
        self.pasos += 1
        if self.pasos % 1000 == 0:
            self.ev.gastar(300)
            if self.pasos > PASOS_DE_PATRON:
                raise ErrorFeel(
                    "El patrón cuesta demasiado sobre este texto y se detuvo; simplifíquelo "
                    "(evite repeticiones dentro de repeticiones)."
                )

    def letra(self, instruccion: tuple[Callable[[str], bool], ...], lugar: int) -> int:
        """Devuelve 1 si la letra en `lugar` pasa la prueba; -1 si no."""
        return 1 if lugar < len(self.texto) and instruccion[1](self.texto[lugar]) else -1

    def inicio(self, lugar: int) -> int:
        """Devuelve 0 si aquí empieza el texto (o una línea, con la bandera m)."""
        if lugar == 0:
            return 0
        linea = self.patron.lineas and self.texto[lugar - 1] == "\n" and lugar < len(self.texto)
        return 0 if linea else -1

    def fin(self, lugar: int) -> int:
        """Devuelve 0 si aquí acaba el texto (o una línea, con la bandera m)."""
        if lugar == len(self.texto):
            return 0
        return 0 if self.patron.lineas and self.texto[lugar] == "\n" else -1

    def repite(self, numero: int, lugar: int, marcas: Marcas) -> int:
        """Devuelve el largo de lo capturado por el grupo si se repite aquí; -1 si no."""
        capturado = captura(self.texto, marcas, numero)
        aqui = self.texto[lugar : lugar + len(capturado)]
        if self.patron.sin_caja:
            return len(capturado) if aqui.casefold() == capturado.casefold() else -1
        return len(capturado) if aqui == capturado else -1


_AVANCES: dict[str, Callable[..., int]] = {
    "letra": lambda carrera, ins, lugar, _marcas: carrera.letra(ins, lugar),
    "inicio": lambda carrera, _ins, lugar, _marcas: carrera.inicio(lugar),
    "fin": lambda carrera, _ins, lugar, _marcas: carrera.fin(lugar),
    "repite": lambda carrera, ins, lugar, marcas: carrera.repite(ins[1], lugar, marcas),
}


def captura(texto: str, marcas: Marcas, numero: int) -> str:
    """Devuelve lo que capturó el grupo `numero`; vacío si no participó."""
    inicio, fin = marcas.get(2 * numero), marcas.get(2 * numero + 1)
    return "" if inicio is None or fin is None else texto[inicio:fin]


@lru_cache(maxsize=256)
def compilar_patron(patron: str, banderas: str) -> Patron | None:
    """Devuelve el patrón compilado; None si él o sus banderas no son de XPath.

    Raises:
        ErrorFeel: pasa de `LARGO_PATRON` caracteres.
    """
    if len(patron) > LARGO_PATRON:
        raise ErrorFeel(f"El patrón pasa de {LARGO_PATRON} caracteres; acórtelo.")
    if not _BANDERAS.issuperset(banderas):
        return None
    if "q" in banderas:
        patron = "".join(f"\\{c}" if c in "\\|.-^?*+{}()[]$" else c for c in patron)
    elif "x" in banderas:
        patron = _sin_blancos(patron)
    lector = Lector(patron, banderas)
    try:
        return Patron(lector.leer(), lector, banderas)
    except PatronInvalido:
        return None


def _sin_blancos(patron: str) -> str:
    """Quita los blancos del patrón (bandera x), salvo dentro de corchetes."""
    partes: list[str] = []
    hondura, escapada = 0, False
    for letra in patron:
        if letra in _BLANCOS and not hondura:
            continue
        if not escapada:
            hondura += {"[": 1, "]": -1}.get(letra, 0)
        escapada = letra == "\\" and not escapada
        partes.append(letra)
    return "".join(partes)


def expandir(reemplazo: str, texto: str, marcas: Marcas, grupos: int) -> str | None:
    """Devuelve el reemplazo con sus `$n` resueltos; None si trae un `\\` o un `$` sueltos."""
    partes: list[str] = []
    lugar = 0
    while lugar < len(reemplazo):
        letra, siguiente = reemplazo[lugar], reemplazo[lugar + 1 : lugar + 2]
        lugar += 1
        if letra == "\\" and siguiente in ("\\", "$"):
            partes.append(siguiente)
            lugar += 1
        elif letra == "$" and siguiente.isdecimal():
            fin = lugar + 1
            while (
                reemplazo[fin : fin + 1].isdecimal() and int(reemplazo[lugar : fin + 1]) <= grupos
            ):
                fin += 1
            partes.append(captura(texto, marcas, int(reemplazo[lugar:fin])))
            lugar = fin
        elif letra in "\\$":
            return None
        else:
            partes.append(letra)
    return "".join(partes)
