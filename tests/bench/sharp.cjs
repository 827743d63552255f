// Makes variants of photographs with sharp, as Eleventy does it: `node sharp.cjs MODULES JOB`, where MODULES is the folder that
// holds sharp and JOB a JSON file: {"photos": [path], "variants": [{"width", "format", "options"}], "out": folder}. Variant v of
// photograph p is written to out/p-v; printed is, as JSON, the processor time of each photograph, in seconds.
"use strict";
const fs = require("fs");
const path = require("path");

const [modules, job] = process.argv.slice(2);
const sharp = require(path.join(modules, "sharp"));

async function main() {
  const { photos, variants, out } = JSON.parse(fs.readFileSync(job, "utf8"));
  const seconds = [];
  for (const [number, photo] of photos.entries()) {
    const begun = process.cpuUsage();
    const original = sharp(fs.readFileSync(photo));
    const files = await Promise.all(variants.map(({ width, format, options }) =>
      original.clone().resize(width).toFormat(format, options).toBuffer()));
    const used = process.cpuUsage(begun);
    seconds.push((used.user + used.system) / 1e6);
    files.forEach((file, index) => fs.writeFileSync(path.join(out, `${number}-${index}`), file));
  }
  console.log(JSON.stringify(seconds));
}

main();
