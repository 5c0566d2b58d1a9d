"""El bucle que toma trabajos y plazos vencidos."""
