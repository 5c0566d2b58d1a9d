"""El formulario como se muestra: cada campo con su valor escrito, sus opciones y si se ve.

Lo evalúan el mismo FEEL y las mismas dos vueltas con que después se revisa lo enviado: la pantalla
y el servidor no pueden discrepar.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from html import escape

from motor.nucleo.errores import ErrorMotor
from motor.nucleo.reloj import LA_PAZ
from motor.nucleo.valores import Valor
from motor.reglas.formularios.alcance import Alcance, Evaluar
from motor.reglas.formularios.conversion import esta_vacio
from motor.reglas.formularios.envio import valores_provisorios
from motor.reglas.formularios.escritura import escribir
from motor.reglas.formularios.modelo import (
    CON_OPCIONES,
    SOLO_MUESTRAN,
    Clase,
    Componente,
    Formulario,
    Opcion,
    Serie,
)
from motor.reglas.formularios.mostrado import (
    ArchivoVista,
    CampoVista,
    FormularioVista,
    OpcionVista,
)
from motor.reglas.formularios.opciones import opciones_de
from motor.reglas.formularios.plantilla import completar

FILAS_A_LA_VISTA = 200
_SUELTO = Componente(Clase.ROTULO, "", "", "")  # con qué se escribe un valor suelto
Catalogo = Callable[[str], Sequence[Opcion]]


@dataclass(frozen=True)
class Preparacion:
    """Con qué se prepara: lo escrito (o None), lo que la tarea ve y cómo se evalúa.

    `catalogo` da las opciones de un tipo de la organización (`unidad`, `usuario`, `provincia`…).
    `faltas` va de la ruta `lista[2].campo` a la frase.
    """

    datos: Mapping[str, Valor] | None
    vista: Mapping[str, Valor]
    evaluar: Evaluar
    ahora: datetime
    catalogo: Catalogo
    faltas: Mapping[str, str] = field(default_factory=dict)


def preparar(formulario: Formulario, con: Preparacion) -> FormularioVista:
    """Devuelve el formulario para mostrar.

    Sin nada escrito, cada campo empieza con la variable de su nombre (lo que ya se dijo antes, al
    corregir algo devuelto) o con su valor por omisión.
    """
    datos = _iniciales(formulario.componentes, con.vista) if con.datos is None else con.datos
    valores = valores_provisorios(formulario, datos, con.vista, con.evaluar, con.ahora)
    pintor = _Pintor(con)
    alcance = Alcance({"this": valores}, valores, con.vista)
    campos = pintor.nivel(formulario.componentes, datos, valores, alcance, "")
    return FormularioVista(
        formulario.id, formulario.titulo, campos, pintor.ids, pintor.con_archivos
    )


@dataclass
class _Pintor:
    con: Preparacion
    ids: dict[str, str] = field(default_factory=dict)
    con_archivos: bool = False

    def nivel(
        self,
        componentes: Sequence[Componente],
        datos: Mapping[str, Valor],
        valores: Mapping[str, Valor],
        alcance: Alcance,
        ruta: str,
    ) -> tuple[CampoVista, ...]:
        """Los campos visibles de un nivel, en orden de pantalla."""
        campos = []
        for c in componentes:
            if c.ocultar and self._evaluar(c.ocultar, alcance) is True:
                continue
            if c.clase is Clase.GRUPO and not c.clave:
                hijos = self.nivel(c.componentes, datos, valores, alcance, ruta)
                campos.append(self._base(c, alcance, ruta, f"grupo-{c.id}", hijos=hijos))
            else:
                campos.append(self._campo(c, datos, valores, alcance, ruta))
        return tuple(campos)

    def _campo(
        self,
        c: Componente,
        datos: Mapping[str, Valor],
        valores: Mapping[str, Valor],
        alcance: Alcance,
        ruta: str,
    ) -> CampoVista:
        donde = f"{ruta}.{c.clave}" if ruta and c.clave else (c.clave or ruta)
        if c.clase in SOLO_MUESTRAN:
            return self._mostrado(c, alcance, donde)
        crudo, valor = datos.get(c.clave), valores.get(c.clave)
        if c.clase is Clase.GRUPO:
            dentro = Alcance({"this": _mapa(valor)}, _mapa(valor), alcance)
            hijos = self.nivel(c.componentes, _mapa(crudo), _mapa(valor), dentro, donde)
            return self._base(c, alcance, donde, c.clave, hijos=hijos)
        if c.clase is Clase.LISTA:
            return self._lista(c, crudo, valor, alcance, donde)
        return self._simple(c, crudo, valor, alcance, donde)

    def _lista(
        self, c: Componente, crudo: Valor, valor: Valor, alcance: Alcance, donde: str
    ) -> CampoVista:
        crudas = [_mapa(f) for f in crudo] if isinstance(crudo, list | tuple) else []
        limpias = [_mapa(f) for f in valor] if isinstance(valor, list) else []
        llenas = iter(limpias)
        filas = []
        for numero, cruda in enumerate(crudas[:FILAS_A_LA_VISTA] or [{}] * c.filas_iniciales, 1):
            vacia = all(esta_vacio(dato) for dato in cruda.values())
            limpia = {} if vacia else next(llenas, {})
            entorno = {"parent": alcance["this"], "i": Decimal(numero), "this": limpia}
            dentro = Alcance(limpia, entorno, alcance)
            filas.append(self.nivel(c.componentes, cruda, limpia, dentro, f"{donde}[{numero}]"))
        columnas = tuple(h.etiqueta or h.clave for h in c.componentes if h.lleva_dato)
        pide = self._pide(c, valor, alcance)
        return self._base(
            c, alcance, donde, c.clave, filas=tuple(filas), columnas=columnas, requerido=pide
        )

    def _simple(
        self, c: Componente, crudo: Valor, valor: Valor, alcance: Alcance, donde: str
    ) -> CampoVista:
        if not c.se_toma:
            crudo = _visto(c, valor, alcance)
        if c.clase is Clase.ARCHIVOS:
            self.con_archivos = True
            pide = self._pide(c, valor, alcance)
            return self._base(c, alcance, donde, c.clave, archivos=_archivos(crudo), requerido=pide)
        opciones = self._opciones(c, crudo, alcance) if c.clase in CON_OPCIONES else ()
        return self._base(
            c,
            alcance,
            donde,
            c.clave,
            texto=escribir(c, crudo),
            opciones=opciones,
            requerido=self._pide(c, valor, alcance),
        )

    def _pide(self, c: Componente, valor: Valor, alcance: Alcance) -> bool:
        if c.validacion.requerido or not c.requerido_si:
            return c.validacion.requerido
        return self._evaluar(c.requerido_si, Alcance({"valor": valor}, alcance)) is True

    def _opciones(self, c: Componente, crudo: Valor, alcance: Alcance) -> tuple[OpcionVista, ...]:
        if c.opciones_expresion:
            hay: Sequence[Opcion] = opciones_de(self._evaluar(c.opciones_expresion, alcance))
        else:
            hay = c.opciones or self.con.catalogo(c.tipo)
        puestas = crudo if isinstance(crudo, list | tuple) else [crudo]
        elegidas = {str(uno) for uno in puestas if not esta_vacio(uno)}
        return tuple(OpcionVista(str(o.valor), o.etiqueta, str(o.valor) in elegidas) for o in hay)

    def _mostrado(self, c: Componente, alcance: Alcance, donde: str) -> CampoVista:
        if c.clase is Clase.DOCUMENTOS:
            hay = self._evaluar(c.origen, alcance) if c.origen else None
            return self._base(c, alcance, donde, f"documentos-{c.id}", archivos=_archivos(hay))
        if c.clase is not Clase.TABLA:
            texto = c.contenido
            if c.clase is not Clase.IMAGEN:
                texto = self._texto(texto, alcance, en_html=c.clase is Clase.HTML)
            otro = self._texto(c.alternativo, alcance)
            return self._base(c, alcance, donde, f"texto-{c.id}", texto=texto, alternativo=otro)
        filas = self._evaluar(c.origen, alcance) if c.origen else None
        leidas = [_mapa(f) for f in filas] if isinstance(filas, list | tuple) else []
        claves = c.columnas or tuple((k, k) for k in (leidas[0] if leidas else ()))
        celdas = tuple(
            tuple(escribir(c, fila.get(clave)) for clave, _ in claves)
            for fila in leidas[:FILAS_A_LA_VISTA]
        )
        titulos = tuple(titulo for _, titulo in claves)
        return self._base(c, alcance, donde, f"tabla-{c.id}", columnas=titulos, celdas=celdas)

    def _texto(self, texto: str, alcance: Alcance, *, en_html: bool = False) -> str:
        """El texto con sus `{{ FEEL }}` ya evaluadas; lo que no da valor queda en blanco.

        En HTML, los valores van escapados: un dato no pone etiquetas.
        """

        def valor(expresion: str) -> str:
            dado = escribir(_SUELTO, self._evaluar(expresion, alcance))
            return escape(dado) if en_html else dado

        return completar(texto, valor)

    def _base(
        self, c: Componente, alcance: Alcance, donde: str, clave: str, **mas: object
    ) -> CampoVista:
        nombre = donde.replace("[", ".").replace("]", "")
        id_ = "campo-" + (nombre if c.clave else f"{nombre}-{clave}").replace(".", "-")
        if c.clave:
            self.ids[donde] = id_
        comunes: dict[str, object] = {
            "clase": c.clase.value,
            "id": id_,
            "nombre": nombre,
            "etiqueta": self._texto(c.etiqueta, alcance) or (c.clave if c.lleva_dato else ""),
            "ayuda": self._texto(c.descripcion, alcance),
            "prefijo": self._texto(c.prefijo, alcance),
            "sufijo": self._texto(c.sufijo, alcance),
            "tipo": c.tipo,
            "subtipo": c.subtipo,
            "requerido": c.validacion.requerido,
            "solo_lectura": not c.se_toma,
            "multiple": c.multiple,
            "numerico": c.clase is Clase.NUMERO,
            "fila": c.fila,
            "ancho": c.ancho,
            "forma": c.validacion.forma,
            "filas_fijas": c.filas_fijas,
            "falta": self.con.faltas.get(donde, "") if c.clave else "",
        }
        return CampoVista(**(comunes | mas))  # type: ignore[arg-type]  # los tipos están arriba

    def _evaluar(self, expresion: str, alcance: Mapping[str, Valor]) -> Valor:
        try:
            return self.con.evaluar(expresion, alcance)
        except ErrorMotor:
            return None


def _iniciales(componentes: Sequence[Componente], vista: Mapping[str, Valor]) -> dict[str, Valor]:
    datos: dict[str, Valor] = {}
    for c in componentes:
        if c.clase is Clase.GRUPO and not c.clave:
            datos |= _iniciales(c.componentes, vista)
        elif c.se_toma:
            hay = vista.get(c.clave)
            datos[c.clave] = c.predeterminado if hay is None else hay
    return datos


def _visto(c: Componente, valor: Valor, alcance: Mapping[str, Valor]) -> Valor:
    if isinstance(valor, Serie):
        return None
    if valor is None and c.solo_lectura and c.clave in alcance:
        return alcance[c.clave]
    return valor.astimezone(LA_PAZ) if isinstance(valor, datetime) else valor


def _mapa(valor: Valor) -> Mapping[str, Valor]:
    return valor if isinstance(valor, Mapping) else {}


def _archivos(crudo: Valor) -> tuple[ArchivoVista, ...]:
    crudos = [crudo] if isinstance(crudo, Mapping) else crudo
    return tuple(
        ArchivoVista(
            int(uno["documento"]),
            int(uno["version"]),
            str(uno.get("nombre", "")),
            str(uno.get("sha256", "")),
            int(uno.get("fojas") or 0),
        )
        for uno in (crudos if isinstance(crudos, list | tuple) else ())
        if isinstance(uno, Mapping) and "documento" in uno and "version" in uno
    )
