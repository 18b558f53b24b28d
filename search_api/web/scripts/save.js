/** Saves a blob as a file, without asking the server. */
export function save(name, blob) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name.replaceAll("/", "-") });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
