import { existsSync } from "node:fs";
import {
  breakTies,
  clusterTemplates,
  copheneticCorrelation,
  cut,
  distances,
  linkage,
  type LogTemplate,
  suggestedCount,
} from "@deepsec/engine";
import { labelledTemplates } from "./clustering/labelled-templates.ts";
import { dendrogramPurity } from "./clustering/purity.ts";
import { runPython } from "./linkage/python.ts";

const USAGE = `usage: npm run bench -- clustering DIR
  DIR  holds a folder <Name> with <Name>_2k.log and <Name>_2k.log_structured_corrected.csv each (loghub)`;

/** How true the tree is to the systems and components that lines come from; TF-IDF with complete linkage beside it. */
export async function bench(args: readonly string[]): Promise<void> {
  const [folder] = args;
  if (folder === undefined || !existsSync(folder)) throw new Error(USAGE);
  const all = labelledTemplates(folder);
  const templates = all.map(({ template }) => template);
  const systems = all.map(({ system }) => system);
  const mixed = treeOf(templates);
  console.log(`${all.length} templates of ${new Set(systems).size} systems, raw lines`);
  console.log(`purity by system        ${show(dendrogramPurity(systems, mixed.merges))}`);
  console.log(`  TF-IDF, complete      ${show(dendrogramPurity(systems, tfidfMerges(templates)))}`);
  console.log(`cophenetic correlation  ${show(mixed.correlation)}`);
  const dendrogram = clusterTemplates(templates);
  const sizes = cut(dendrogram, { count: suggestedCount(dendrogram) }).map(({ leafCount }) => leafCount);
  const singletons = sizes.filter((size) => size === 1).length;
  console.log(
    `suggested cut           ${sizes.length} clusters; largest ${percent(Math.max(...sizes) / all.length)}, singletons ${percent(singletons / sizes.length)}`,
  );
  console.log(
    "\npurity by component, the component hidden\n                templates  deepsec  TF-IDF, complete",
  );
  const rows: { size: number; own: number; peer: number }[] = [];
  for (const system of new Set(systems)) {
    const members = all.filter((labelled) => labelled.system === system);
    const components = members.map(({ component }) => component);
    if (new Set(components).size < 2) continue;
    const hidden = members.map(({ template }) => ({ ...template, programs: [] }));
    const own = dendrogramPurity(components, treeOf(hidden).merges);
    const peer = dendrogramPurity(components, tfidfMerges(hidden));
    if (own === null || peer === null) continue;
    rows.push({ size: members.length, own, peer });
    console.log(
      `${system.padEnd(16)}${String(members.length).padStart(9)}${show(own).padStart(9)}${show(peer).padStart(18)}`,
    );
  }
  const total = rows.reduce((sum, { size }) => sum + size, 0);
  const mean = (value: (row: (typeof rows)[number]) => number): number =>
    rows.reduce((sum, row) => sum + value(row), 0);
  line("mean of systems", mean(({ own }) => own) / rows.length, mean(({ peer }) => peer) / rows.length);
  line(
    "mean, by size",
    mean(({ size, own }) => size * own) / total,
    mean(({ size, peer }) => size * peer) / total,
  );
}

function treeOf(templates: readonly LogTemplate[]) {
  const matrix = distances(templates);
  breakTies(matrix, templates);
  const merges = linkage(matrix, "average");
  return { merges, correlation: copheneticCorrelation(matrix, merges) };
}

function tfidfMerges(templates: readonly LogTemplate[]) {
  const texts = templates.map(({ text }) => text);
  return runPython("clustering/tfidf_peer.py", { texts }) as { left: number; right: number }[];
}

function line(name: string, own: number, peer: number): void {
  console.log(
    `${name.padEnd(25)}${show(own).padStart(9)}${show(peer).padStart(18)}   ${(own - peer).toFixed(3)} better`,
  );
}

function show(value: number | null): string {
  return value === null ? "–" : value.toFixed(3);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(0)} %`;
}
