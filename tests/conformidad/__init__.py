"""Modelos de terceros con su traza esperada, jugados en memoria por `motor.bpmn`."""
