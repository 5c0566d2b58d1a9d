"""El lenguaje de escenarios: de YAML a pasos inmutables, con una frase por cada error.

Los pasos y sus campos están en `pasos.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, get_args, get_type_hints

from motor.nucleo.errores import ErrorMotor
from motor.pruebas import lectores as leer
from motor.pruebas import pasos as p
from motor.pruebas.expectativas import Documento, Espera, EsperaTarea
from motor.pruebas.fragmentos import FragmentoInvalido, expandir, leer_fragmentos
from motor.pruebas.tramos import leer_reloj
from motor.reglas.yaml_seguro import YamlInvalido, leer_yaml

ACTOS: Mapping[str, type[p.Acto]] = {
    "iniciar": p.Iniciar,
    "completar": p.Completar,
    "tomar": p.Tomar,
    "soltar": p.Soltar,
    "derivar": p.Derivar,
    "devolver": p.Devolver,
    "comentar": p.Comentar,
    "adjuntar": p.Adjuntar,
    "mensaje": p.EnviarMensaje,
    "senal": p.Senal,
    "recibir": p.Recibir,
    "prorrogar": p.Prorrogar,
    "suspender_plazos": p.SuspenderPlazos,
    "reanudar_plazos": p.ReanudarPlazos,
    "retirar": p.Retirar,
    "anular": p.Anular,
    "reintentar": p.Reintentar,
    "designar": p.Designar,
    "delegar": p.Delegar,
    "suplir": p.Suplir,
}
_VERBOS = (*ACTOS, "reloj", "rechaza", "espera")
_DEL_ESCENARIO = ("id", "titulo", "comienza", "nota", "flujos_no_medidos", "pasos")


@dataclass(frozen=True)
class CampoLeible:
    """Un campo de un paso: con qué se lee y si debe estar."""

    nombre: str
    lector: Callable[[Any], Any]
    requerido: bool


def campos_de(clase: type[Any]) -> tuple[CampoLeible, ...]:
    """Devuelve los campos de la clase que se leen del YAML, en orden."""
    anotados = get_type_hints(clase, include_extras=True)
    hallados = []
    for campo in fields(clase):
        lector = _lector_de(anotados[campo.name])
        if lector is not None:
            requerido = campo.default is MISSING and campo.default_factory is MISSING
            hallados.append(CampoLeible(campo.name, lector, requerido))
    return tuple(hallados)


def _lector_de(anotado: Any) -> Callable[[Any], Any] | None:
    if hasattr(anotado, "__metadata__"):
        lector: Callable[[Any], Any] = anotado.__metadata__[0]
        return lector
    return next((x for x in map(_lector_de, get_args(anotado)) if x is not None), None)


class EscenarioInvalido(ErrorMotor):
    """Un archivo de escenarios está mal escrito; `faltas` son las frases, con su lugar."""

    codigo = "escenario_invalido"

    def __init__(self, faltas: list[str]) -> None:
        super().__init__("\n".join(faltas))
        self.faltas = tuple(faltas)


def leer_escenarios(ruta: Path, proceso: str) -> tuple[p.Escenario, ...]:
    """Lee un archivo de escenarios.

    Args:
        ruta: el archivo YAML.
        proceso: la clave de la carpeta a que pertenece.

    Raises:
        EscenarioInvalido: con todos los errores, cada uno con archivo, escenario y paso.
    """
    try:
        crudo = leer_yaml(ruta)
    except YamlInvalido as error:
        raise EscenarioInvalido([str(error)]) from error
    crudos = crudo.get("escenarios") if isinstance(crudo, dict) else None
    if not isinstance(crudos, list) or set(crudo) != {"escenarios"}:
        raise EscenarioInvalido([f"{ruta}: debe tener una sola clave, «escenarios», con la lista."])
    try:
        lector = _Lector(ruta, proceso, leer_fragmentos(ruta.parent))
    except (YamlInvalido, FragmentoInvalido) as error:
        raise EscenarioInvalido([str(error)]) from error
    escenarios = [lector.escenario(uno, n) for n, uno in enumerate(crudos, 1)]
    if lector.faltas:
        raise EscenarioInvalido(lector.faltas)
    return tuple(e for e in escenarios if e is not None)


def leer_pasos(crudos: list[Any], donde: str) -> tuple[p.Paso, ...]:
    """Lee pasos sueltos, sin fragmentos; `donde` es cómo se nombra el lugar en las faltas.

    Raises:
        EscenarioInvalido: con todos los errores.
    """
    lector = _Lector(Path(donde), "", {})
    leidos = [lector.paso(crudo, n, donde) for n, crudo in enumerate(crudos, 1)]
    if lector.faltas:
        raise EscenarioInvalido(lector.faltas)
    return tuple(paso for paso in leidos if paso is not None)


class _Lector:
    """Lee los escenarios de un archivo juntando las faltas."""

    def __init__(self, ruta: Path, proceso: str, fragmentos: Mapping[str, list[Any]]) -> None:
        self.ruta = ruta
        self.fragmentos = fragmentos
        self.proceso = proceso
        self.faltas: list[str] = []
        self.ids: set[str] = set()

    def escenario(self, crudo: Any, numero: int) -> p.Escenario | None:
        if not isinstance(crudo, dict):
            self.faltas.append(f"{self.ruta}: el escenario {numero} debe ser un objeto.")
            return None
        id_ = str(crudo.get("id") or f"n.º {numero}")
        donde = f"{self.ruta}, escenario {id_}"
        if id_ in self.ids:
            self.faltas.append(f"{donde}: el id está repetido.")
        self.ids.add(id_)
        self._sobrantes(crudo, _DEL_ESCENARIO, donde)
        pasos = self._pasos(crudo.get("pasos"), donde)
        titulo = self._campo(crudo, "titulo", leer.texto, donde)
        comienza = self._campo(crudo, "comienza", leer.instante, donde)
        sin_medir = leer.textos(crudo.get("flujos_no_medidos") or [])
        if titulo is None or comienza is None:
            return None
        return p.Escenario(
            id=id_,
            titulo=titulo,
            archivo=str(self.ruta),
            proceso=self.proceso,
            comienza=comienza,
            pasos=pasos,
            nota=str(crudo.get("nota") or ""),
            flujos_no_medidos=sin_medir,
        )

    def _campo(
        self, crudo: Mapping[str, Any], nombre: str, lector: Callable[[Any], Any], donde: str
    ) -> Any:
        if nombre not in crudo:
            self.faltas.append(f"{donde}: le falta «{nombre}».")
            return None
        try:
            return lector(crudo[nombre])
        except ValueError as error:
            self.faltas.append(f"{donde}: «{nombre}» {error}.")
            return None

    def _sobrantes(self, crudo: Mapping[Any, Any], admitidos: tuple[str, ...], donde: str) -> None:
        for nombre in crudo:
            if nombre not in admitidos:
                self.faltas.append(
                    f"{donde}: «{nombre}» no se conoce{_parecido(nombre, admitidos)}."
                )

    def _pasos(self, crudos: Any, donde: str) -> tuple[p.Paso, ...]:
        if not isinstance(crudos, list) or not crudos:
            self.faltas.append(f"{donde}: le falta «pasos», la lista de lo que ocurre.")
            return ()
        try:
            crudos = expandir(crudos, self.fragmentos)
        except FragmentoInvalido as error:
            self.faltas.append(f"{donde}: {error}")
            return ()
        leidos = [self.paso(crudo, n, donde) for n, crudo in enumerate(crudos, 1)]
        return tuple(paso for paso in leidos if paso is not None)

    def paso(self, crudo: Any, numero: int, donde: str) -> p.Paso | None:
        lugar = f"{donde}, paso {numero}"
        if not isinstance(crudo, dict) or len(crudo) != 1:
            self.faltas.append(f"{lugar}: cada paso es un solo «verbo: …».")
            return None
        [(verbo, contenido)] = crudo.items()
        orden = self._orden(str(verbo), contenido, f"{lugar} ({verbo})")
        return None if orden is None else p.Paso(numero, str(verbo), orden)

    def _orden(self, verbo: str, crudo: Any, lugar: str) -> p.Orden | None:
        if verbo == "reloj":
            return self._reloj(crudo, lugar)
        if verbo == "rechaza":
            return self._rechaza(crudo, lugar)
        if verbo == "espera":
            return self._espera(crudo, lugar)
        if verbo in ACTOS:
            acto: p.Acto | None = self._objeto(ACTOS[verbo], crudo, lugar)
            return acto
        self.faltas.append(f"{lugar}: el verbo «{verbo}» no se conoce{_parecido(verbo, _VERBOS)}.")
        return None

    def _objeto(self, clase: type[Any], crudo: Any, lugar: str, **ya_leidos: Any) -> Any:
        """Crea `clase` leyendo cada campo con su lector; None si algo faltó o sobró."""
        if not isinstance(crudo, dict):
            self.faltas.append(f"{lugar}: debe ser un objeto «clave: valor».")
            return None
        antes = len(self.faltas)
        leibles = {c.nombre: c for c in campos_de(clase)}
        propios = {k: v for k, v in crudo.items() if k not in ya_leidos}
        self._sobrantes(propios, (*leibles, *ya_leidos), lugar)
        valores = dict(ya_leidos)
        for nombre, campo in leibles.items():
            if campo.requerido or crudo.get(nombre) is not None:
                valores[nombre] = self._campo(crudo, nombre, campo.lector, lugar)
        return clase(**valores) if len(self.faltas) == antes else None

    def _rechaza(self, crudo: Any, lugar: str) -> p.Rechaza | None:
        resto = dict(crudo) if isinstance(crudo, dict) else {}
        codigo, dice = resto.pop("codigo", None), str(resto.pop("dice", ""))
        if len(resto) != 1 or not isinstance(codigo, str):
            frase = "lleva un acto, «codigo» y, si se quiere, «dice»"
            self.faltas.append(f"{lugar}: {frase}.")
            return None
        [(verbo, contenido)] = resto.items()
        acto = self._orden(str(verbo), contenido, f"{lugar}, {verbo}")
        if acto is not None and not isinstance(acto, p.Acto):
            self.faltas.append(f"{lugar}: «{verbo}» no es un acto que se pueda rechazar.")
            return None
        return None if acto is None else p.Rechaza(acto, codigo, dice)

    def _espera(self, crudo: Any, lugar: str) -> Espera | None:
        if not isinstance(crudo, dict):
            self.faltas.append(f"{lugar}: debe ser un objeto «clave: valor».")
            return None
        esperada: Espera | None = self._objeto(
            Espera,
            crudo,
            lugar,
            tarea=self._por_nombre(crudo.get("tarea"), EsperaTarea, f"{lugar}, tarea"),
            documentos=self._por_nombre(crudo.get("documentos"), Documento, f"{lugar}, documentos"),
        )
        return esperada

    def _por_nombre(self, crudo: Any, clase: type[Any], lugar: str) -> dict[str, Any]:
        if crudo is None:
            return {}
        if not isinstance(crudo, dict):
            self.faltas.append(f"{lugar}: debe ser un objeto «nombre: {{…}}».")
            return {}
        return {str(k): self._objeto(clase, v, f"{lugar} {k}") for k, v in crudo.items()}

    def _reloj(self, crudo: Any, lugar: str) -> p.MoverReloj | None:
        try:
            return leer_reloj(crudo)
        except ValueError as error:
            self.faltas.append(f"{lugar}: {error}.")
            return None


def _parecido(nombre: object, admitidos: tuple[str, ...]) -> str:
    cercanos = get_close_matches(str(nombre), admitidos, n=1)
    return f"; ¿quiso decir «{cercanos[0]}»?" if cercanos else f"; hay {', '.join(admitidos)}"
