// What is looked at, and the news of it.

import { Pages } from "./pages.js";
import { Panel } from "./panel.js";

const element = (id) => document.getElementById(id);
const choosers = { layout: element("layout"), style: element("style"), paper: element("paper") };
const PAPERS = { a4: "A4", letter: "Letter" };
const SLOW = 400; // ms after which it is said that something is being done

const pages = new Pages(element("desk"), element("pages"), element("zoom"));
const panel = new Panel(announce);
let news; // the stream of them
let slow; // the timer until it is said that something is being done
let announced = "";

function announce(text) {
  // What was said before is said again only where it is cleared first.
  element("news").textContent = "";
  element("news").textContent = text;
}

function clock(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
}

// ── The view ─────────────────────────────────────────────────────────────────────────────────

const asked = new URLSearchParams(location.search);
const view = {
  layout: asked.get("layout") ?? "",
  style: asked.get("style") ?? "",
  paper: asked.get("paper") ?? "",
};

function look() {
  news?.close();
  const query = new URLSearchParams(Object.entries(view).filter(([, value]) => value));
  history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  news = new EventSource(`news?${query}`);
  news.onmessage = (message) => told(JSON.parse(message.data));
  news.onerror = () => {
    document.body.classList.add("ended");
    element("status-text").textContent = "Not connected: the preview has ended";
    if (news.readyState === EventSource.CLOSED && asked.size) {
      // A view that there is not, or not any more: back to the first one.
      asked.forEach((_, name) => asked.delete(name));
      Object.assign(view, { layout: "", style: "", paper: "" });
      look();
    }
  };
  news.onopen = () => document.body.classList.remove("ended");
}

function offer(chooser, options, value) {
  const written = JSON.stringify(options);
  if (chooser.dataset.offered !== written) {
    chooser.dataset.offered = written;
    chooser.replaceChildren(...options.map(([name, label]) => new Option(label, name)));
  }
  chooser.value = value;
}

function offerChoices({ choices, view: seen, shown }) {
  const own = (name) => (shown && !seen[name] ? ` (${PAPERS[shown[name]] ?? shown[name]})` : "");
  offer(choosers.layout, choices.layouts.map((name) => [name, name]), seen.layout);
  offer(
    choosers.style,
    [["", `as written${own("style")}`], ...choices.styles.map((name) => [name, name])],
    seen.style ?? "",
  );
  offer(
    choosers.paper,
    [["", `as written${own("paper")}`], ...choices.papers.map((name) => [name, PAPERS[name]])],
    seen.paper ?? "",
  );
}

for (const [name, chooser] of Object.entries(choosers)) {
  chooser.addEventListener("change", () => {
    view[name] = chooser.value;
    look();
  });
}
element("view").addEventListener("submit", (event) => event.preventDefault());

// ── The news ─────────────────────────────────────────────────────────────────────────────────

async function told(state) {
  for (const name of Object.keys(view)) view[name] = state.view[name] ?? "";
  element("source").textContent = state.source;
  document.title = `${state.source} – preview`;
  offerChoices(state);
  clearTimeout(slow);
  if (state.busy) {
    slow = setTimeout(() => {
      document.body.classList.add("busy");
      element("status-text").textContent = "Setting the page";
    }, SLOW);
  }
  if (state.busy && (!state.shown || state.shown.key === pages.key)) return;
  const failed = !state.busy && !(state.shown && !state.stale);
  if (state.shown) {
    if (!(await pages.show(state.shown))) return; // There is newer news.
  } else if (!state.busy) {
    pages.clear();
  }
  element("empty").hidden = Boolean(state.shown);
  tell(state, failed);
  panel.show(state);
  document.documentElement.dataset.version = state.version;
}

function tell(state, failed) {
  const { shown, findings } = state;
  document.body.classList.toggle("busy", false);
  document.body.classList.toggle("stale", state.stale);
  element("banner").hidden = !failed;
  const download = element("download");
  download.hidden = !shown;
  if (shown) {
    download.href = `pdf/${shown.key}/${encodeURIComponent(shown.fileName)}`;
    download.download = shown.fileName;
    download.title = `${shown.fileName}, ${Math.round(shown.bytes / 1000)} kB`;
    download.textContent = state.stale ? "Download last good PDF" : "Download PDF";
  }
  const count = shown ? (shown.sizes.length === 1 ? "1 page" : `${shown.sizes.length} pages`) : "";
  let said;
  if (failed) {
    const first = findings.find((one) => one.severity === "error");
    const place = first?.line ? `${state.source}:${first.line}:${first.column}: ` : "";
    const reason = first ? `${place}${first.message}` : "Nothing could be made of it.";
    element("banner-title").textContent = shown
      ? `Not updated. This is the page from ${clock(shown.since)}.`
      : "There is no page yet.";
    element("banner-text").textContent = reason;
    element("empty").textContent = "";
    element("status-text").textContent = shown ? `${count} from ${clock(shown.since)}` : "Failed";
    said = `Not updated. ${reason}`;
  } else {
    const took = state.seconds < 1 ? `${Math.round(state.seconds * 1000)} ms` : `${state.seconds.toFixed(1)} s`;
    element("status-text").textContent = `${count}, ${clock(shown.since)}, ${took}`;
    said = `${shown.sizes.length === 1 ? "Page" : "Pages"} updated. ${count}.`;
  }
  const mark = `${state.version} ${state.view.layout} ${said}`;
  if (mark !== announced) announce(said);
  announced = mark;
}

// ── Keys ─────────────────────────────────────────────────────────────────────────────────────

const keys = element("keys");
const keysOn = element("keys-on");
keysOn.checked = localStorage.getItem("keys") !== "off";
keysOn.addEventListener("change", () => localStorage.setItem("keys", keysOn.checked ? "on" : "off"));
element("keys-open").addEventListener("click", () => keys.showModal());

const DOES = {
  l: () => choosers.layout.focus(),
  s: () => choosers.style.focus(),
  p: () => choosers.paper.focus(),
  z: () => element("zoom").focus(),
  g: () => element("desk").focus(),
  d: () => element("download").hidden || element("download").click(),
  "?": () => keys.showModal(),
  1: () => panel.open(0),
  2: () => panel.open(1),
  3: () => panel.open(2),
  4: () => panel.open(3),
};

document.addEventListener("keydown", (event) => {
  const busy = event.ctrlKey || event.metaKey || event.altKey || keys.open;
  // In a list the letters choose from it.
  if (busy || !keysOn.checked || event.target.closest("select, input, textarea")) return;
  const does = DOES[event.key];
  if (does) {
    event.preventDefault();
    does();
  }
});

look();
