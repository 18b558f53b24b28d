// Results as a table; what a CONSTRUCT query gives has three columns.

import { shown } from "./nodes.js";

const STEP = 500; // rows drawn at once

export class Table {
  priority = 10;

  constructor(results) {
    this.results = results;
  }

  canHandleResults() {
    return this.rows() !== undefined;
  }

  rows() {
    const parser = this.results.results;
    const bindings = parser?.getBindings();
    if (bindings) return { names: parser.getVariables(), rows: bindings };
    const statements = parser?.getStatements();
    if (!statements) return undefined;
    const names = ["subject", "predicate", "object"];
    return { names, rows: statements.map((one) => Object.fromEntries(names.map((name) => [name, term(one[name])]))) };
  }

  draw() {
    const page = this.results.config.page;
    const { names, rows } = this.rows();
    const table = document.createElement("table");
    table.className = "data";
    const head = table.createTHead().insertRow();
    for (const name of names) head.append(Object.assign(document.createElement("th"), { scope: "col", textContent: name }));
    const body = table.createTBody();
    const more = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: page.words.more });
    const add = () => {
      for (const row of rows.slice(body.rows.length, body.rows.length + STEP)) {
        const line = body.insertRow();
        for (const name of names) {
          const cell = line.insertCell();
          cell.dataset.name = name; // on a narrow screen each cell stands under it
          if (row[name]) cell.append(shown(row[name], page));
        }
      }
      more.hidden = body.rows.length >= rows.length;
    };
    more.addEventListener("click", add);
    add();
    const box = Object.assign(document.createElement("div"), { className: "scroll", tabIndex: 0 });
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", page.words.table);
    box.append(table);
    this.results.resultsEl.append(box, more);
  }

  downloads() {
    const parser = this.results.results;
    const raw = parser.getOriginalResponseAsString();
    if (!parser.getBindings()) return [["nt", () => new Blob([raw], { type: "application/n-triples" })]];
    return [
      ["csv", () => new Blob(["\ufeff", parser.asCsv()], { type: "text/csv" })],
      ["json", () => new Blob([raw], { type: "application/sparql-results+json" })],
    ];
  }

  getIcon() {}
}

function term(node) {
  return node.termType === "Literal"
    ? { type: "literal", value: node.value, ...(node.language && { "xml:lang": node.language }) }
    : { type: node.termType === "NamedNode" ? "uri" : "bnode", value: node.value };
}
