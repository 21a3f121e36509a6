// The switch between light and dark, and the search. Without scripts a page lacks these, and no more.
"use strict";
{ // names of its own, which scripts of pages may have as well
  const SYSTEM = "(prefers-color-scheme: dark)"; // until the reader chooses
  const MOST = 30; // sections that are listed
  const AROUND = 70; // characters shown on either side of what was found

  const dark = document.querySelector("link[href='dark.css']");
  const isDark = () => matchMedia(dark.media).matches;

  // What the reader chose before; browsers may refuse to keep it.
  function chosen(media) {
    try {
      return media ? localStorage.setItem("dark", media) : localStorage.getItem("dark");
    } catch {
      return null;
    }
  }

  dark.media = chosen() ?? SYSTEM; // at once: no page shall flash

  // Sections that hold all words, the best first: the whole phrase tells more than its words, and
  // headings more than the text below them.
  function find(query) {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    const phrase = words.join(" ");
    const found = [];
    for (const [file, title, place, heading, text] of sections) {
      const [above, below] = [`${title} ${heading}`.toLowerCase(), text.toLowerCase()];
      if (words.every((word) => above.includes(word) || below.includes(word))) {
        const points = [phrase, ...words].map((each) => 2 * above.includes(each) + below.includes(each));
        const score = points[0] * words.length + points.reduce((a, b) => a + b);
        const shown = [phrase, ...words].find((each) => below.includes(each)) ?? "";
        found.push({ address: place ? `${file}#${place}` : file, title, heading, text, shown, score });
      }
    }
    return found.sort((a, b) => b.score - a.score);
  }

  function element(name, ...content) {
    const made = document.createElement(name);
    made.append(...content);
    return made;
  }

  function result({ address, title, heading, text, shown }) {
    const at = text.toLowerCase().indexOf(shown);
    const from = Math.max(0, at - AROUND);
    const to = at + shown.length;
    const excerpt = element("span", from ? "…" : "", text.slice(from, at), element("mark", text.slice(at, to)),
        text.slice(to, to + AROUND), to + AROUND < text.length ? "…" : "");
    const link = element("a", heading === title ? title : `${title} › ${heading}`, excerpt);
    link.href = address;
    return link;
  }

  function list(place, query) {
    place.hidden = !query.trim() || typeof sections === "undefined";
    if (!place.hidden) {
      const found = find(query);
      const count = { 0: "Nothing found.", 1: "1 section" }[found.length] ?? `${found.length} sections`;
      place.replaceChildren(element("p", found.length > MOST ? `${count}, of which the first ${MOST}` : count),
          ...found.slice(0, MOST).map(result));
    }
  }

  function startSearch(form) {
    const [box, place] = [form.querySelector("input"), form.querySelector(".found")];
    form.hidden = false;
    box.addEventListener("focus", () => {
      const index = element("script"); // a script and no request, so that it works from a disk
      index.src = "search-index.js";
      index.onload = () => list(place, box.value);
      document.head.append(index);
    }, { once: true });
    box.addEventListener("input", () => list(place, box.value));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      place.querySelector("a")?.click();
    });
    form.addEventListener("focusout", ({ relatedTarget }) => {
      place.hidden ||= !form.contains(relatedTarget);
    });
    box.addEventListener("focus", () => list(place, box.value));
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !event.target.matches("input, textarea, select")) {
        event.preventDefault();
        box.focus();
      } else if (event.key === "Escape") {
        place.hidden = true;
      }
    });
  }

  function startSwitch(button) {
    const name = () => {
      button.textContent = isDark() ? "Light" : "Dark";
    };
    button.hidden = false;
    button.addEventListener("click", () => {
      dark.media = isDark() ? "not all" : "screen";
      chosen(dark.media);
      name();
    });
    matchMedia(SYSTEM).addEventListener("change", name);
    name();
  }

  // Over a small screen the contents go when a link of theirs has led to a place of this page.
  function startContents(contents) {
    contents.addEventListener("click", ({ target }) => {
      if (target.closest("a") && contents.matches(":popover-open")) {
        contents.hidePopover();
      }
    });
  }

  document.addEventListener("DOMContentLoaded", () => {
    startContents(document.querySelector("nav"));
    startSearch(document.querySelector("header form"));
    startSwitch(document.querySelector(".theme"));
  });
}
