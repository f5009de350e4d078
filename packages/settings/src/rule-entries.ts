import { dirname, resolve } from "node:path";
import { isSeq } from "yaml";
import type { SettingsDocument } from "./settings-document.ts";

/** Paths under `rules` of deepsec.yaml: as they are written there, and absolute. */
export function ruleEntries({ document, path }: SettingsDocument): { text: string; path: string }[] {
  const list: unknown = document.toJS({ maxAliasCount: 100 })?.rules ?? [];
  if (!Array.isArray(list)) return [];
  return list.map((entry: unknown) => ({ text: String(entry), path: resolve(dirname(path), String(entry)) }));
}

/** Adds a path after the others. */
export function addRules({ document }: SettingsDocument, path: string): void {
  const rules = document.get("rules");
  if (!isSeq(rules)) {
    document.set("rules", document.createNode([path]));
    return;
  }
  // An empty list is written as [], and what is put into it would stay on that line.
  if (rules.items.length === 0) rules.flow = false;
  rules.add(document.createNode(path));
}

/** Takes out the path at `index` of `ruleEntries`; with the last one the list goes too. */
export function removeRules({ document }: SettingsDocument, index: number): void {
  document.deleteIn(["rules", index]);
  const rules = document.get("rules");
  if (isSeq(rules) && rules.items.length === 0) document.delete("rules");
}
