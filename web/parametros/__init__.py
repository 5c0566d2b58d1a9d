"""Los parámetros de plazo."""
