// `npm run check`: what the lock file takes from elsewhere comes from the npm registry, by its hash, under a licence on this list.
// `npm run licences` prints the licences, counted.
import { lockedPackages } from "./lib/packages.mjs";

const REGISTRY = "https://registry.npmjs.org/";
/** Free to be used in a work under Apache-2.0. LGPL: of a library that stays a file of its own, as sharp's libvips is. */
const LICENCES = new Set([
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "CC-BY-4.0",
  "CC0-1.0",
  "ISC",
  "LGPL-3.0-or-later",
  "MIT",
  "MIT-0",
  "MPL-2.0",
  "Python-2.0",
  "Unlicense",
]);

/** What says none in the lock file, or one of its own, and was looked at by a person. */
const LOOKED_AT = new Map([
  ["buildcheck", "MIT, in the old form that npm does not copy"],
  ["cpu-features", "MIT, in the old form that npm does not copy"],
  ["ssh2", "MIT, in the old form that npm does not copy"],
  // Use is free; to offer it to others as a service of its own is not, and DeepSec does not: it builds no federated schema.
  ["@apollo/federation-internals", "Elastic-2.0; @neo4j/graphql brings it"],
]);

const problems = [];
const counts = new Map();
for (const { path, entry } of lockedPackages()) {
  const { resolved = "", integrity = "", license = "none", version } = entry;
  if (!resolved.startsWith(REGISTRY))
    problems.push(`${path}: comes from ${resolved || "nowhere"}, not the registry`);
  if (!/^sha512-[A-Za-z0-9+/]{86}==$/.test(integrity)) problems.push(`${path}: has no sha512 of its content`);
  if (!/^\d+\.\d+\.\d+/.test(version)) problems.push(`${path}: ${version} is no exact version`);
  // "(A OR B)": one of them is enough; "A AND B": both have to be.
  const isFree = license
    .replaceAll(/[()]/g, "")
    .split(" OR ")
    .some((choice) => choice.split(" AND ").every((one) => LICENCES.has(one)));
  if (!isFree && !LOOKED_AT.has(path.replace(/^.*node_modules\//, "")))
    problems.push(`${path}: its licence, ${license}, is not on the list of scripts/check-packages.mjs`);
  counts.set(license, (counts.get(license) ?? 0) + 1);
}
if (process.argv.includes("--list"))
  for (const [licence, count] of [...counts].toSorted(([, a], [, b]) => b - a))
    console.log(`${count}\t${licence}`);
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
