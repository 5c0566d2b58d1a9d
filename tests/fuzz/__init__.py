"""Entradas hostiles: un corpus fijo, y blancos para atheris que buscan otras nuevas."""
