"""Reloj fijo que salta meses y el lenguaje de escenarios."""
