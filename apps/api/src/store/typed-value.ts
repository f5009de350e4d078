import neo4j, { DateTime, type Integer } from "neo4j-driver";

/**
 * A property's value as JSON that keeps its type: an integer is `{"i": "7"}`, a time `{"t": […]}`, bytes `{"b": base64}`; text,
 * booleans, floats and lists are what they are.
 */
export type TypedValue =
  | string
  | boolean
  | number
  | null
  | readonly TypedValue[]
  | { readonly i: string }
  | { readonly b: string }
  | { readonly t: readonly (number | string | null)[] };

/** @param value - As a driver with `useBigInt` gives it. @throws TypeError for a type that no property of ours has. */
export function toTyped(value: unknown): TypedValue {
  if (value === null || typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  if (typeof value === "bigint") return { i: String(value) };
  if (Array.isArray(value)) return value.map(toTyped);
  if (value instanceof Int8Array)
    return { b: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString("base64") };
  if (value instanceof DateTime) {
    const { year, month, day, hour, minute, second, nanosecond } = value;
    const parts = [year, month, day, hour, minute, second, nanosecond].map(Number);
    const offset = value.timeZoneOffsetSeconds;
    return { t: [...parts, offset == null ? null : Number(offset), value.timeZoneId ?? null] };
  }
  throw new TypeError(`no property of ours is ${Object.prototype.toString.call(value)}`);
}

/** What `toTyped` was given. @throws TypeError when it is not its work. */
export function fromTyped(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(fromTyped);
  if ("i" in value && typeof value.i === "string") return BigInt(value.i);
  if ("b" in value && typeof value.b === "string") return new Int8Array(Buffer.from(value.b, "base64"));
  if ("t" in value && Array.isArray(value.t)) {
    const parts: readonly unknown[] = value.t;
    const int = (index: number): Integer => neo4j.int(Number(parts[index]));
    const [offset, zone] = parts.slice(7);
    return new DateTime(
      int(0),
      int(1),
      int(2),
      int(3),
      int(4),
      int(5),
      int(6),
      offset === null ? undefined : neo4j.int(Number(offset)),
      zone === null ? undefined : String(zone),
    );
  }
  throw new TypeError("neither integer nor bytes nor time");
}
