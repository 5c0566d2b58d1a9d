"""Un paquete por proceso: los manejadores de sus tareas de servicio."""
