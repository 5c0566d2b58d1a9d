// Quién más tiene abierto el archivo: se avisa, y el segundo entra a mirar salvo que elija editar.
import { cuando, enviar } from "./comun.js";

const CADA = 15000;

/**
 * `alCambiar(otros)` recibe, cuando cambian, las personas que editan el mismo archivo;
 * `alPasar()` corre después de cada pregunta.
 */
export class Presencia {
  constructor({ url, archivo, alCambiar, alPasar }) {
    Object.assign(this, { url, archivo, alCambiar, alPasar });
    this.edita = false; // primero se mira quién está; quien solo mira no figura como que edita
    this.ultimo = "";
  }

  /** Pregunta una vez y devuelve quiénes más editan este archivo; sin red, nadie. */
  async preguntar() {
    const gente = await enviar(this.url, { archivo: this.edita ? this.archivo : "" }).catch(() => null);
    if (!gente) return [];
    const otros = gente.filter(({ archivo }) => archivo === this.archivo);
    const ahora = JSON.stringify(otros);
    if (ahora !== this.ultimo) this.alCambiar(otros);
    this.ultimo = ahora;
    return otros;
  }

  empezar() {
    const pasar = async () => {
      if (document.hidden) return;
      await this.preguntar();
      await this.alPasar();
    };
    setInterval(pasar, CADA);
    document.addEventListener("visibilitychange", pasar);
  }
}

/** «Ana Rojas (Jefa de Unidad) está editando este diagrama desde 14:20.» `cosa`: «este diagrama». */
export function fraseDe(otros, cosa) {
  const nombres = otros.map(({ nombre, cargo }) => (cargo ? `${nombre} (${cargo})` : nombre));
  if (nombres.length > 1) return `${nombres.slice(0, -1).join(", ")} y ${nombres.at(-1)} están editando ${cosa}.`;
  const desde = cuando(otros[0].desde);
  return `${nombres[0]} está editando ${cosa}${desde ? ` desde ${desde}` : ""}.`;
}
