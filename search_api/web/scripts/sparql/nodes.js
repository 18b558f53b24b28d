// What terms of RDF look like on the page.

const DATE = /^\d{4}-\d\d-\d\d$/; // typed or not: days of campaigns are strings, some of which name a month only

/** An IRI with a prefix where one fits. */
export function shortened(iri, prefixes) {
  for (const [prefix, namespace] of Object.entries(prefixes)) {
    if (iri.startsWith(namespace) && /^[\w.-]+$/.test(iri.slice(namespace.length))) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return iri;
}

/** Where this application shows an IRI, if it does: instruments have a page of their relations. */
export function address(iri, page) {
  if (!iri.startsWith(`${page.base}eli/`)) return undefined;
  const url = new URL("/trace", location.href);
  url.searchParams.set("q", iri);
  if (page.lang !== "vi") url.searchParams.set("lang", page.lang);
  return url.href;
}

/** A term as an element: a link to what has a page here, else text. */
export function shown(term, page) {
  if (!term) return "";
  if (term.type !== "uri") {
    const text = document.createElement("span");
    text.textContent = DATE.test(term.value) ? term.value.split("-").reverse().join("/") : term.value;
    text.lang = term["xml:lang"] ?? "vi"; // words of documents
    if (term.value.length < 16) text.className = "short";
    return text;
  }
  const href = address(term.value, page);
  const text = shortened(term.value, page.prefixes);
  if (!href) return Object.assign(document.createElement("code"), { textContent: text, title: term.value });
  const link = Object.assign(document.createElement("a"), { href, title: term.value });
  link.append(...text.replace(page.base, "").split("/").flatMap((part, n) => (n ? ["/", document.createElement("wbr"), part] : [part])));
  return link;
}
