"""Tablas de SQLAlchemy, un archivo por agregado, y sus migraciones; nunca confirma."""
