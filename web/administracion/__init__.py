"""Lo pendiente de administrar, en un vistazo."""
