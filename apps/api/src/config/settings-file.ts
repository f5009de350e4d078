import { isNode, isMap, isScalar, LineCounter, parseDocument, type Document } from "yaml";
import type { z } from "zod";
import { Settings, SETTING_KEYS } from "./settings.ts";
import { suggest } from "./suggest.ts";

export type ParsedSettings =
  | { readonly settings: Settings; readonly problems: [] }
  | { readonly settings: null; readonly problems: string[] };

/**
 * What a deepsec.yaml says.
 *
 * @param name - The file's name, as it stands before line:column in each problem.
 * @returns Either the settings, defaults filled in, or every problem of the text.
 */
export function parseSettings(text: string, name: string): ParsedSettings {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => `${name}:${at(lines, error.pos[0])}: ${error.message}`);
    return { settings: null, problems };
  }
  const value = valueOf(document);
  if (value === ENDLESS) return { settings: null, problems: [`${name}:1:1: its aliases unfold without end`] };
  const parsed = Settings.safeParse(value);
  if (parsed.success) return { settings: parsed.data, problems: [] };
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, document, lines, name));
  return { settings: null, problems };
}

const ENDLESS = Symbol("its aliases unfold without end");

function valueOf(document: Document): unknown {
  try {
    // An alias of aliases of aliases would eat the memory before anything is checked.
    return document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    if (error instanceof ReferenceError) return ENDLESS;
    throw error;
  }
}

function problemsOf(issue: z.core.$ZodIssue, document: Document, lines: LineCounter, name: string): string[] {
  const path = issue.path.filter((part) => typeof part !== "symbol");
  if (issue.code !== "unrecognized_keys") {
    const where = at(lines, offsetOf(document, path));
    return [`${name}:${where}: ${dotted(path)}: ${issue.message}`];
  }
  const known = SETTING_KEYS[path.filter((part) => typeof part === "string").join(".")] ?? [];
  return issue.keys.map((key) => {
    const where = at(lines, keyOffset(document, path, key));
    return `${name}:${where}: ${dotted([...path, key])}: ${unknownKey(key, known)}`;
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  if (/^(password|passphrase|privateKey)$/i.test(key)) {
    return "secrets do not stand in this file; name a key file with identityFile, or an agent with agentSocket";
  }
  const near = suggest(key, known);
  return near === null
    ? `no such setting; there are ${known.join(", ")}`
    : `no such setting; did you mean ${near}?`;
}

/** Where the value at `path` stands, or the nearest one around it that does exist. */
function offsetOf(document: Document, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(document: Document, path: readonly (string | number)[], key: string): number {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (isMap(map)) {
    for (const { key: node } of map.items) {
      if (isScalar(node) && node.value === key && node.range) return node.range[0];
    }
  }
  return offsetOf(document, path);
}

function at(lines: LineCounter, offset: number): string {
  const { line, col } = lines.linePos(offset);
  return `${Math.max(1, line)}:${Math.max(1, col)}`;
}

function dotted(path: readonly (string | number)[]): string {
  if (path.length === 0) return "the file";
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : i === 0 ? part : `.${part}`))
    .join("");
}
