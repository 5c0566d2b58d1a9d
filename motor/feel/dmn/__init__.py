"""Modelos DMN: lectura segura, tipos, tablas de decisión y su evaluación."""
