"""El editor de decisiones: su página, la revisión y la prueba."""
