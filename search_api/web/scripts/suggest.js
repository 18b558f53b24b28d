// Suggestions while one types: an ARIA 1.2 combobox with a list box over every <input data-suggest="ADDRESS">.
// The address answers ?q=... with {"suggestions": [{"text", "kind", "detail", "q"}]}; what cannot be had is not shown.

const PAUSE = 150; // milliseconds without a key before it asks
let made = 0;

function combobox(input) {
  const { suggest: address, suggestLabel: label, suggestFound: found, suggestNone: none } = input.dataset;
  const kinds = JSON.parse(input.dataset.suggestKinds);
  const id = `suggestions-${(made += 1)}`;
  const list = Object.assign(document.createElement("ul"), { id, className: "suggestions", hidden: true });
  const told = Object.assign(document.createElement("p"), { className: "unseen" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", label);
  list.lang = "vi"; // what is suggested are words of documents
  told.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id })) {
    input.setAttribute(name, value);
  }
  input.parentElement.append(list);
  input.form.append(told);

  let shown = [];
  let chosen = -1;
  let waiting;
  let asking;
  let typed = input.value;

  function close() {
    clearTimeout(waiting);
    asking?.abort();
    list.hidden = true;
    list.replaceChildren();
    shown = [];
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(place) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = place;
    const option = list.children[chosen];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    input.value = option ? shown[chosen].q : typed;
  }

  function take(place) {
    input.value = shown[place].q;
    close();
    input.form.requestSubmit();
  }

  function show(suggestions) {
    shown = suggestions;
    chosen = -1;
    list.replaceChildren(...suggestions.map(option));
    list.hidden = !suggestions.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    told.textContent = suggestions.length ? found.replace("{count}", suggestions.length) : none;
  }

  function option(suggestion, place) {
    const row = Object.assign(document.createElement("li"), { id: `${id}-${place}` });
    row.setAttribute("role", "option");
    row.setAttribute("aria-selected", "false");
    for (const part of ["text", "detail"].filter((name) => suggestion[name])) {
      row.append(Object.assign(document.createElement("span"), { className: part, textContent: suggestion[part] }), " ");
    }
    const kind = kinds[suggestion.kind];
    if (kind) row.append(Object.assign(document.createElement("span"), { className: "kind", textContent: kind, lang: document.documentElement.lang }));
    row.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
    row.addEventListener("click", () => take(place));
    return row;
  }

  async function ask() {
    asking?.abort();
    asking = new AbortController();
    const url = new URL(address, location.href);
    url.searchParams.set("q", typed);
    try {
      const answer = await fetch(url, { signal: asking.signal, headers: { accept: "application/json" } });
      if (answer.ok) show((await answer.json()).suggestions);
      else close();
    } catch (error) {
      if (error.name !== "AbortError") close(); // the server is gone: the box still sends what is typed
    }
  }

  input.addEventListener("input", () => {
    typed = input.value;
    clearTimeout(waiting);
    if (typed.trim().length < 2) close();
    else waiting = setTimeout(ask, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return; // an input method is at work: Enter and arrows are its own
    const last = shown.length - 1;
    if (event.key === "Escape" && !list.hidden) {
      input.value = typed;
      close();
    } else if (event.key === "ArrowDown" && shown.length) {
      choose(chosen === last ? -1 : chosen + 1);
    } else if (event.key === "ArrowUp" && shown.length) {
      choose(chosen === -1 ? last : chosen - 1);
    } else if (event.key === "Enter" && chosen >= 0) {
      take(chosen);
    } else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
}

document.querySelectorAll("input[data-suggest]").forEach(combobox);
