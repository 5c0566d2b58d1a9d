"""El manual del personal, dentro de la misma web."""
