// A graph of instruments in the order of time, drawn with cytoscape: a column a year, the later to the right.

import cytoscape from "cytoscape";
import { svg } from "./network/svg.js";

const WIDTH = 168;
const HEIGHT = 52;
const COLUMN = 276;
const ROW = 82;
const ASIDE = 44;
const READABLE = 0.6; // the zoom below which names cannot be read
const FAMILIES = {
  basis: "basis", promulgates: "basis", "launches-under": "basis",
  implements: "implements", guides: "implements", details: "implements", interprets: "implements",
  amends: "amends", corrects: "amends", consolidates: "amends",
  replaces: "repeals", repeals: "repeals", suspends: "repeals", pauses: "repeals",
  transmits: "transmits", copies: "transmits",
};

/**
 * The place of each node: the order of their dates, from left to right and in each column from above; those without a date
 * first. `shape` is the width of the box over its height. Every other row is moved aside, so that what links the rows of a column does not hide behind its nodes.
 */
export function arranged(nodes, shape) {
  const rows = Math.max(2, Math.ceil(Math.sqrt((nodes.length * COLUMN) / (ROW * shape)))); // together as wide and high as the box
  const sorted = nodes.toSorted((a, b) => (a.date ?? "").localeCompare(b.date ?? "") || a.label.localeCompare(b.label, "vi"));
  const dated = sorted.findIndex((node) => node.date);
  const parts = dated < 0 ? [sorted] : [sorted.slice(0, dated), sorted.slice(dated)];
  const columns = parts.flatMap((part) => Array.from({ length: Math.ceil(part.length / rows) }, (_, n) => part.slice(n * rows, (n + 1) * rows)));
  const places = new Map();
  const heads = columns.map((members, column) => {
    const x = column * COLUMN;
    members.forEach((node, row) => places.set(node.id, { x: x + (row % 2) * ASIDE, y: row * ROW + ((column % 2) * ROW) / 2 }));
    const years = [members[0], members.at(-1)].map((node) => node.date?.slice(0, 4) ?? "");
    return { label: [...new Set(years)].join("–"), x: x + ASIDE / 2, y: -ROW };
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
    { selector: "node", style: { shape: "round-rectangle", width: WIDTH, height: HEIGHT, "background-color": tones.sheet, "border-width": 1, "border-color": tones.edge, label: "data(label)", color: tones.ink, "font-family": tones.sans, "font-size": 13, "text-wrap": "wrap", "text-max-width": WIDTH - 14, "text-valign": "center", "text-overflow-wrap": "whitespace" } },
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

/** Loads the faces of the drawing: what is drawn before they are there is measured wrongly and cut. */
export const faces = () => Promise.all([400, 600].map((weight) => document.fonts.load(`${weight} 13px "Be Vietnam Pro"`, "aệ")));

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
  const cy = cytoscape({ container: canvas, elements: elements(data, words, tones, canvas.clientWidth / canvas.clientHeight), style: styles(tones), layout: { name: "preset" }, minZoom: 0.15, maxZoom: 2.5, autounselectify: true });
  const fit = () => cy.fit(undefined, 24);
  fit();
  const chosen = cy.nodes("[?focus]");
  const middle = chosen.nonempty() ? chosen : cy.nodes().max((node) => node.degree()).ele;
  if (cy.zoom() > 1.1) cy.zoom(1.1) && cy.center();
  else if (cy.zoom() < READABLE) cy.zoom(READABLE) && cy.center(middle); // the rest is a drag, or a button, away

  const apart = () => {
    cy.elements().removeClass("faint named");
  };
  const near = (node) => {
    apart();
    const around = node.closedNeighborhood();
    cy.elements().difference(around).not(".year").addClass("faint");
    around.edges().addClass("named"); // all names at once could not be read
  };
  cy.on("mouseover", "node", (event) => near(event.target));
  cy.on("mouseout", "node", apart);
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
    point: (id) => near(cy.getElementById(id)),
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

function elements({ nodes, edges }, words, tones, shape) {
  const { places, heads } = arranged(nodes, shape);
  return [
    ...nodes.map((node) => ({ data: node, position: places.get(node.id), grabbable: true })),
    ...heads.map(({ label, x, y }) => ({ data: { id: `column-${x}`, label: label || words.undated, held: true }, position: { x, y }, classes: "year", selectable: false, grabbable: false })),
    ...edges.map((edge, place) => ({ data: { ...edge, id: `edge-${place}`, tone: tone(edge.relation, tones) } })),
  ];
}
