"""La pantalla de los procesos y sus borradores."""
