"""El mapa de calor de una versión."""
