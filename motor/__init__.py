"""El motor: procesos BPMN, plazos, trabajos y bitácora; no conoce Flask ni ningún proceso."""
