"""A quién va una tarea: de lo que el diagrama dice a filas de la organización."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import bindparam, or_, select
from sqlalchemy.orm import Session

from motor.almacen.organizacion import Cargo, Persona, Unidad
from motor.almacen.tareas import Tarea
from motor.bpmn.modelo import Asignacion
from motor.nucleo.errores import DatosInvalidos, NoEncontrado
from motor.nucleo.valores import Valor
from motor.reglas.evaluacion import EvaluadorDeVersion

Candidato = dict[str, int | None]  # fila de `tarea_candidato` sin su tarea
_CARGOS = select(Cargo.clave, Cargo.id).where(Cargo.clave.in_(bindparam("claves", expanding=True)))


def _candidato(**quien: int) -> Candidato:
    return {"cargo_id": None, "unidad_id": None, "persona_id": None, **quien}


@dataclass(frozen=True)
class Asignada:
    """La asignación ya evaluada: sigla, clave de cargo, usuario y candidatos."""

    unidad: str = ""
    cargo: str = ""
    persona: str = ""
    personas: tuple[str, ...] = ()
    grupos: tuple[str, ...] = ()

    @property
    def cargos_posibles(self) -> tuple[str, ...]:
        """Las claves con que puede existir el cargo: dentro de la unidad y suelto."""
        if not self.cargo:
            return ()
        dentro = (f"{self.cargo}.{self.unidad.lower()}",) if self.unidad else ()
        return (*dentro, self.cargo)

    def cargos_por_leer(self, conocidos: Mapping[str, int]) -> set[str]:
        """Las claves que hay que buscar: la que falta pudo crearse después."""
        posibles = self.cargos_posibles
        resuelto = not posibles or posibles[0] in conocidos
        return ({*self.grupos} - conocidos.keys()) | (set() if resuelto else {*posibles})


def evaluar_asignacion(
    asignacion: Asignacion, evaluador: EvaluadorDeVersion, vista: Mapping[str, Valor]
) -> Asignada:
    """Evalúa las expresiones de la asignación.

    Raises:
        DatosInvalidos: una dio algo que no es un texto, o quedó vacía.
        ErrorMotor: una no se pudo evaluar.
    """

    def uno(texto: str) -> str:
        if not texto:
            return ""
        valor = evaluador.texto(texto, vista)
        if not isinstance(valor, str) or not valor.strip():
            raise DatosInvalidos(
                f"La asignación «{texto}» debe dar una unidad, un cargo o un usuario y dio "
                f"{'null' if valor is None else valor}. Complete ese dato y reintente."
            )
        return valor.strip()

    def varios(textos: Sequence[str]) -> tuple[str, ...]:
        nombres: list[str] = []
        for texto in textos:
            valor = evaluador.texto(texto, vista)
            nombres += [str(v) for v in valor] if isinstance(valor, list) else [uno(texto)]
        return tuple(nombres)

    return Asignada(
        uno(asignacion.unidad),
        uno(asignacion.cargo),
        uno(asignacion.persona),
        varios(asignacion.personas),
        varios(asignacion.grupos),
    )


@dataclass
class Directorio:
    """Los ids de cargos, unidades y personas que hacen falta, leídos de una vez."""

    cargos: dict[str, int] = field(default_factory=dict)
    unidades: dict[str, int] = field(default_factory=dict)
    personas: dict[str, int] = field(default_factory=dict)

    def asignar(self, tarea: Tarea, asignada: Asignada) -> list[Candidato]:
        """Pone en la tarea a quién va y devuelve sus otros candidatos, sin id de tarea.

        Raises:
            NoEncontrado: la organización no tiene eso.
        """
        if asignada.unidad:
            tarea.unidad_id = self._exigir(self.unidades, "la unidad", asignada.unidad)
        if asignada.cargo:
            tarea.cargo_id = self._cargo(asignada)
        if asignada.persona:
            tarea.persona_id = self._exigir(self.personas, "la persona", asignada.persona)
        candidatos = [
            _candidato(persona_id=self._exigir(self.personas, "la persona", usuario))
            for usuario in asignada.personas
        ]
        candidatos += [self._grupo(grupo) for grupo in asignada.grupos]
        nadie = not (tarea.unidad_id or tarea.cargo_id or tarea.persona_id or candidatos)
        if nadie:
            raise NoEncontrado(
                f"La tarea «{tarea.nombre}» no dice de quién es. Póngale unidad, cargo o persona "
                "a ella o a su carril."
            )
        return candidatos

    def _cargo(self, asignada: Asignada) -> int:
        for clave in asignada.cargos_posibles:
            if clave in self.cargos:
                return self.cargos[clave]
        return self._exigir(self.cargos, "el cargo", " o ".join(asignada.cargos_posibles))

    def _grupo(self, grupo: str) -> Candidato:
        if grupo in self.cargos:
            return _candidato(cargo_id=self.cargos[grupo])
        return _candidato(unidad_id=self._exigir(self.unidades, "el cargo o la unidad", grupo))

    def _exigir(self, donde: Mapping[str, int], que: str, nombre: str) -> int:
        if nombre not in donde:
            raise NoEncontrado(
                f"No existe {que} «{nombre}» en la organización. Créela, o corrija el diagrama o "
                "el dato del que sale, y reintente."
            )
        return donde[nombre]


def leer_directorio(
    sesion: Session, asignadas: Iterable[Asignada], conocidos: dict[str, int]
) -> Directorio:
    """Lee en una consulta por tabla los ids que nombran las asignaciones.

    Args:
        sesion: la del acto.
        asignadas: lo que dicen las tareas que se abren.
        conocidos: los cargos ya leídos, de clave a id; se le agregan los nuevos. Sirven siempre:
            un cargo no se borra ni cambia de clave.
    """
    cargos: set[str] = set()
    unidades: set[str] = set()
    personas: set[str] = set()
    for asignada in asignadas:
        cargos |= asignada.cargos_por_leer(conocidos)
        unidades |= {asignada.unidad, *asignada.grupos} - {""}
        personas |= {asignada.persona, *asignada.personas} - {""}
    if cargos:
        with sesion.no_autoflush:
            conocidos.update(sesion.execute(_CARGOS, {"claves": sorted(cargos)}).all())
    directorio = Directorio(conocidos)
    if unidades:
        filas = select(Unidad.sigla, Unidad.id).where(
            or_(Unidad.sigla.in_(unidades), Unidad.sigla.in_({u.upper() for u in unidades}))
        )
        directorio.unidades = dict(sesion.execute(filas).all())
    if personas:
        filas = select(Persona.usuario, Persona.id).where(Persona.usuario.in_(personas))
        directorio.personas = dict(sesion.execute(filas).all())
    return directorio
