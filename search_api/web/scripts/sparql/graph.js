// Results as a graph: the triples between IRIs of a CONSTRUCT query, or the first two columns of IRIs of a SELECT.

import { address, shortened } from "./nodes.js";

const LABEL = "http://www.w3.org/2000/01/rdf-schema#label";

export class Graph {
  priority = 5;

  constructor(results) {
    this.results = results;
  }

  canHandleResults() {
    return this.triples().length > 0;
  }

  /** [subject, predicate, object] as IRIs, without the triples that only name things. */
  triples() {
    const parser = this.results.results;
    const bindings = parser?.getBindings();
    if (!bindings) {
      const linking = (one) => one.predicate.value !== LABEL && one.object.termType === "NamedNode";
      return (parser?.getStatements() ?? []).filter(linking).map((one) => [one.subject.value, one.predicate.value, one.object.value]);
    }
    const iris = parser.getVariables().filter((name) => bindings.some((row) => row[name]?.type === "uri"));
    if (iris.length < 2) return [];
    const [subject, object, predicate] = iris.length > 2 ? [iris[0], iris[2], iris[1]] : [...iris, undefined];
    return bindings.filter((row) => row[subject] && row[object]).map((row) => [row[subject].value, row[predicate]?.value ?? "", row[object].value]);
  }

  async draw() {
    const page = this.results.config.page;
    const named = new Map((this.results.results.getStatements() ?? []).filter((one) => one.predicate.value === LABEL).map((one) => [one.subject.value, one.object.value]));
    const triples = this.triples();
    const dated = (iri) => /\/(\d{4})\/(\d{2})\/(\d{2})\//.exec(iri)?.slice(1).join("-"); // ELI IRIs hold the date
    const node = (iri) => ({ id: iri, label: named.get(iri) ?? shortened(iri, page.prefixes).replace(page.base, ""), date: dated(iri), href: address(iri, page), held: true });
    const nodes = [...new Set(triples.flatMap(([subject, , object]) => [subject, object]))].map(node);
    const edges = triples.map(([source, predicate, target]) => {
      const relation = page.relations[predicate];
      return { source, target, relation: relation?.name, label: relation?.label ?? shortened(predicate, page.prefixes) };
    });
    const { drawNetwork, faces } = await import("../network.js");
    await faces();
    const box = Object.assign(document.createElement("div"), { className: "network" });
    this.results.resultsEl.append(box);
    this.network = drawNetwork(box, { nodes, edges }, page.words);
  }

  downloads() {
    return [
      ["png", () => this.network.png()],
      ["svg", () => this.network.svg()],
    ];
  }

  destroy() {
    this.network?.destroy();
  }

  getIcon() {}
}
