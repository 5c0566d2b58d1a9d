"""Expresiones y tablas de decisión (FEEL y DMN), puras: sin base, sin web, sin reloj."""
