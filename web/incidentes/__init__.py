"""Los incidentes y su reintento."""
