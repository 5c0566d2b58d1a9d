"""Lo puro: tipos, errores, reloj, aritmética de plazos, JSON canónico y huellas."""
