// The SPARQL page: YASGUI's editor in place of the text area, and its results as table, graph and time line. Without this
// script the same form is answered by the server. YASGUI's tabs and its choice of endpoint are left out: one query, one
// endpoint, and both in the address.

import Yasgui from "@zazuko/yasgui";
import { Results } from "./sparql/results.js";
import { terms } from "./sparql/terms.js";

const data = JSON.parse(document.getElementById("sparql-data").textContent);
const form = document.querySelector("form.query");
const area = form.querySelector("textarea");
const label = form.querySelector("label[for=query]");
const answer = document.getElementById("answer");

// Defaults are set here, not passed: YASQE merges lists item by item, and its own completers ask a server elsewhere.
Object.assign(Yasgui.Yasqe.defaults, {
  autocompleters: ["variables"],
  createShareableLink: undefined,
  consumeShareLink: undefined,
  persistenceId: null,
  prefixCcApi: null,
});
Yasgui.Yasqe.registerAutocompleter(terms(data.terms));

const place = document.createElement("div");
area.before(place);
const editor = new Yasgui.Yasqe(place, {
  value: area.value,
  screenReaderLabel: label.textContent,
  showQueryButton: false,
  resizeable: false,
  editorHeight: "auto",
  requestConfig: { endpoint: new URL(`/sparql?lang=${data.lang}`, location.href).href, method: "POST", queryArgument: "query" },
  extraKeys: {
    // The Tab key moves on, as everywhere on the page.
    Tab: false,
    "Shift-Tab": false,
    "Ctrl-Enter": () => form.requestSubmit(),
    "Cmd-Enter": () => form.requestSubmit(),
    "Ctrl-S": false,
  },
});
area.hidden = true;

/** Declares the prefixes that the endpoint knows and the query uses: the editor marks undeclared ones as errors. */
function declare() {
  const declared = editor.getPrefixesFromQuery();
  const used = editor.getValue().replace(/#.*|<[^>\s]*>|"[^"\n]*"/g, " ");
  for (const [prefix, namespace] of Object.entries(data.prefixes)) {
    const name = new RegExp(`(^|[^\\w:-])${prefix}:\\w`);
    if (!(prefix in declared) && name.test(used)) editor.addPrefixes({ [prefix]: namespace });
  }
}

// YASQE's note on a mistake speaks English and has inline styles, which the content policy refuses: ours is a plain title.
const note = (event) => {
  const mark = event.target.closest(".parseErrorIcon");
  if (!mark) return;
  mark.title = data.words.wrong;
  event.stopPropagation();
};
for (const name of ["mouseover", "mouseout"]) place.addEventListener(name, note, true);

let waiting;
editor.on("change", () => {
  clearTimeout(waiting);
  waiting = setTimeout(declare, 400);
});
declare();
editor.collapsePrefixes(true);
label.htmlFor = editor.getInputField().id = "editor";

let results;
let asked = area.value; // the query that the address and the answer are of

function problem(words) {
  const told = Object.assign(document.createElement("p"), { className: "problem", textContent: words });
  told.setAttribute("role", "alert");
  answer.replaceChildren(told);
  results = undefined;
}

/** Puts the query and the view into the address, and into that of the page in the other language. */
function remember(view) {
  const other = document.querySelector(".language");
  for (const [address, take] of [
    [location.href, (url) => url.href !== location.href && history.pushState(null, "", url)],
    [other.href, (url) => (other.href = url.href)],
  ]) {
    const url = new URL(address);
    url.searchParams.set("query", asked);
    if (view && view !== "table") url.searchParams.set("view", view);
    else url.searchParams.delete("view");
    take(url);
  }
}

async function run(view) {
  form.setAttribute("aria-busy", "true");
  const started = performance.now();
  try {
    const response = await editor.query();
    if (!results) {
      answer.replaceChildren();
      results = new Results(answer, data, view, remember);
    }
    results.setResponse(response, performance.now() - started);
  } catch (error) {
    problem(wording(error));
  } finally {
    form.removeAttribute("aria-busy");
  }
}

/** What the server says of a refused query is problem details (RFC 9457). */
function wording(error) {
  try {
    return JSON.parse(error.message).detail;
  } catch {
    return error instanceof TypeError ? data.words.unreachable : error.message;
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  asked = area.value = editor.getValue();
  const view = results?.getSelectedPluginName();
  remember(view);
  run(view);
});
addEventListener("popstate", () => location.reload());
if (data.asked && !answer.querySelector(".problem")) run(data.view); // what the server refused it would refuse again
