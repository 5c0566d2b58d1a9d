"""La búsqueda de expedientes, abiertos y cerrados."""
