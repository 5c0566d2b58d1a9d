"""Las versiones publicadas de los procesos."""
