import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readSigmaRule, ruleDocuments, SigmaError, type SigmaRule } from "@deepsec/engine";
import { parseAllDocuments } from "yaml";
import { compileRegex } from "./compile-regex.ts";

const FILE_COUNT_MAX = 20_000;
const FILE_BYTES_MAX = 1 << 20;

/** A rule and where it stands. */
export interface RuleFromFile {
  readonly file: string;
  readonly rule: SigmaRule;
}

/** What cannot be used of a file or folder, and why. */
export interface RuleProblem {
  readonly file: string;
  /** Of the rule, where it has one that can be read. */
  readonly id: string | null;
  readonly title: string | null;
  readonly reason: string;
}

export interface ReadRules {
  readonly rules: readonly RuleFromFile[];
  readonly problems: readonly RuleProblem[];
}

/**
 * Reads all rules of some files and folders: `.yml` and `.yaml`, folders with all in them, in the order of their names. What cannot be
 * used is a problem with its reason, and stops nothing else. Symbolic links in a folder are not followed.
 */
export function readRules(paths: readonly string[]): ReadRules {
  const rules: RuleFromFile[] = [];
  const problems: RuleProblem[] = [];
  const fileOfId = new Map<string, string>();
  for (const path of paths) {
    try {
      for (const file of ruleFiles(path)) {
        const read = readFile(file);
        problems.push(...read.problems);
        for (const found of read.rules) {
          const { id, title } = found.rule;
          const known = fileOfId.get(id);
          if (known === undefined) {
            fileOfId.set(id, file);
            rules.push(found);
          } else problems.push({ file, id, title, reason: `its id is also that of a rule in ${known}` });
        }
      }
    } catch (error) {
      problems.push({ file: path, id: null, title: null, reason: `cannot be read: ${codeOf(error)}` });
    }
  }
  return { rules, problems };
}

function ruleFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  const files: string[] = [];
  const folders = [path];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = readdirSync(folder, { withFileTypes: true });
    for (const entry of entries) {
      const at = join(folder, entry.name);
      if (entry.isDirectory() && !entry.name.startsWith(".")) folders.push(at);
      else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) files.push(at);
      if (files.length > FILE_COUNT_MAX) throw new Error(`more than ${FILE_COUNT_MAX} files`);
    }
  }
  return files.toSorted();
}

function readFile(file: string): ReadRules {
  const rules: RuleFromFile[] = [];
  const problems: RuleProblem[] = [];
  let documents: unknown[];
  try {
    documents = ruleDocuments(yamlDocuments(file));
  } catch (error) {
    return { rules, problems: [{ file, id: null, title: null, reason: codeOf(error) }] };
  }
  if (documents.length === 0) problems.push({ file, id: null, title: null, reason: "no rule in it" });
  for (const document of documents) {
    try {
      rules.push({ file, rule: readSigmaRule(document, compileRegex) });
    } catch (error) {
      if (!(error instanceof SigmaError)) throw error;
      const { id, title } = Object(document) as { readonly id?: unknown; readonly title?: unknown };
      problems.push({ file, id: wordOf(id), title: wordOf(title), reason: error.message });
    }
  }
  return { rules, problems };
}

function yamlDocuments(file: string): unknown[] {
  if (statSync(file).size > FILE_BYTES_MAX) throw new Error(`more than ${FILE_BYTES_MAX} bytes`);
  const parsed = parseAllDocuments(readFileSync(file, "utf8"), { prettyErrors: true });
  if (!Array.isArray(parsed)) return [];
  return parsed.map((document) => {
    const [error] = document.errors;
    // An alias of aliases of aliases would eat the memory before anything is checked.
    if (error === undefined) return document.toJS({ maxAliasCount: 100 }) as unknown;
    throw new Error(`no YAML: ${(error.message.split("\n")[0] ?? "").replace(/:$/, "")}`);
  });
}

function wordOf(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, 300) : null;
}

function codeOf(error: unknown): string {
  if (
    error instanceof Error &&
    "code" in error &&
    typeof error.code === "string" &&
    error.code.startsWith("E")
  )
    return error.code;
  return error instanceof Error ? error.message : String(error);
}
