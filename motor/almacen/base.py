"""La base de todas las tablas: enumeraciones por valor, instantes UTC y JSON como texto.

Los instantes (`datetime`) entran y salen siempre con zona UTC; SQLite los guarda como texto UTC y
PostgreSQL como `timestamptz`. Las fechas (`date`) son locales de La Paz. El JSON se guarda como
texto compacto en ambas bases, con las claves en el orden en que llegan.
"""

import enum
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, TypeAlias

import msgspec
from sqlalchemy import BigInteger, DateTime, Dialect, Enum, Integer, MetaData, Text
from sqlalchemy.orm import DeclarativeBase, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from motor.nucleo.valores import Json, Valor, codificar, decodificar


class Instante(TypeDecorator[datetime]):
    """Un instante con zona; se guarda en UTC.

    Raises:
        ValueError: al guardar un instante sin zona.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> datetime | None:
        """Devuelve el instante en UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"El instante {value} debe llevar zona horaria.")
        return value.astimezone(UTC)

    def process_result_value(
        self,
        value: datetime | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> datetime | None:
        """Devuelve el instante guardado, con zona UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class TextoJson(TypeDecorator[Json]):
    """JSON ya plano (`None` es NULL). Para cambiarlo se asigna un valor nuevo, no se muta."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Json,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> str | None:
        """Devuelve el JSON compacto."""
        return None if value is None else _texto(value)

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> Json:
        """Devuelve el JSON leído."""
        return None if value is None else json.loads(value)


class TextoEstado(TypeDecorator[Json]):
    """Un JSON que crece con lo que está vivo (las fichas de una instancia); se asigna entero.

    Es el mismo texto que el de `TextoJson`, escrito y leído por msgspec, que con mil fichas tarda
    la octava parte; no avisa si le dan un Decimal, y por eso es solo para lo que arma el motor.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Json,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> str | None:
        """Devuelve el JSON compacto."""
        return None if value is None else _rapido.encode(value).decode()

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> Json:
        """Devuelve el JSON leído."""
        return None if value is None else msgspec.json.decode(value)


class TextoValores(TypeDecorator[Mapping[str, Valor]]):
    """Un contexto de valores (`motor.nucleo.valores`); se asigna entero, no se muta."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Mapping[str, Valor] | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> str | None:
        """Devuelve la forma JSON de los valores."""
        return None if value is None else _texto(codificar(dict(value)))

    def process_result_value(
        self,
        value: str | None,
        dialect: Dialect,  # noqa: ARG002 firma de SQLAlchemy
    ) -> dict[str, Valor] | None:
        """Devuelve los valores tal como se guardaron."""
        return None if value is None else decodificar(json.loads(value))


_rapido = msgspec.json.Encoder()
# sin ordenar las claves, que es lo caro, ni buscar ciclos, que un JSON ya plano no tiene
_escritor = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)


def _texto(valor: Json) -> str:
    return _escritor.encode(valor)


def _por_valor(clase: type[enum.Enum]) -> list[str]:
    return [str(miembro.value) for miembro in clase]


IdEntero = BigInteger().with_variant(Integer(), "sqlite")
Id: TypeAlias = Annotated[int, mapped_column(IdEntero, primary_key=True)]
Objeto: TypeAlias = Annotated[Any, mapped_column(TextoJson())]
Estado: TypeAlias = Annotated[Any, mapped_column(TextoEstado())]
Valores: TypeAlias = Annotated[dict[str, Valor], mapped_column(TextoValores())]


class Base(DeclarativeBase):
    """Raíz de los modelos."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map: dict[Any, type[TypeEngine[Any]] | TypeEngine[Any]] = {  # noqa: RUF012 lo pide SQLAlchemy así
        datetime: Instante(),
        str: Text(),
        enum.Enum: Enum(
            enum.Enum,
            native_enum=False,
            create_constraint=True,
            values_callable=_por_valor,
        ),
    }
