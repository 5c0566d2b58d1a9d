"""Suspender y reanudar un proceso."""
