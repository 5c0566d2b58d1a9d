"""Los formularios en el navegador."""
