"""El contrato que cumplen los manejadores de tareas de servicio de procesos/."""
