// What there is to say of the pages: findings, what was left out, what machines read, the proof.

const REASONS = {
  room: "",
  author: "as marked",
  audience: "for another audience",
  layout: "not shown by this layout",
};

function make(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export class Panel {
  #announce;
  #tabs = [...document.querySelectorAll("[role=tab]")];
  #state = null;
  #read = null; // the key of the PDF whose text stands there

  constructor(announce) {
    this.#announce = announce;
    this.#tabs.forEach((tab, index) => {
      tab.addEventListener("click", () => this.#select(index));
      tab.addEventListener("keydown", (event) => this.#step(event, index));
    });
  }

  // Opens a tab and goes there.
  open(index) {
    this.#select(index);
    this.#tabs[index].focus();
  }

  show(state) {
    this.#state = state;
    const { findings, shown } = state;
    this.#count("findings", findings.length);
    this.#fill("findings", this.#findings(findings));
    this.#count("left-out", shown?.leftOut.length ?? 0);
    this.#fill("left-out", this.#leftOut(shown));
    this.#fill("proof", this.#proof(state));
    if (this.#selected() === 2) this.#readText();
  }

  // ── Tabs ───────────────────────────────────────────────────────────────────────────────────

  #selected() {
    return this.#tabs.findIndex((tab) => tab.getAttribute("aria-selected") === "true");
  }

  #select(index) {
    this.#tabs.forEach((tab, other) => {
      const is = other === index;
      tab.setAttribute("aria-selected", String(is));
      tab.tabIndex = is ? 0 : -1;
      document.getElementById(tab.getAttribute("aria-controls")).hidden = !is;
    });
    if (index === 2) this.#readText();
  }

  #step(event, index) {
    const last = this.#tabs.length - 1;
    const to = {
      ArrowRight: index === last ? 0 : index + 1,
      ArrowLeft: index === 0 ? last : index - 1,
      Home: 0,
      End: last,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.open(to);
  }

  #count(name, number) {
    document.getElementById(`count-${name}`).textContent = number || "";
  }

  // Only where it differs, so that nobody loses the place where they were reading.
  #fill(name, content) {
    const panel = document.getElementById(`panel-${name}`);
    const made = make("div", {}, content);
    if (panel.firstElementChild?.isEqualNode(made)) return;
    const { scrollTop } = panel;
    panel.replaceChildren(made);
    panel.scrollTop = scrollTop;
  }

  // ── What they hold ─────────────────────────────────────────────────────────────────────────

  #place(line, column) {
    if (!line) return null;
    const { source, file, editor } = this.#state;
    const at = `${line}:${column}`;
    if (editor) {
      const path = encodeURI(file.replaceAll("\\", "/").replace(/^(?!\/)/, "/")).replace(/[?#]/g, encodeURIComponent);
      const target = editor.replace("{file}", path).replace("{line}", line).replace("{column}", column);
      return make("a", { class: "place", href: target, "aria-label": `Open line ${line}, column ${column}` }, at);
    }
    const copy = make("button", { type: "button", class: "place", "aria-label": `Copy the place: line ${line}, column ${column}` }, at);
    copy.addEventListener("click", async () => {
      const text = `${source}:${at}`;
      try {
        await navigator.clipboard.writeText(text);
        this.#announce(`${text} copied`);
        copy.textContent = "copied";
        setTimeout(() => (copy.textContent = at), 1200);
      } catch {
        this.#announce(`Line ${line}, column ${column}`);
      }
    });
    return copy;
  }

  #findings(findings) {
    if (!findings.length) return make("p", { class: "nothing" }, "Nothing to mend.");
    const order = { error: 0, warning: 1, note: 2 };
    const sorted = [...findings].sort((one, other) => order[one.severity] - order[other.severity]);
    return make(
      "ul",
      { class: "things" },
      ...sorted.map((one) =>
        make(
          "li",
          { class: one.severity },
          make(
            "div",
            { class: "head" },
            make("span", { class: "severity" }, one.severity),
            make("code", {}, one.code),
            this.#place(one.line, one.column),
          ),
          make("p", {}, one.message),
          one.hint && make("p", { class: "hint" }, one.hint),
        ),
      ),
    );
  }

  #leftOut(shown) {
    if (!shown) return make("p", { class: "nothing" }, "There is no page yet.");
    if (!shown.leftOut.length) return make("p", { class: "nothing" }, "Every word is on the page.");
    return make(
      "ul",
      { class: "things" },
      ...shown.leftOut.map((one) =>
        make(
          "li",
          {},
          make(
            "div",
            { class: "head" },
            make("span", {}, [one.what, REASONS[one.reason]].filter(Boolean).join(", ")),
            this.#place(one.line, one.column),
          ),
          make("p", {}, one.text),
        ),
      ),
    );
  }

  #proof({ shown, stale }) {
    if (!shown) return make("p", { class: "nothing" }, "No PDF has passed its proof yet.");
    return make(
      "div",
      {},
      make("h2", {}, stale ? "The last good PDF passed its proof" : "This PDF passed its proof"),
      make("ul", { class: "checks" }, ...shown.checks.map((one) => make("li", {}, one))),
      make("p", { class: "hint" }, `${shown.fileName}, ${(shown.bytes / 1000).toFixed(0)} kB`),
    );
  }

  async #readText() {
    const key = this.#state?.shown?.key;
    const panel = document.getElementById("panel-text");
    if (!key) {
      panel.replaceChildren(make("p", { class: "nothing" }, "There is no page yet."));
      return;
    }
    if (this.#read === key) return;
    if (!this.#read) panel.replaceChildren(make("p", { class: "nothing" }, "Reading the PDF."));
    this.#read = key;
    let reading;
    try {
      const answer = await fetch(`text/${key}`);
      if (!answer.ok) throw new Error(answer.statusText);
      reading = await answer.json();
    } catch {
      if (this.#read === key) {
        this.#read = null;
        panel.replaceChildren(make("p", { class: "nothing" }, "The PDF could not be read."));
      }
      return;
    }
    if (this.#read === key) this.#fill("text", this.#text(reading));
  }

  #text({ pages, fields }) {
    const rows = [
      ["Name", fields.name],
      ["E-mail", fields.emails.join(", ")],
      ["Phone", fields.phones.join(", ")],
      ["Web", fields.urls.join(", ")],
      ["Sections", fields.sections.join(", ")],
      ["Jobs", fields.jobs.length],
      ["Education", fields.education.length],
    ].filter(([, value]) => value);
    return make(
      "div",
      {},
      make("h2", {}, "What a machine makes of the page"),
      make("dl", { class: "fields" }, ...rows.flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, String(value))])),
      ...pages.flatMap((text, index) => [
        make("h2", {}, `Text of page ${index + 1}, in its order`),
        make("pre", {}, text),
      ]),
    );
  }
}
