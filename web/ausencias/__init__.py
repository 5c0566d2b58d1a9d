"""Ausencias: quién me reemplaza, o por quién actúo, desde cuándo y con qué documento."""
