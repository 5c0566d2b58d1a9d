"""El editor de formularios y su vista previa."""
