/** An event as rules of the log source `linux` see it. */
export interface TriedEvent {
  readonly text: string;
  readonly fields: Readonly<Record<string, string>>;
}

const EVENT_COUNT = 150;
const FILLERS = ["", "x", "Value", "/tmp/a b", "7", "192.0.2.7", "-", "a*b?c"];

/** Events that a rule may match or just miss: made of its own values, whole, cut, longer, in other cases, encoded, or left out. */
export function eventsForRule(rule: unknown, random: () => number): TriedEvent[] {
  const pieces = new Map<string, string[]>();
  collect((rule as { detection?: unknown }).detection, "", pieces);
  const pick = <T>(from: readonly T[]): T | undefined => from[Math.floor(random() * from.length)];
  return Array.from({ length: EVENT_COUNT }, () => {
    const fields: Record<string, string> = {};
    const words: string[] = [];
    for (const [name, values] of pieces) {
      if (random() < 0.15) continue;
      const count = random() < 0.4 ? 1 : 2 + Math.floor(random() * 3);
      const value = Array.from({ length: count }, () => varied(pick(values) ?? "", random)).join(
        pick(["", " ", "/"]) ?? "",
      );
      if (name === "") words.push(value);
      else fields[name] = value;
    }
    // Whatever the fields have is in the text, as in a line.
    return { text: [...words, ...Object.values(fields)].join(" "), fields };
  });
}

/** Values by field; "" for keywords. */
function collect(node: unknown, key: string, pieces: Map<string, string[]>): void {
  if (Array.isArray(node)) for (const one of node) collect(one, key, pieces);
  else if (node !== null && typeof node === "object")
    for (const [name, value] of Object.entries(node))
      if (name !== "condition" || key !== "") collect(value, isDetection(value) ? key : name, pieces);
      else continue;
  else {
    const field = key.split("|")[0] ?? "";
    pieces.set(field, [...(pieces.get(field) ?? []), String(node ?? "")]);
    if (key.includes("|fieldref")) pieces.set(String(node), [...(pieces.get(String(node)) ?? []), "same"]);
  }
}

function isDetection(value: unknown): boolean {
  return value !== null && typeof value === "object";
}

function varied(value: string, random: () => number): string {
  const plain = value.replaceAll(/\\([*?\\])/g, "$1");
  const filled = value.replaceAll(/(?<!\\)[*?]/g, () => FILLERS[Math.floor(random() * FILLERS.length)] ?? "");
  const ways = [
    () => filled,
    () => filled,
    () => plain,
    () => filled.toUpperCase(),
    () => filled.slice(0, -1),
    () => filled.slice(1),
    () => `${filled}x`,
    () => `x${filled}`,
    () => filled.replaceAll("-", "/"),
    () => Buffer.from(`${"x".repeat(Math.floor(random() * 3))}${plain}`).toString("base64"),
    () => Buffer.from(plain, "utf16le").toString("base64"),
    () => FILLERS[Math.floor(random() * FILLERS.length)] ?? "",
    () => String(Number(value) + Math.floor(random() * 3) - 1),
    () => value.replace(/\.\d+\/\d+$/, `.${Math.floor(random() * 256)}`),
  ];
  return (ways[Math.floor(random() * ways.length)] ?? ways[0])?.() ?? "";
}
