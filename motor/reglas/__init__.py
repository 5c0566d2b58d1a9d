"""Lo que comparten las operaciones; recibe una sesión abierta, nunca abre una."""
