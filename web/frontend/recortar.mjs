// Deja de Tabler solo las familias de clases que Cauce usa, y las variables que esas clases leen.
import postcss from "postcss";

const COLORES = "blue|azure|indigo|purple|pink|red|orange|yellow|lime|green|teal|cyan|vk|rss|x|facebook|twitter|linkedin|google|youtube|dribbble|instagram|pinterest|tumblr|tabler|flickr|vimeo|bitbucket|github|gray(-\\d+)?|muted|dark|light|info|black|transparent|inverted";
const TONOS = "primary|secondary|success|warning|danger";
const CORTE = "(sm-|md-|lg-|xl-|print-)?";
const FAMILIAS = [
  "page(-header|-title|-pretitle|-wrapper)?|container(-xl|-fluid)?|row|row-cards|row-deck|col|col-auto|visually-hidden(-focusable)?",
  `col-${CORTE}(auto|\\d+)|col-(sm|md|lg|xl)|g-[0-4]|g[xy]-[0-4]|order-${CORTE}(first|last)`,
  "card|card-(body|header|footer|title|subtitle|table|sm|md|actions|link|stacked)|card-header-tabs",
  `btn|btn-(sm|lg|icon|list|link|close|group|group-vertical|${TONOS}|outline-(${TONOS})|ghost-(${TONOS}))`,
  "form-(label|label-description|control|control-sm|control-plaintext|select|select-sm|check|check-input|check-label|check-inline|switch|text|hint|fieldset|selectgroup.*)|input-group(-text|-sm|-flat)?|required|col-form-label",
  "invalid-feedback|is-invalid|nav|nav-(item|link|tabs|pills|underline|fill)|tab-(content|pane)|active|disabled|show|fade|collapse",
  "table|table-(responsive|vcenter|sm|striped|hover|bordered|borderless|nowrap|active|light)|caption-top",
  "badge|alert|alert-(link|title|heading|icon|description|important|success|danger|warning|info|primary|secondary)",
  "list-group|list-group-(item|flush|item-action|horizontal|header|numbered)|list-(unstyled|inline|inline-item)",
  "empty|empty-(icon|img|title|subtitle|header|action)|breadcrumb|breadcrumb-item|pagination|page-(item|link)",
  "progress|progress-(bar|sm)|progressbar|datagrid|datagrid-(item|title|content)|timeline|timeline-(event|event-.*|simple)|steps|step-item|steps-(counter|vertical)",
  "dropdown-(item|divider|header|item-text)|avatar|avatar-(sm|xs|list)|icon|icon-(sm|md|inline)|status-dot|spinner-border(-sm)?|kbd|hr|hr-text|subheader|lead|small|h[1-6]|blockquote|markdown",
  `text-${CORTE}(start|end|center)|text-(secondary|primary|success|warning|danger|body|reset|nowrap|wrap|break|truncate|lowercase|uppercase|capitalize|decoration-none|pre-wrap)`,
  `d-${CORTE}(none|block|inline|inline-block|flex|inline-flex|grid|table-cell)|flex-${CORTE}(row|column|wrap|nowrap|fill|grow-0|grow-1|shrink-0|shrink-1)`,
  `(justify-content|align-items|align-self|align-content)-${CORTE}(start|end|center|between|around|stretch|baseline)|gap-[0-5]|(row|column)-gap-[0-5]`,
  `[mp][tbsexy]?-${CORTE}([0-5]|auto)|[wh]-(25|50|75|100|auto)|mw-100|fw-(normal|medium|semibold|bold)|fs-[1-6]|fst-italic|font-monospace|lh-(1|sm|base)`,
  "border|border-(top|bottom|start|end)|border-(top-|bottom-|start-|end-)?0|rounded(-[0-3])?|overflow-(auto|hidden)|position-(relative|absolute|sticky)|align-(top|middle|baseline|bottom)|user-select-all|bg-(body|surface|surface-secondary|transparent)|vstack|hstack|cursor-pointer|float-end|shadow-none",
];
const GUARDADA = new RegExp(`^(${FAMILIAS.join("|")})$`);
const SOBRA = new RegExp(`(^|-)(${COLORES})(-lt|-fg)?$`);
const AJENO = /(data-vc|data-bs-theme-|::-webkit-scrollbar|\[dir|litepicker|apexcharts|:host\b(?!,)|data-bs-popper|\.was-validated)/;
const sirve = (clase) => GUARDADA.test(clase) && (!SOBRA.test(clase) || /^(alert-info|d-.*|text-reset|bg-(transparent|body)|table-light)$/.test(clase));

function selectorSirve(selector) {
  if (AJENO.test(selector) || /:is\(\.|\[data-bs-theme=dark\] \[data-bs-theme=light\]/.test(selector)) return false;
  const positivo = selector.replace(/:not\([^)]*\)/g, "");
  const clases = [...positivo.matchAll(/\.(-?[A-Za-z_][\w-]*)/g)].map((hallado) => hallado[1]);
  return clases.every(sirve);
}

function quitarVacios(raiz) {
  raiz.walkComments((comentario) => void comentario.remove());
  raiz.walkAtRules((regla) => {
    if (regla.nodes && regla.nodes.length === 0) regla.remove();
    if (regla.name === "charset") regla.remove();
  });
}

function quitarVariables(raiz) {
  for (;;) {
    const leidas = new Set([...raiz.toString().matchAll(/var\(\s*(--[\w-]+)/g)].map((hallado) => hallado[1]));
    let quitadas = 0;
    raiz.walkDecls(/^--tblr/, (declaracion) => {
      if (leidas.has(declaracion.prop)) return;
      declaracion.remove();
      quitadas += 1;
    });
    if (quitadas === 0) return;
  }
}

function quitarAnimaciones(raiz) {
  const usos = [];
  raiz.walkDecls(/^animation/, (declaracion) => void usos.push(declaracion.value));
  raiz.walkAtRules("keyframes", (regla) => {
    if (!usos.some((valor) => valor.includes(regla.params))) regla.remove();
  });
}

export function recortarTabler(texto) {
  const raiz = postcss.parse(texto);
  raiz.walkRules((regla) => {
    if (regla.parent.name === "keyframes") return;
    const quedan = regla.selectors.filter(selectorSirve);
    if (quedan.length === 0) regla.remove();
    else regla.selectors = quedan;
  });
  raiz.walkAtRules("font-face", (regla) => void regla.remove());
  quitarAnimaciones(raiz);
  quitarVariables(raiz);
  raiz.walkRules((regla) => void (regla.nodes.length === 0 && regla.remove()));
  quitarVacios(raiz);
  return raiz.toString();
}
