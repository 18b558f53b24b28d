// YASGUI's results with our own frame: its own speaks English only and links elsewhere.

import Yasgui from "@zazuko/yasgui";
import { save } from "../save.js";
import { Graph } from "./graph.js";
import { Table } from "./table.js";
import { Timeline } from "./timeline.js";
import { Verdict } from "./verdict.js";

const { Yasr } = Yasgui;
const PLUGINS = { table: Table, graph: Graph, timeline: Timeline, verdict: Verdict };

Yasr.plugins = {};
Yasr.defaults.plugins = {};
for (const [name, plugin] of Object.entries(PLUGINS)) Yasr.registerPlugin(name, plugin);
Object.assign(Yasr.defaults, { pluginOrder: Object.keys(PLUGINS), defaultPlugin: "table", persistenceId: null, errorRenderers: [] });

export class Results extends Yasr {
  /**
   * @param {HTMLElement} parent where the results are drawn
   * @param {object} data of the page: words, prefixes, relations, base
   * @param {string} view the name of the first view
   * @param {(view: string) => void} chosen called with the name of a view that is chosen
   */
  constructor(parent, data, view, chosen) {
    super(parent, { prefixes: data.prefixes, page: data });
    this.headerEl.className = "toolbar results";
    this.on("change", () => chosen(this.getSelectedPluginName()));
    this.fill(view);
  }

  drawHeader() {} // is called before this.config is complete: see fill

  fill(view) {
    const { words } = this.config.page;
    this.pluginControls = document.createElement("div");
    this.selectedPlugin = view in PLUGINS ? view : "table";
    this.views = document.createElement("div");
    this.views.className = "toolbar";
    this.views.setAttribute("role", "group");
    this.views.setAttribute("aria-label", words.views);
    for (const name of ["table", "graph", "timeline"]) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: words[name] });
      button.dataset.view = name;
      button.addEventListener("click", () => this.selectPlugin(name));
      this.views.append(button);
    }
    this.told = Object.assign(document.createElement("p"), { className: "count" });
    this.told.setAttribute("role", "status");
    this.saving = Object.assign(document.createElement("div"), { className: "toolbar noprint" });
    this.headerEl.append(this.views, this.told, this.saving);
  }

  updatePluginSelectors(fitting) {
    for (const button of this.views?.children ?? []) {
      const name = button.dataset.view;
      button.setAttribute("aria-pressed", String(name === (fitting ? this.drawnPlugin : this.getSelectedPluginName())));
      if (fitting) {
        button.disabled = !fitting.includes(name);
        button.title = button.disabled ? this.config.page.words[`no_${name}`] : "";
      }
    }
    if (fitting) this.views.hidden = !["table", "graph"].some((name) => fitting.includes(name));
  }

  updateResponseInfo() {
    const { words, lang } = this.config.page;
    const rows = this.results?.getBindings() ?? this.results?.getStatements();
    const seconds = (this.results?.getResponseTime() ?? 0) / 1000;
    const shown = new Intl.NumberFormat(lang, { maximumFractionDigits: 2 }).format(seconds);
    this.told.textContent = rows ? words.rows_in.replace("{count}", rows.length).replace("{seconds}", shown) : "";
  }

  updateHelpButton() {}

  fillFallbackBox() {}

  updateExportHeaders() {
    const { words } = this.config.page;
    this.saving.replaceChildren(
      ...(this.plugins[this.drawnPlugin].downloads?.() ?? []).map(([kind, make]) => {
        const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet" });
        button.textContent = `${words.save} ${kind.toUpperCase()}`;
        button.addEventListener("click", async () => save(`sparql.${kind}`, await make()));
        return button;
      }),
    );
  }
}
