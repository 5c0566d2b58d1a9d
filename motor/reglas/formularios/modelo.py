"""El formulario leído: lo que dice el esquema de form-js, con los agregados `cauce:*`.

Fuente: esquema de form-js (bpmn.io), versiones 16 a 18; los agregados van en `properties`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from motor.nucleo.errores import DatosInvalidos
from motor.nucleo.valores import Valor


class FormularioInvalido(DatosInvalidos):
    """El esquema de un formulario está mal; lleva una falta por componente."""

    codigo = "formulario_invalido"


class Clase(StrEnum):
    """Tipo de componente; el valor es el `type` de form-js."""

    TEXTO = "textfield"
    TEXTO_LARGO = "textarea"
    NUMERO = "number"
    CASILLA = "checkbox"
    SELECCION = "select"
    RADIO = "radio"
    MULTIPLE = "checklist"
    ETIQUETAS = "taglist"
    FECHA = "datetime"
    ARCHIVOS = "filepicker"
    LISTA = "dynamiclist"
    GRUPO = "group"
    CALCULO = "expression"
    TABLA = "table"
    ROTULO = "text"
    LINEA = "separator"
    ESPACIO = "spacer"
    BOTON = "button"
    HTML = "html"
    IMAGEN = "image"
    DOCUMENTOS = "documentPreview"
    MARCO = "iframe"  # se conoce para decir por qué no se admite


SOLO_MUESTRAN = frozenset(
    {
        Clase.TABLA,
        Clase.ROTULO,
        Clase.LINEA,
        Clase.ESPACIO,
        Clase.BOTON,
        Clase.HTML,
        Clase.IMAGEN,
        Clase.DOCUMENTOS,
        Clase.MARCO,
    }
)
CON_OPCIONES = frozenset({Clase.SELECCION, Clase.RADIO, Clase.MULTIPLE, Clase.ETIQUETAS})
VARIOS_VALORES = frozenset({Clase.MULTIPLE, Clase.ETIQUETAS})
TIPOS_DE_CATALOGO = frozenset(
    {"unidad", "unidades", "usuario", "usuarios", "cargo", "provincia", "municipio", "municipios"}
)


@dataclass(frozen=True)
class Opcion:
    """Una opción de lista: `valor` es el código que se guarda, `etiqueta` lo que se lee."""

    valor: Valor
    etiqueta: str


@dataclass(frozen=True)
class Validacion:
    """Reglas de `validate`; un límite es un número o el texto de una FEEL (sin el `=`)."""

    requerido: bool = False
    largo_min: Decimal | str | None = None
    largo_max: Decimal | str | None = None
    minimo: Decimal | str | None = None
    maximo: Decimal | str | None = None
    patron: str = ""
    forma: str = ""  # email o phone
    paso: Decimal | None = None
    sin_fechas_pasadas: bool = False


@dataclass(frozen=True)
class Auto:
    """Lo que el sistema llena: `ahora`, una FEEL (`expresion`) o un correlativo (`serie`)."""

    ahora: bool = False
    expresion: str = ""
    serie: str = ""


@dataclass(frozen=True, eq=False)
class Componente:
    """Un componente; las expresiones FEEL van sin el `=` inicial y vacías si no hay.

    `clave` es el nombre del dato (`key`, o `path` en grupos y listas); vacía si no lleva dato.
    """

    clase: Clase
    id: str
    clave: str
    etiqueta: str
    linea: int = 0
    tipo: str = ""  # cauce:tipo
    subtipo: str = "date"  # date, time o datetime
    decimales: int | None = None
    multiple: bool = False
    opciones: tuple[Opcion, ...] = ()
    opciones_expresion: str = ""
    validacion: Validacion = Validacion()
    ocultar: str = ""
    auto: Auto | None = None
    exigir: str = ""
    mensaje: str = ""
    requerido_si: str = ""
    expresion: str = ""
    solo_lectura: bool = False
    predeterminado: Valor = None
    descripcion: str = ""
    contenido: str = ""  # de un rótulo o de HTML; de una imagen, su dirección
    alternativo: str = ""  # de una imagen
    prefijo: str = ""  # lo que va pegado antes del control, como «Bs»
    sufijo: str = ""
    origen: str = ""  # la FEEL que da las filas de una tabla, o los documentos
    filas_iniciales: int = 1  # de una lista todavía vacía
    filas_fijas: bool = False  # sin agregar ni quitar
    columnas: tuple[tuple[str, str], ...] = ()  # (clave, título) de esa tabla
    fila: str = ""  # los seguidos con la misma van en un renglón
    ancho: int = 0  # columnas de 16 que pide; 0 = las que convengan
    componentes: tuple["Componente", ...] = ()
    propiedades: Mapping[str, str] = field(default_factory=dict)

    @property
    def lleva_dato(self) -> bool:
        """Si su valor llega a las variables con su clave."""
        return bool(self.clave) and self.clase not in SOLO_MUESTRAN

    @property
    def se_toma(self) -> bool:
        """Si su valor se toma de lo enviado (no lo calcula ni lo asigna el sistema)."""
        calculado = self.auto is not None or self.clase is Clase.CALCULO or self.solo_lectura
        return self.lleva_dato and not calculado

    @property
    def titulo(self) -> str:
        """Cómo se nombra en los mensajes."""
        return self.etiqueta or self.clave or self.id


@dataclass(frozen=True)
class Serie:
    """En lugar de un valor: un correlativo que se asigna al guardar (`cauce:auto="serie:…"`).

    `plantilla` lleva `{numero}`, `{anio}` y `{legislatura}`, como `PL-{numero:03d}/{anio}`.
    """

    plantilla: str


@dataclass(frozen=True)
class Referencia:
    """Un valor que nombra algo de fuera del formulario, para comprobar que existe.

    `tipo`: unidad, usuario, cargo, provincia, municipio o documento. Con `documento`, `valor` es
    el contexto `{"documento", "version", "nombre", "sha256"}`.
    """

    campo: str
    tipo: str
    valor: Valor


@dataclass(frozen=True)
class Campo:
    """Un componente con dato y las condiciones que lo ocultan: la suya y las de sus grupos."""

    componente: Componente
    ocultar: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Formulario:
    """Un esquema leído; `componentes` en orden de pantalla."""

    id: str
    titulo: str
    componentes: tuple[Componente, ...]

    @property
    def campos(self) -> tuple[Campo, ...]:
        """Los campos del primer nivel, con los grupos sin `path` ya deshechos."""
        return aplanar(self.componentes)


@lru_cache(maxsize=1024)
def aplanar(componentes: tuple[Componente, ...]) -> tuple[Campo, ...]:
    """Devuelve los campos con dato de un nivel; los grupos sin clave se deshacen en su sitio."""
    campos: list[Campo] = []
    pendientes: list[tuple[Componente, tuple[str, ...]]]
    pendientes = [(c, ()) for c in reversed(componentes)]
    while pendientes:
        componente, heredadas = pendientes.pop()
        ocultar = (*heredadas, componente.ocultar) if componente.ocultar else heredadas
        if componente.clase is Clase.GRUPO and not componente.clave:
            pendientes += [(hijo, ocultar) for hijo in reversed(componente.componentes)]
        elif componente.lleva_dato:
            campos.append(Campo(componente, ocultar))
    return tuple(campos)
