// A reference is told beside the text without loading the page again; without this script its link does the same.
(() => {
  const beside = (root) => root.querySelector(".beside");

  async function show(address, remember) {
    const response = await fetch(address, { headers: { accept: "text/html" } });
    if (!response.ok) { location.assign(address); return; }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = beside(page), old = beside(document);
    if (!fresh || !old) { location.assign(address); return; }
    const open = [...old.querySelectorAll(".attributes > details")].map((one) => one.open);
    old.replaceWith(document.adoptNode(fresh));
    fresh.querySelectorAll(".attributes > details").forEach((one, at) => { one.open = open[at] ?? one.open; });
    const name = new URL(address, location.href).searchParams.get("mention");
    document.querySelectorAll(".ref[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    document.getElementById(name)?.setAttribute("aria-current", "true");
    if (remember) { history.pushState(null, "", address); }
    const told = document.getElementById("told");
    if (told) { told.tabIndex = -1; told.focus({ preventScroll: true }); }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("article .ref[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    if (!beside(document)) { return; }
    event.preventDefault();
    show(link.href, true);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { document.querySelector(".told p:last-child a")?.click(); }
  });
  addEventListener("popstate", () => { if (beside(document)) { show(location.href, false); } });
})();
