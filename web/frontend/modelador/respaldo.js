// Lo que no llegó al servidor queda en este equipo hasta que llegue: un corte de luz no lo borra.

/** La copia local del diagrama de un borrador: `{xml, revision, el}`. */
export class Respaldo {
  constructor(direccion) {
    this.clave = `cauce-diagrama:${direccion}`;
  }

  guardar(xml, revision) {
    try {
      localStorage.setItem(this.clave, JSON.stringify({ xml, revision, el: new Date().toISOString() }));
    } catch {
      // sin lugar o sin permiso: se sigue, con lo dibujado en la página
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
