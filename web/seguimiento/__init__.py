"""El tablero de seguimiento de la Secretaría de Coordinación General."""
