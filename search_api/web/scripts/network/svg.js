// The graph as an SVG file, with its words as text. (The cytoscape plug-in for this is under the GPL.)

const SVG = "http://www.w3.org/2000/svg";

/** @param {import("cytoscape").Core} cy with the nodes where they are to stand */
export function svg(cy, tones, { width, height }) {
  const box = cy.elements().boundingBox({ includeLabels: true });
  const page = element("svg", { xmlns: SVG, viewBox: `${box.x1 - 20} ${box.y1 - 20} ${box.w + 40} ${box.h + 40}`, "font-family": tones.sans, "font-size": 13 });
  page.append(element("rect", { x: box.x1 - 20, y: box.y1 - 20, width: box.w + 40, height: box.h + 40, fill: tones.paper }));
  for (const edge of cy.edges()) page.append(arrow(edge, tones));
  for (const node of cy.nodes()) page.append(card(node, tones, width, height));
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(page)}`;
}

function arrow(edge, tones) {
  const { x: x1, y: y1 } = edge.sourceEndpoint();
  const { x: x2, y: y2 } = edge.targetEndpoint();
  const { tone, label, planned } = edge.data();
  const middle = edge.midpoint();
  const group = element("g", { stroke: tone, fill: tone });
  const path = `M${x1},${y1} Q${2 * middle.x - (x1 + x2) / 2},${2 * middle.y - (y1 + y2) / 2} ${x2},${y2}`;
  group.append(element("path", { d: path, fill: "none", "stroke-width": 2, ...(planned && { "stroke-dasharray": "6 4" }) }));
  const angle = Math.atan2(y2 - middle.y, x2 - middle.x);
  const corner = (turn) => `${x2 - 11 * Math.cos(angle + turn)},${y2 - 11 * Math.sin(angle + turn)}`;
  group.append(element("path", { d: `M${x2},${y2} L${corner(0.4)} L${corner(-0.4)} Z`, stroke: "none" }));
  group.append(text(label, { x: middle.x, y: middle.y, "font-size": 8, fill: tones.ink, stroke: tones.paper, "stroke-width": 3, "paint-order": "stroke" }));
  return group;
}

function card(node, tones, width, height) {
  const { x, y } = node.position();
  const { label, held, ended, focus } = node.data();
  const group = element("g", {});
  const quiet = node.hasClass("year");
  if (!quiet) {
    const border = focus ? tones.seal : ended ? tones.bad : tones.edge;
    group.append(element("rect", { x: x - width / 2, y: y - height / 2, width, height, rx: 6, fill: tones.sheet, stroke: border, "stroke-width": focus ? 3 : 1, ...(!held && { "stroke-dasharray": "4 3" }) }));
  }
  const lines = wrapped(label, 24);
  lines.forEach((line, place) => group.append(text(line, { x, y: y + (place - (lines.length - 1) / 2) * 16, fill: quiet || !held ? tones.quiet : tones.ink, ...(focus && { "font-weight": 600 }) })));
  return group;
}

function wrapped(words, most) {
  const lines = [""];
  for (const word of words.split(/\s+/)) {
    if (lines.at(-1) && `${lines.at(-1)} ${word}`.length > most) lines.push(word);
    else lines.push(`${lines.pop()} ${word}`.trim());
  }
  return lines;
}

function text(words, attributes) {
  const made = element("text", { "text-anchor": "middle", "dominant-baseline": "central", ...attributes });
  made.textContent = words;
  return made;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) if (key !== "xmlns") made.setAttribute(key, value);
  return made;
}
