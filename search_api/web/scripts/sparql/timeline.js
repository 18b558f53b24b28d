// Results on a time line: rows with ?date, or ?from and ?until, or else with the first column that holds dates.

const DAY = /^\d{4}-\d{2}-\d{2}/;
const MOST = 300;

export class Timeline {
  priority = 1;

  constructor(results) {
    this.results = results;
  }

  canHandleResults() {
    return this.rows().length > 0;
  }

  /** Rows as {from, until, words}, the earliest first. */
  rows() {
    const parser = this.results.results;
    const bindings = parser?.getBindings() ?? [];
    const names = parser?.getVariables() ?? [];
    const dated = names.filter((name) => bindings.some((row) => DAY.test(row[name]?.value ?? "")));
    const from = ["from", "date"].find((name) => dated.includes(name)) ?? dated[0];
    if (!from) return [];
    const until = from === "from" && names.includes("until") ? "until" : from;
    const others = names.filter((name) => ![from, until].includes(name));
    return bindings
      .filter((row) => DAY.test(row[from]?.value ?? ""))
      .map((row) => {
        const said = others.filter((name) => row[name] && row[name].type !== "uri").map((name) => row[name].value);
        const start = row[from].value.slice(0, 10);
        const end = DAY.test(row[until]?.value ?? "") ? row[until].value.slice(0, 10) : start;
        return { from: start, until: end, words: said.slice(0, 3) };
      })
      .sort((a, b) => a.from.localeCompare(b.from));
  }

  draw() {
    const { words, lang } = this.results.config.page;
    const all = this.rows();
    const rows = all.slice(0, MOST);
    const first = Date.parse(`${rows[0].from.slice(0, 4)}-01-01`);
    const years = rows.map((row) => Number(row.until.slice(0, 4)));
    const last = Date.parse(`${Math.max(...years) + 1}-01-01`);
    const at = (day) => (100 * (Date.parse(day) - first)) / (last - first);
    const format = new Intl.DateTimeFormat(lang === "vi" ? "vi-VN" : "en-GB", { day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC" });
    const list = Object.assign(document.createElement("ol"), { className: "timeline" });
    list.append(axis(new Date(first).getUTCFullYear(), new Date(last).getUTCFullYear(), at));
    for (const row of rows) {
      const item = document.createElement("li");
      const days = row.from === row.until ? [row.from] : [row.from, row.until];
      const when = Object.assign(document.createElement("span"), { className: "when" });
      when.textContent = days.map((day) => format.format(Date.parse(day))).join(" – ");
      const what = Object.assign(document.createElement("span"), { className: "what", lang: "vi", textContent: row.words.join(" · ") });
      const track = Object.assign(document.createElement("span"), { className: "track" });
      const bar = document.createElement("span");
      bar.style.setProperty("--from", `${at(row.from)}%`);
      bar.style.setProperty("--until", `${100 - at(row.until)}%`);
      track.append(bar);
      item.append(when, what, track);
      list.append(item);
    }
    this.results.resultsEl.append(list);
    if (all.length > MOST) {
      const cut = words.cut.replace("{count}", all.length - MOST);
      this.results.resultsEl.append(Object.assign(document.createElement("p"), { className: "hint", textContent: cut }));
    }
  }

  getIcon() {}
}

function axis(first, last, at) {
  const item = Object.assign(document.createElement("li"), { className: "axis" });
  item.setAttribute("aria-hidden", "true");
  const track = Object.assign(document.createElement("span"), { className: "track" });
  const step = Math.max(1, Math.ceil((last - first) / 8));
  for (let year = first; year < last; year += step) {
    const tick = Object.assign(document.createElement("span"), { textContent: year });
    tick.style.setProperty("--from", `${at(`${year}-01-01`)}%`);
    track.append(tick);
  }
  item.append(track);
  return item;
}
