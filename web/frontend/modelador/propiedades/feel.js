// El campo FEEL: colores, ayuda para completar y los errores que dice nuestro servidor.
import { autocompletion, closeBrackets, closeCompletion, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { linter } from "@codemirror/lint";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { expressionLanguage, unaryTestsLanguage } from "@bpmn-io/lang-feel";
import { classHighlighter } from "@lezer/highlight";
import { enviar } from "../comun.js";

const NUCLEO = [["if", "if … then … else …: uno u otro valor"], ["for", "for x in lista return …: una lista nueva"], ["some", "some x in lista satisfies …: alguno cumple"], ["every", "every x in lista satisfies …: todos cumplen"], ["and", "y"], ["or", "o"], ["between", "between 1 and 5"], ["true", "verdadero"], ["false", "falso"], ["null", "nada"]];
const FRASES = { Completions: "Sugerencias", Diagnostics: "Errores", "No diagnostics": "Sin errores", "Selection deleted": "Selección borrada", "Control character": "Carácter de control" };
const TIPOS = { function: "función", variable: "variable", keyword: "palabra" };

function sugerencias({ variables, funciones }) {
  return [
    ...variables.map((v) => ({ label: v.nombre, type: "variable", detail: v.tipo || TIPOS.variable, info: v.origen, boost: 2 })),
    ...funciones.map((f) => ({ label: f.nombre, type: "function", detail: TIPOS.function, info: `${f.firma}. ${f.ayuda}`, apply: f.firma.endsWith("()") ? f.firma : `${f.nombre}(` })),
    ...NUCLEO.map(([label, info]) => ({ label, type: "keyword", detail: TIPOS.keyword, info })),
  ];
}

function completar(entorno) {
  return (contexto) => {
    const palabra = contexto.matchBefore(/[\p{L}_][\p{L}\p{N}_ ]*$/u);
    if (!palabra && !contexto.explicit) return null;
    const ultima = contexto.matchBefore(/[\p{L}_][\p{L}\p{N}_]*$/u);
    return { from: ultima ? ultima.from : contexto.pos, options: sugerencias(entorno()), validFor: /^[\p{L}\p{N}_]*$/u };
  };
}

/** Lo que el servidor dice del texto; sin red o sin dirección no se marca nada. */
function revisar({ url, clase, alRevisar }) {
  return async (vista) => {
    const expresion = vista.state.doc.toString();
    if (!url || !expresion.trim()) {
      alRevisar([]);
      return [];
    }
    const { errores } = await enviar(url, { expresion, clase }).catch(() => ({ errores: [] }));
    alRevisar(errores);
    const largo = vista.state.doc.length;
    return errores.map((e) => ({ from: Math.min(e.desde, largo), to: Math.min(e.hasta, largo), severity: "error", message: e.mensaje }));
  };
}

/** Pone un editor en `caja`. `alCambiar(texto)` se llama al salir y medio segundo después de escribir. */
export function editorFeel({ caja, valor, rotulo, describe, entorno, url, clase = "expresion", nonce, apagado, alCambiar, alRevisar }) {
  let reloj = 0;
  let dicho = valor;
  const decir = (vista) => {
    clearTimeout(reloj);
    const texto = vista.state.doc.toString();
    if (texto !== dicho) alCambiar((dicho = texto));
  };
  const vista = new EditorView({
    parent: caja,
    state: EditorState.create({
      doc: valor,
      extensions: [
        EditorView.cspNonce.of(nonce || ""),
        EditorState.phrases.of(FRASES),
        (clase === "unaria" ? unaryTestsLanguage : expressionLanguage).data.of({ autocomplete: completar(entorno) }),
        clase === "unaria" ? unaryTestsLanguage : expressionLanguage,
        syntaxHighlighting(classHighlighter),
        history(), bracketMatching(), closeBrackets(), autocompletion({ icons: false }),
        keymap.of([...completionKeymap, ...defaultKeymap.filter((k) => k.key !== "Tab"), ...historyKeymap]),
        linter(revisar({ url, clase, alRevisar }), { delay: 350 }),
        EditorView.lineWrapping,
        EditorState.readOnly.of(apagado), EditorView.editable.of(!apagado),
        EditorView.contentAttributes.of({ "aria-label": rotulo, "aria-describedby": describe, spellcheck: "false" }),
        EditorView.updateListener.of((cambio) => {
          // lo que se pidió al escribir puede llegar cuando la persona ya salió con Tab
          if (!cambio.view.hasFocus && completionStatus(cambio.state)) queueMicrotask(() => closeCompletion(cambio.view));
          if (!cambio.docChanged) return;
          clearTimeout(reloj);
          reloj = setTimeout(() => decir(cambio.view), 500);
        }),
        EditorView.domEventHandlers({ blur: (_evento, v) => decir(v), keydown: (evento) => evento.stopPropagation() }),
      ],
    }),
  });
  return {
    vista,
    ya: () => decir(vista),
    poner: (texto) => {
      if (texto === dicho || texto === vista.state.doc.toString()) return;
      dicho = texto;
      vista.dispatch({ changes: { from: 0, to: vista.state.doc.length, insert: texto } });
    },
    quitar: () => {
      decir(vista);
      vista.destroy();
    },
  };
}
