"""Un servidor SMTP de verdad en la propia máquina (RFC 5321, lo que smtplib usa), que guarda todo.

`fallos` son las respuestas que dará a los próximos DATA en vez de aceptarlos: un código (451, 554),
o "corta" para colgar sin responder después de haberlo recibido.
"""

import asyncio
import threading
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP


@dataclass
class Recibido:
    """Un mensaje tal como llegó: sobre, octetos y mensaje leído."""

    de: str
    para: list[str]
    crudo: bytes

    @property
    def mensaje(self) -> EmailMessage:
        return message_from_bytes(self.crudo, policy=SMTP)

    def parte(self, tipo: str) -> str:
        return self.mensaje.get_body((tipo,)).get_content()


@dataclass
class Buzon:
    """Escucha en 127.0.0.1, en un puerto libre, mientras dure el `with`."""

    recibidos: list[Recibido] = field(default_factory=list)
    fallos: list[int | str] = field(default_factory=list)
    rechazados: set[str] = field(default_factory=set)
    puerto: int = 0

    def __enter__(self) -> "Buzon":
        listo = threading.Event()
        self._bucle = asyncio.new_event_loop()
        self._hilo = threading.Thread(target=self._correr, args=(listo,), daemon=True)
        self._hilo.start()
        assert listo.wait(10), "el servidor SMTP de prueba no arrancó"
        return self

    def __exit__(self, *_error) -> None:
        self._bucle.call_soon_threadsafe(self._fin.set_result, None)
        self._hilo.join(10)

    def asuntos(self) -> list[str]:
        return [r.mensaje["Subject"] for r in self.recibidos]

    def _correr(self, listo: threading.Event) -> None:
        async def servir() -> None:
            self._fin = self._bucle.create_future()
            servidor = await asyncio.start_server(self._atender, "127.0.0.1", 0)
            self.puerto = servidor.sockets[0].getsockname()[1]
            listo.set()
            await self._fin
            servidor.close()
            await servidor.wait_closed()

        self._bucle.run_until_complete(servir())
        self._bucle.close()

    async def _atender(self, lector: asyncio.StreamReader, escritor: asyncio.StreamWriter) -> None:
        try:
            await self._conversar(lector, escritor)
        finally:
            escritor.close()

    async def _conversar(self, lector, escritor) -> None:
        escritor.write(b"220 buzon.prueba ESMTP\r\n")
        charla = _Charla(self)
        while renglon := (await lector.readline()).decode().rstrip("\r\n"):
            orden, _, resto = renglon.partition(" ")
            if orden.upper() == "DATA" and charla.sobre.para:
                escritor.write(b"354 siga\r\n")
                charla.sobre.crudo = await _leer_datos(lector)
                respuesta = self._guardar(charla.sobre)
            else:
                respuesta = charla.responder(orden.upper(), resto)
            if respuesta is None:
                return
            escritor.write(f"{respuesta}\r\n".encode())

    def anotar(self, sobre: Recibido, para: str) -> str:
        if para in self.rechazados:
            return "550 ese buzon no existe"
        sobre.para.append(para)
        return "250 bien"

    def _guardar(self, sobre: Recibido) -> str | None:
        fallo = self.fallos.pop(0) if self.fallos else None
        if isinstance(fallo, int):
            return f"{fallo} ahora no"
        self.recibidos.append(sobre)
        return None if fallo == "corta" else "250 guardado"


@dataclass
class _Charla:
    """Lo que el cliente lleva dicho de un mensaje."""

    buzon: Buzon
    sobre: Recibido = field(default_factory=lambda: Recibido("", [], b""))

    def responder(self, orden: str, resto: str) -> str | None:
        if orden in ("EHLO", "HELO", "RSET", "NOOP"):
            return "250 buzon.prueba"
        if orden == "MAIL":
            self.sobre = Recibido(_entre_angulos(resto), [], b"")
            return "250 bien"
        if orden == "RCPT" and self.sobre.de:
            return self.buzon.anotar(self.sobre, _entre_angulos(resto))
        return None if orden == "QUIT" else "503 orden fuera de lugar"


def _entre_angulos(texto: str) -> str:
    return texto[texto.index("<") + 1 : texto.index(">")]


async def _leer_datos(lector: asyncio.StreamReader) -> bytes:
    renglones = []
    while (renglon := await lector.readline()) != b".\r\n":
        assert renglon.endswith(b"\r\n"), f"un renglón sin CRLF: {renglon!r}"
        assert len(renglon) <= 1000, "un renglón de más de 998 octetos"
        renglones.append(renglon[1:] if renglon.startswith(b"..") else renglon)
    return b"".join(renglones)
