"use strict";

// The page of trees. What it shows is computed by ihctTrees (trees.js) in a worker, which a page that
// was opened as a file may have only of a text that it holds itself.
(() => {
  const MOST_DRAWN = 500;
  const FIRST_DRAWN = 40;
  const MOST_PATHS = 200;

  const at = (id) => document.getElementById(id);

  /** Runs in the worker: calls what it is asked for, and passes on what is told meanwhile. */
  const serve = (engine) => {
    self.onmessage = ({ data: { call, args } }) => {
      const listener = (kind, text) => self.postMessage({ [kind]: text });
      self.postMessage({ answer: engine[call](...args, listener) });
    };
  };

  const address = URL.createObjectURL(
    new Blob([`${ihctTrees}\n(${serve})(ihctTrees({}));`], { type: "text/javascript" }),
  );

  let worker;
  /** Who waits for answers, which come in the order of the questions. */
  let waiting = [];
  /** What the worker holds: the table, and what was made of it by which settings. */
  let held = {};
  let table = null;
  let running = false;
  let stale = false;

  const start = () => {
    worker = new Worker(address);
    held = {};
    worker.onmessage = ({ data }) => {
      if (data.stage !== undefined) {
        at("stage").textContent = `${data.stage} …`;
      } else if (data.note !== undefined) {
        const item = document.createElement("li");
        item.textContent = data.note;
        at("notes").append(item);
      } else if (data.answer.error !== undefined) {
        waiting.shift().reject(new Error(told(data.answer.error)));
      } else {
        waiting.shift().resolve(data.answer);
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      halt(told(event.message));
    };
  };

  /** The browser's own words for memory that ran out say little. */
  const told = (error) =>
    /RangeError|out of memory/i.test(error)
      ? `The browser has no memory for this (${error}). The command line takes larger tables.`
      : error;

  /** Ends what the worker does; a fresh one takes over. */
  const halt = (why) => {
    worker.terminate();
    start();
    for (const { reject } of waiting.splice(0)) {
      reject(new Error(why));
    }
  };

  const ask = (call, ...args) =>
    new Promise((resolve, reject) => {
      waiting.push({ resolve, reject });
      worker.postMessage({ call, args });
    });

  const fill = (parent, tag, texts) => {
    parent.replaceChildren(
      ...texts.map((text) => {
        const element = document.createElement(tag);
        element.textContent = text;
        return element;
      }),
    );
  };

  /** Does a step unless its outcome is there; later steps are then to be done again. */
  const step = async (name, settings, todo) => {
    const key = JSON.stringify(settings);
    if (held[name] !== key) {
      held = Object.fromEntries(Object.entries(held).filter(([other]) => isBefore(other, name)));
      await todo(...settings);
      held[name] = key;
    }
  };
  const STEPS = ["open", "load", "tree", "cut", "paths"];
  // Neither of the last two rests on the other.
  const isBefore = (other, name) =>
    STEPS.indexOf(other) < STEPS.indexOf(name) || (name === "cut" && other === "paths");

  const open = async (name) => {
    const { columns, numeric } = await ask("open", name, new Int8Array(table.bytes));
    if (table.columns) {
      return; // opened again after a stop: the choices stand
    }
    const options = columns.map((name) => new Option(name, name));
    at("label").replaceChildren(new Option("choose …", ""), ...options);
    at("columns").hidden = false;
    table.columns = columns;
    table.numeric = numeric;
    at("features").value = "";
  };

  /** Columns that hold numbers, but for that of the class: all by one word, or by their names. */
  const proposeFeatures = () => {
    const others = table.columns.filter((name) => name !== at("label").value);
    const numbers = others.filter((name) => table.numeric[table.columns.indexOf(name)]);
    at("features").value = numbers.length === others.length ? "*" : numbers.join(",");
  };

  /** Takes away what was drawn, so that nothing stands beside settings that it is not of. */
  const clear = () => {
    for (const id of ["summary", "dendrogram", "clusters", "tier-names", "tier-sizes", "icicle"]) {
      at(id).replaceChildren();
    }
    at("paths").tHead.replaceChildren();
    at("paths").tBodies[0].replaceChildren();
  };

  const load = async (label, features) => {
    at("notes").replaceChildren();
    at("result").hidden = true;
    clear();
    const loaded = table.bytes ? await ask("load", label, features) : await ask("sample");
    table.called = loaded.called;
    at("report").textContent = loaded.report.join("\n");
    const most = Math.min(MOST_DRAWN, loaded.genres);
    at("k").max = most;
    at("k").value = Math.min(FIRST_DRAWN, most);
    at("result").hidden = false;
  };

  const makeTree = async (linkage, distance, tiers) => {
    const tree = await ask("tree", linkage, distance, tiers);
    const leaves = tree.tiers[tree.tiers.length - 1];
    at("summary").textContent =
      `${leaves.toLocaleString("en")} ${table.called}. Most children of a node: ${tree.children}.` +
      (tree.correlation ? ` Cophenetic correlation: ${tree.correlation}.` : "");
    fill(at("tier-names"), "th", ["tier", ...tree.tiers.map((_, i) => i + 1)]);
    fill(at("tier-sizes"), "td", ["clusters", ...tree.tiers]);
    at("icicle").innerHTML = tree.icicle;
  };

  const cut = async (k) => {
    const { dendrogram, clusters, sizes } = await ask("cut", k);
    at("dendrogram").innerHTML = dendrogram;
    fill(at("clusters"), "li", clusters.map((name, i) => (sizes[i] > 1 ? `${name} (${sizes[i]})` : name)));
  };

  const showPaths = async (part) => {
    const { header, rows, found } = await ask("paths", part, MOST_PATHS);
    const row = (cells, tag) => {
      const line = document.createElement("tr");
      fill(line, tag, cells);
      return line;
    };
    at("paths").tHead.replaceChildren(row([table.called, ...header.slice(0, -1)], "th"));
    at("paths").tBodies[0].replaceChildren(...rows.map((cells) => row(cells, "td")));
    at("found").textContent =
      `${found.toLocaleString("en")} found` + (found > MOST_PATHS ? `, ${MOST_PATHS} shown` : "");
  };

  const value = (id) => at(id).value;

  /** Brings what is shown to what the controls say, by as few steps as it takes. */
  const bring = async () => {
    if (table.bytes) {
      await step("open", [table.name, table.number], open);
      if (value("label") === "") {
        return;
      }
    }
    const chosen = table.bytes ? [value("label"), value("features")] : ["", ""];
    await step("load", chosen.concat(table.number), load);
    at("k-value").textContent = value("k");
    await step("tree", ["linkage", "distance", "tiers"].map(value), makeTree);
    await step("cut", [Number(value("k"))], cut);
    await step("paths", [value("part")], showPaths);
  };

  const work = async () => {
    running = true;
    at("error").hidden = true;
    at("stage").textContent = "Working …";
    const patience = setTimeout(() => (at("busy").hidden = false), 200);
    try {
      while (stale) {
        stale = false;
        await bring();
      }
    } catch (e) {
      at("error").textContent = e.message;
      at("error").hidden = false;
      if (held.tree === undefined) {
        clear();
      }
    }
    clearTimeout(patience);
    at("busy").hidden = true;
    running = false;
    if (stale) {
      await update();
    }
  };

  let working;
  /** Resolved once what is shown is what the controls say, or why it cannot be. */
  const update = () => {
    at("k-value").textContent = value("k");
    stale = true;
    if (!running) {
      working = work();
    }
    return working;
  };

  let tables = 0;
  const take = (name, bytes) => {
    if (running) {
      halt("Stopped: another table was taken.");
    }
    table = { name, bytes, number: ++tables };
    at("result").hidden = true;
    at("columns").hidden = true;
    update();
  };

  const read = async (file) => {
    if (file) {
      try {
        take(file.name, await file.arrayBuffer());
      } catch (e) {
        at("error").textContent = `${file.name} cannot be read (${e.message}); choose another file.`;
        at("error").hidden = false;
      }
    }
  };

  at("file").onchange = () => read(at("file").files[0]);
  at("file").onclick = () => (at("file").value = ""); // the same file may have changed
  at("sample").onclick = () => take("sample", null);
  at("stop").onclick = () => halt(at("result").hidden ? "Stopped. Take the table again, or another." : "Stopped. Any change of the settings begins again.");
  at("label").onchange = () => {
    proposeFeatures();
    update();
  };
  for (const id of ["features", "linkage", "distance", "tiers"]) {
    at(id).onchange = update;
  }
  at("k").oninput = update;
  at("part").oninput = update;

  for (const button of document.querySelectorAll("button.file")) {
    button.onclick = async () => {
      await update(); // a worker that was stopped holds no tree
      if (held.tree === undefined) {
        return;
      }
      const { text } = await ask("text", button.value);
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
      link.download = button.value;
      link.click();
      URL.revokeObjectURL(link.href);
    };
  }

  document.ondragover = (event) => {
    event.preventDefault();
    at("drop").classList.add("over");
  };
  document.ondragleave = () => at("drop").classList.remove("over");
  document.ondrop = (event) => {
    event.preventDefault();
    at("drop").classList.remove("over");
    read(event.dataTransfer.files[0]);
  };

  start();
})();
