// A graph of instruments in the order of time, drawn with cytoscape: a column a year, the later to the right.

import cytoscape from "cytoscape";
import { svg } from "./network/svg.js";

const WIDTH = 168;
const HEIGHT = 52;
const COLUMN = 236;
const ROW = 76;
const FAMILIES = {
  basis: "basis", promulgates: "basis", "launches-under": "basis",
  implements: "implements", guides: "implements", details: "implements", interprets: "implements",
  amends: "amends", corrects: "amends", consolidates: "amends",
  replaces: "repeals", repeals: "repeals", suspends: "repeals", pauses: "repeals",
  transmits: "transmits", copies: "transmits",
};

/**
 * The place of each node: columns of years, the earlier to the left; sparse years share a column, full ones take several.
 * Nodes without a date come first.
 */
export function arranged(nodes) {
  const tallest = Math.max(3, Math.ceil(Math.sqrt(1.8 * nodes.length))); // columns and rows about as wide and high as the box
  const sorted = nodes.toSorted((a, b) => (a.date ?? "").localeCompare(b.date ?? "") || a.label.localeCompare(b.label, "vi"));
  const columns = [];
  for (const [year, members] of Map.groupBy(sorted, (node) => node.date?.slice(0, 4) ?? "")) {
    const last = columns.at(-1);
    if (last?.from && last.nodes.length + members.length <= tallest) {
      last.until = year;
      last.nodes.push(...members);
    } else {
      for (let first = 0; first < members.length; first += tallest) {
        columns.push({ from: year, until: year, nodes: members.slice(first, first + tallest) });
      }
    }
  }
  const places = new Map();
  const top = -(tallest / 2 + 1) * ROW;
  const heads = columns.map(({ from, until, nodes: members }, column) => {
    const x = column * COLUMN;
    members.forEach((node, row) => places.set(node.id, { x, y: (row - (members.length - 1) / 2) * ROW + ((column % 2) * ROW) / 3 }));
    return { label: from === until ? from : `${from}–${until}`, x, y: top };
  });
  return { places, heads };
}

function colours() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const families = Object.fromEntries([...new Set(Object.values(FAMILIES)), "cites"].map((name) => [name, colour(`rel-${name}`)]));
  return { ...Object.fromEntries(["paper", "sheet", "ink", "quiet", "rule", "edge", "seal", "bad", "sans", "serif"].map((name) => [name, colour(name)])), families };
}

function styles(tones) {
  return [
    { selector: "node", style: { shape: "round-rectangle", width: WIDTH, height: HEIGHT, "background-color": tones.sheet, "border-width": 1, "border-color": tones.edge, label: "data(label)", color: tones.ink, "font-family": tones.sans, "font-size": 13, "text-wrap": "wrap", "text-max-width": WIDTH - 14, "text-valign": "center", "text-overflow-wrap": "anywhere" } },
    { selector: "node[!held]", style: { "border-style": "dashed", color: tones.quiet } },
    { selector: "node[?ended]", style: { "border-color": tones.bad } },
    { selector: "node[?focus]", style: { "border-width": 3, "border-color": tones.seal, "font-weight": 600 } },
    { selector: "node:selected", style: { "border-width": 3, "border-color": tones.ink } },
    { selector: "node.year", style: { "background-opacity": 0, "border-width": 0, color: tones.quiet, "font-size": 15, events: "no" } },
    { selector: "edge", style: { width: 2, "curve-style": "bezier", "line-color": "data(tone)", "target-arrow-color": "data(tone)", "target-arrow-shape": "triangle", "arrow-scale": 1.1 } },
    { selector: "edge[?planned]", style: { "line-style": "dashed" } },
    { selector: "edge.named", style: { label: "data(label)", color: tones.ink, "font-family": tones.sans, "font-size": 11, "text-rotation": "autorotate", "text-background-color": tones.paper, "text-background-opacity": 1, "text-background-padding": 2 } },
    { selector: ".faint", style: { opacity: 0.18 } },
  ];
}

/** Cytoscape adds a <style> that the content policy refuses, unless one of this name is there; style.css has its rule. */
function unstyled() {
  const id = "__________cytoscape_stylesheet";
  if (!document.getElementById(id)) document.head.append(Object.assign(document.createElement("meta"), { id }));
}

/**
 * Draws a graph.
 *
 * @param {HTMLElement} box that it fills
 * @param {{nodes: object[], edges: object[]}} data nodes with id, label, date, held, ended, focus; edges with source, target,
 *   relation, label, planned
 * @param {{undated: string, graph_label: string}} words
 * @param {(id: string) => void} [taken] called with the node that is clicked or tapped
 */
export function drawNetwork(box, data, words, taken) {
  let tones = colours();
  const canvas = Object.assign(document.createElement("div"), { className: "canvas" });
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", words.graph_label.replace("{nodes}", data.nodes.length).replace("{edges}", data.edges.length));
  box.append(canvas);
  unstyled();
  const cy = cytoscape({ container: canvas, elements: elements(data, words, tones), style: styles(tones), layout: { name: "preset" }, minZoom: 0.15, maxZoom: 2.5, autounselectify: true });
  const fit = () => cy.fit(undefined, 24);
  fit();
  if (cy.zoom() > 1.1) cy.zoom(1.1) && cy.center();

  const near = (event) => {
    const around = event.target.closedNeighborhood();
    cy.elements().difference(around).not(".year").addClass("faint");
    around.edges().addClass("named");
  };
  cy.on("mouseover", "node", near);
  cy.on("mouseout", "node", () => {
    cy.elements().removeClass("faint");
    if (data.edges.length > 24) cy.edges().removeClass("named");
  });
  cy.on("tap", "node", (event) => taken?.(event.target.id()));

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const recolour = () => {
    tones = colours();
    cy.style(styles(tones));
    cy.edges().forEach((edge) => edge.data("tone", tone(edge.data("relation"), tones)));
  };
  dark.addEventListener("change", recolour);

  return {
    fit,
    zoom: (factor) => cy.zoom({ level: cy.zoom() * factor, renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 } }),
    png: () => cy.png({ output: "blob-promise", full: true, scale: 2, bg: tones.paper }),
    svg: () => new Blob([svg(cy, tones, { width: WIDTH, height: HEIGHT })], { type: "image/svg+xml" }),
    destroy: () => {
      dark.removeEventListener("change", recolour);
      cy.destroy();
      canvas.remove();
    },
  };
}

function tone(relation, tones) {
  return tones.families[FAMILIES[relation] ?? "cites"];
}

function elements({ nodes, edges }, words, tones) {
  const { places, heads } = arranged(nodes);
  return [
    ...nodes.map((node) => ({ data: node, position: places.get(node.id), grabbable: true })),
    ...heads.map(({ label, x, y }) => ({ data: { id: `column-${x}`, label: label || words.undated, held: true }, position: { x, y }, classes: "year", selectable: false, grabbable: false })),
    ...edges.map((edge, place) => ({ data: { ...edge, id: `edge-${place}`, tone: tone(edge.relation, tones) }, classes: edges.length > 24 ? "" : "named" })),
  ];
}
