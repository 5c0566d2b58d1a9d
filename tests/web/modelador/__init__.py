"""El modelador de procesos en el navegador."""
