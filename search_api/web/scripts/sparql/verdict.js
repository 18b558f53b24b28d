// The answer to an ASK query.
export class Verdict {
  priority = 20;
  hideFromSelection = true;

  constructor(results) {
    this.results = results;
  }

  canHandleResults() {
    return this.results.results?.getBoolean() !== undefined;
  }

  draw() {
    const { words } = this.results.config.page;
    const verdict = this.results.results.getBoolean() ? words.yes : words.no;
    this.results.resultsEl.append(Object.assign(document.createElement("p"), { className: "value", textContent: verdict }));
  }

  getIcon() {}
}
