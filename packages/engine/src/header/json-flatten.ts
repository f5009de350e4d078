export type FlatValue = string | number | boolean;

/** Bounds on what one object gives: members, levels and characters of a value. */
const leavesMax = 80;
const depthMax = 6;
const valueLengthMax = 2_000;

/** Leaves of an object as `a.b.c` and value, in their order. Nulls are left out, lists of plain values joined by commas. */
export function flatten(root: Readonly<Record<string, unknown>>): [string, FlatValue][] {
  const leaves: [string, FlatValue][] = [];
  // A stack, since how deep an object goes is up to whoever wrote the line.
  const stack: [string, unknown, number][] = Object.entries(root)
    .toReversed()
    .map(([key, value]) => [key, value, 1]);
  while (leaves.length < leavesMax) {
    const next = stack.pop();
    if (next === undefined) break;
    const [path, value, depth] = next;
    if (typeof value === "string")
      leaves.push([path, value.length > valueLengthMax ? value.slice(0, valueLengthMax) : value]);
    else if (typeof value === "number" || typeof value === "boolean") leaves.push([path, value]);
    else if (typeof value !== "object" || value === null) continue;
    else if (depth >= depthMax) leaves.push([path, "…"]);
    else if (Array.isArray(value) && value.every((item) => typeof item !== "object" || item === null)) {
      leaves.push([path, value.join(",").slice(0, valueLengthMax)]);
    } else {
      const members = Object.entries(value).slice(0, leavesMax).toReversed();
      for (const [key, member] of members) stack.push([`${path}.${key}`, member, depth + 1]);
    }
  }
  return leaves;
}
