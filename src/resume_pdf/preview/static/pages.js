// The pages as pictures: exactly as many pixels as the screen has for them, swapped when decoded.

const PIXELS_PER_POINT = 96 / 72;
const WIDEST = 900; // CSS px of a page that fits the width
const MOST = 4000; // pixels across, as the server has it
const SETTLED = 120; // ms without a further change of the window's size

export class Pages {
  #desk;
  #list;
  #zoom;
  #shown = null;
  #turn = 0;
  #near = new Set();
  #observer;

  constructor(desk, list, zoom) {
    this.#desk = desk;
    this.#list = list;
    this.#zoom = zoom;
    zoom.value = localStorage.getItem("zoom") ?? "width";
    if (!zoom.value) zoom.value = "width";
    zoom.addEventListener("change", () => {
      localStorage.setItem("zoom", zoom.value);
      this.#resize();
    });
    this.#observer = new IntersectionObserver((seen) => this.#scrolled(seen), {
      rootMargin: "100% 0px",
    });
    let timer;
    new ResizeObserver(() => {
      clearTimeout(timer);
      timer = setTimeout(() => this.#resize(), SETTLED);
    }).observe(desk);
    this.#watchDensity();
  }

  // The key of the edition that stands there.
  get key() {
    return this.#shown?.key ?? null;
  }

  // Shows an edition. Answers true once it stands there, false where another came before it did.
  async show(shown) {
    const turn = ++this.#turn;
    const due = shown.sizes.map((_, index) => index);
    // Those that are in sight now; where there are none yet, the first.
    const first = due.filter((index) => this.#near.has(this.#list.children[index]) || index === 0);
    let pictures;
    try {
      pictures = await Promise.all(first.map((index) => this.#picture(shown, index)));
    } catch {
      return turn === this.#turn; // The next news brings the next pictures.
    }
    if (turn !== this.#turn) return false;
    this.#shown = shown;
    this.#lay();
    first.forEach((index, at) => this.#put(index, pictures[at], shown));
    this.#fill();
    return true;
  }

  clear() {
    this.#turn++;
    this.#shown = null;
    this.#list.replaceChildren();
  }

  // As many pages as there are, of their size.
  #lay() {
    const { sizes } = this.#shown;
    while (this.#list.children.length > sizes.length) this.#list.lastChild.remove();
    while (this.#list.children.length < sizes.length) {
      const page = document.createElement("li");
      page.className = "page";
      this.#list.append(page);
      this.#observer.observe(page);
    }
    sizes.forEach((size, index) => {
      const page = this.#list.children[index];
      const { width, height } = this.#extent(size);
      page.style.width = `${width}px`;
      page.style.height = `${height}px`;
      page.dataset.label = sizes.length > 1 ? `${index + 1} / ${sizes.length}` : "";
    });
  }

  // Width and height in CSS px, the width a whole number of the screen's pixels.
  #extent([across, down]) {
    const style = getComputedStyle(this.#desk);
    const room = this.#desk.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const whole = Math.min(innerHeight, this.#desk.clientHeight || innerHeight) - 2 * parseFloat(style.paddingTop);
    let width = across * PIXELS_PER_POINT * Number(this.#zoom.value);
    if (this.#zoom.value === "width") width = Math.min(room, WIDEST);
    if (this.#zoom.value === "page") width = Math.min(room, (Math.max(whole, 240) * across) / down);
    const pixels = Math.max(1, Math.min(MOST, Math.floor(width * devicePixelRatio)));
    return { pixels, width: pixels / devicePixelRatio, height: Math.ceil((pixels * down) / across) / devicePixelRatio };
  }

  async #picture(shown, index) {
    const { pixels } = this.#extent(shown.sizes[index]);
    const picture = new Image();
    picture.alt = `Page ${index + 1} of ${shown.sizes.length}`;
    picture.src = `pages/${shown.key}/${index + 1}.png?width=${pixels}`;
    await picture.decode();
    return picture;
  }

  #put(index, picture, shown) {
    const page = this.#list.children[index];
    if (!page) return;
    page.replaceChildren(picture);
    page.dataset.key = `${shown.key} ${picture.naturalWidth}`;
    delete page.dataset.asked;
  }

  #scrolled(seen) {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) this.#near.add(target);
      else this.#near.delete(target);
    }
    this.#fill();
  }

  // Brings those in sight, or nearly, up to date.
  async #fill() {
    const shown = this.#shown;
    if (!shown) return;
    const turn = this.#turn;
    for (const [index, page] of [...this.#list.children].entries()) {
      const due = `${shown.key} ${this.#extent(shown.sizes[index]).pixels}`;
      if (!this.#near.has(page) || page.dataset.key === due || page.dataset.asked === due) continue;
      page.dataset.asked = due;
      this.#picture(shown, index).then(
        // One that was asked for before may come after.
        (picture) => turn === this.#turn && page.dataset.asked === due && this.#put(index, picture, shown),
        () => page.dataset.asked === due && delete page.dataset.asked,
      );
    }
  }

  #resize() {
    if (!this.#shown) return;
    const { scrollTop, scrollHeight } = this.#desk;
    this.#lay();
    this.#desk.scrollTop = (scrollTop * this.#desk.scrollHeight) / (scrollHeight || 1);
    this.#fill();
  }

  // A window that is moved to another screen, or zoomed.
  #watchDensity() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener(
      "change",
      () => {
        this.#resize();
        this.#watchDensity();
      },
      { once: true },
    );
  }
}
