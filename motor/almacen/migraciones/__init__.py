"""Migraciones de Alembic."""
