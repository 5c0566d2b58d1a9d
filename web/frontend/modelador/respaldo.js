// Lo que no llegó al servidor queda en este equipo hasta que llegue: un corte de luz no lo borra.

/** La copia local de un archivo de un borrador: `{contenido, revision, el}`. */
export class Respaldo {
  constructor(direccion) {
    this.clave = `cauce-sin-guardar:${direccion}`;
  }

  guardar(contenido, revision) {
    try {
      localStorage.setItem(this.clave, JSON.stringify({ contenido, revision, el: new Date().toISOString() }));
    } catch {
      // sin lugar o sin permiso: se sigue, con lo hecho en la página
    }
  }

  borrar() {
    try {
      localStorage.removeItem(this.clave);
    } catch {
      // nunca se pudo escribir: no hay nada que borrar
    }
  }

  leer() {
    try {
      return JSON.parse(localStorage.getItem(this.clave));
    } catch {
      return null;
    }
  }
}
