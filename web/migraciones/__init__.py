"""Llevar casos en curso a otra versión."""
