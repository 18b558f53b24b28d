// Files dropped on or chosen in <form id="upload">, sent one by one with progress; then how far each is taken in.
// Without this script the form sends them all at once.

const PAUSE = 1_000; // milliseconds between two looks at a job
const UNDER_WAY = ["waiting", "reading", "linking"];

const form = document.getElementById("upload");
const { files: address, jobs, document: documentPage, open, sending, progress, lost, taken } = form.dataset;
const input = form.elements.files;
const drop = form.querySelector(".drop");
const list = Object.assign(document.createElement("ul"), { className: "sent" });
const said = Object.assign(document.createElement("p"), { className: "unseen" });
said.setAttribute("role", "status");
form.append(list, said);

const json = { accept: "application/json" };
const inLanguage = (path) => `${path}?lang=${document.documentElement.lang}`; // of the page, not of the browser
let queue = Promise.resolve();

function row(file) {
  const item = document.createElement("li");
  const name = Object.assign(document.createElement("span"), { className: "name", textContent: file.name });
  const told = Object.assign(document.createElement("span"), { className: "told" });
  const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
  name.lang = "vi";
  bar.setAttribute("aria-label", progress.replace("{name}", () => file.name));
  item.append(name, " ", told, bar);
  list.append(item);
  return {
    file,
    sent: (share) => (bar.value = share),
    say(state, words) {
      item.dataset.state = state;
      told.textContent = words;
      if (!UNDER_WAY.includes(state) && state !== "sending") {
        bar.remove();
        said.textContent = `${file.name}: ${words}`;
      }
    },
    link(path) {
      const url = new URL(documentPage, location.href);
      url.searchParams.set("file", path);
      const link = Object.assign(document.createElement("a"), { href: url, textContent: open });
      link.append(Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${file.name}` }));
      item.append(" ", link);
    },
  };
}

/** Sends one file; gives the answer, with its status. `fetch` does not tell how much is sent. */
function send(one) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    const body = new FormData();
    body.append("files", one.file, one.file.name);
    request.upload.addEventListener("progress", ({ loaded, total }) => one.sent(loaded / total));
    request.addEventListener("load", () => resolve(answer(request)));
    request.addEventListener("error", () => resolve({ detail: lost }));
    request.open("POST", inLanguage(address));
    request.setRequestHeader("Accept", json.accept);
    request.responseType = "json";
    request.send(body);
  });
}

const answer = ({ status, response }) => (status === 202 && response ? response : { detail: response?.detail ?? lost });

async function follow(one, job) {
  while (UNDER_WAY.includes(job.state)) {
    one.say(job.state, job.message);
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    try {
      const asked = await fetch(inLanguage(jobs + job.id), { headers: json });
      if (asked.ok) job = await asked.json();
    } catch {
      continue; // the server is being restarted: it goes on with the job
    }
  }
  const [file] = job.files;
  if (file?.reason) one.say("failed", file.reason);
  else one.say(job.state, job.state === "failed" ? job.message : file ? `${taken}. ${job.message}` : job.message);
  if (file?.file) one.link(file.file);
  await renewList();
}

/** Shows the list of files as it is now. */
async function renewList() {
  try {
    const page = await fetch(location.href, { headers: { accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("held");
    const held = document.getElementById("held");
    if (page.ok && fresh && !held.contains(document.activeElement)) held.replaceWith(fresh);
  } catch {
    // the list is as old as the page
  }
}

async function take(one) {
  one.say("sending", sending);
  const job = await send(one);
  if (job.detail) one.say("failed", job.detail.replace(`${one.file.name}: `, ""));
  else follow(one, job); // while the next file is sent
}

function add(files) {
  for (const one of [...files].map(row)) queue = queue.then(() => take(one));
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  add(input.files);
  form.reset();
});
for (const name of ["dragenter", "dragover"]) {
  drop.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) drop.addEventListener(name, () => drop.classList.remove("over"));
drop.addEventListener("drop", (event) => {
  event.preventDefault();
  add(event.dataTransfer.files);
});
