"use strict";

// What the page of trees answers: node answers.js TREES.JS TABLE… <JOBS. A job is a list of a table,
// its label and features, and the trees to make, each a folder, linkage, distance and tiers. Prints
// the report of each table, or its error.
const fs = require("fs");
const path = require("path");

const source = fs.readFileSync(process.argv[2], "utf8");
const page = new Function(`${source}\nreturn ihctTrees({});`)();
const silent = () => {};

const answer = (call, ...args) => {
  const found = page[call](...args, silent);
  if (found.error !== undefined) {
    throw found;
  }
  return found;
};

const answers = JSON.parse(fs.readFileSync(0, "utf8")).map(([table, label, features, trees]) => {
  try {
    answer("open", path.basename(table), new Int8Array(fs.readFileSync(table)));
    const { report } = answer("load", label, features);
    for (const [folder, ...settings] of trees) {
      answer("tree", ...settings);
      answer("cut", 1);
      fs.mkdirSync(folder);
      for (const name of ["tree.nwk", "tiers.csv", "paths.csv"]) {
        fs.writeFileSync(path.join(folder, name), answer("text", name).text);
      }
    }
    return { report };
  } catch (e) {
    if (e.error === undefined) {
      throw e;
    }
    return { error: e.error };
  }
});
process.stdout.write(JSON.stringify(answers));
