"""Dónde está el navegador, y con qué opciones se abre."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NOMBRES = ("chromium", "chromium-browser", "google-chrome")
OPCIONES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def hallar_chromium(el_de_playwright: str) -> str:
    """Devuelve la ruta de Chromium: CAUCE_CHROMIUM, el del sistema, o el de Playwright.

    Si no hay ninguno, Playwright lo descarga.

    Raises:
        FileNotFoundError: CAUCE_CHROMIUM nombra un programa que no existe.
    """
    if pedido := os.environ.get("CAUCE_CHROMIUM"):
        if not Path(pedido).is_file():
            raise FileNotFoundError(f"CAUCE_CHROMIUM nombra {pedido}, que no existe. Corríjalo.")
        return pedido
    for nombre in NOMBRES:
        if hallado := shutil.which(nombre):
            return hallado
    if not Path(el_de_playwright).is_file():
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)
    return el_de_playwright
