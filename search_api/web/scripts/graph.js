// The graph page: draws what the list beside it says. A node that is clicked is expanded by its own link in the list, whose
// page takes the place of this one: the server alone knows what a graph holds, and the address says which one it is.

import { drawNetwork, faces } from "./network.js";
import { save } from "./save.js";

const box = document.getElementById("network");
const tools = document.getElementById("network-tools");
let network;

const row = (id) => document.querySelector(`#graph-list [data-node="${CSS.escape(id)}"]`);

function draw() {
  const { nodes, edges, words } = JSON.parse(document.getElementById("graph-data").textContent);
  network?.destroy();
  network = drawNetwork(box, { nodes, edges }, words, (id) => {
    const link = row(id)?.querySelector("a.expand");
    if (link) turn(link.href, id);
    else row(id)?.focus();
  });
}

async function turn(href, id) {
  const answer = await fetch(href, { headers: { accept: "text/html" } });
  if (!answer.ok) return location.assign(href); // the page of the error says why
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of ["#graph-list", ".language"]) document.querySelector(part).replaceWith(page.querySelector(part));
  history.pushState(null, "", href);
  draw();
  return row(id)?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("#graph-list a.expand");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  turn(link.href, link.closest("[data-node]").dataset.node);
});
document.addEventListener("focusin", (event) => {
  const id = event.target.closest?.("#graph-list [data-node]")?.dataset.node;
  if (id) network?.point(id);
});
tools.hidden = false;
tools.addEventListener("click", async (event) => {
  const name = event.target.dataset.do;
  if (name === "larger") network.zoom(1.25);
  if (name === "smaller") network.zoom(0.8);
  if (name === "whole") network.fit();
  if (name === "png" || name === "svg") save(`${document.title}.${name}`, await network[name]());
});
addEventListener("popstate", () => location.reload());
await faces();
draw();
