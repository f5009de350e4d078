/**
 * The rules that the documents of one file make: a document with `action: global` is laid under those that follow it, one with `reset`
 * ends that, and one with `repeat` is laid over the rule before it.
 */
export function ruleDocuments(documents: readonly unknown[]): unknown[] {
  const rules: unknown[] = [];
  let base: unknown = {};
  for (const document of documents) {
    if (document === null || document === undefined) continue;
    const { action, ...rest } = isMap(document) ? document : { action: undefined };
    if (action === undefined) rules.push(isMap(document) ? merged(base, document) : document);
    else if (action === "global") base = merged(base, rest);
    else if (action === "reset") base = {};
    else if (action === "repeat") rules.push(merged(rules.at(-1) ?? base, rest));
    else rules.push(document);
  }
  return rules;
}

function merged(under: unknown, over: unknown): unknown {
  if (!isMap(under) || !isMap(over)) return over;
  const all: Record<string, unknown> = { ...under };
  for (const [key, value] of Object.entries(over)) all[key] = key in all ? merged(all[key], value) : value;
  return all;
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}
