import type { Level } from "../event.ts";
import { levelOfMessage } from "../levels/level-at.ts";
import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { levelOfMark } from "./build-line.ts";
import { BRACE_OPEN, BRACKET_OPEN, COLON, EQUALS, isDigit, skipDigits } from "./chars.ts";
import { levelOfDeviceTag } from "./device-line.ts";
import type { Fields, Header } from "./header.ts";
import { uptimeEnd } from "./kernel-line.ts";
import { keyEndAt } from "./key-value.ts";
import { readHeader } from "./read-header.ts";

/** How many headers may stand one inside the other: a runtime's, syslog's, the program's own. */
const depthMax = 3;
/** How far into a message `unit: error: …` may name its level. */
const unitLengthMax = 40;

/**
 * The header of a line and those that its message has again (what a program wrote, taken by syslog, taken by a runtime).
 * An inner header that is certain is taken off and its time counts, since it is the finer one, but where it lies in the future: the
 * year that syslog leaves out is the newest that is not. HAProxy's says when the connection came, so there syslog's counts.
 */
export function readEntry(text: string, reader: TimestampReader): Header {
  let header = readHeader(text, reader);
  if (!header.isHeaded || header.isWhole) return header;
  for (let depth = 1; depth < depthMax && mayHoldHeader(header.message); depth += 1) {
    const outerIsVague = reader.isWithoutYear;
    const inner = readHeader(header.message, reader);
    if (!inner.isHeaded) break;
    const isFuture = outerIsVague && inner.timestamp !== null && reader.clock.isFuture(inner.timestamp);
    const merged = merge(header, isFuture ? { ...inner, timestamp: null } : inner, outerIsVague);
    if (merged === null) break;
    header = merged;
    if (inner.isWhole) break;
  }
  const level =
    header.level ?? levelOfDeviceTag(header.fields["program"] ?? "") ?? levelInside(header.message);
  return level === header.level ? header : { ...header, level };
}

/** Cheap test: structures, stamps and brackets begin a header, words mostly do not. */
function mayHoldHeader(message: string): boolean {
  const code = message.charCodeAt(0);
  if (isDigit(code) || code === BRACE_OPEN || code === BRACKET_OPEN || code === COLON) return true;
  if (code === 37 || code === 42 || code === 64) return true;
  if (code === 67 || code === 76) return message.startsWith("CEF:") || message.startsWith("LEEF:");
  if (code >= 65 && code <= 90 && isDigit(message.charCodeAt(1))) return true;
  const keyEnd = code === 116 || code === 108 ? keyEndAt(message, 0) : 0;
  return keyEnd > 0 && keyEnd < message.length && message.charCodeAt(keyEnd) === EQUALS;
}

function merge(outer: Header, inner: Header, outerIsVague: boolean): Header | null {
  const isUptime = uptimeEnd(outer.message, 0) > 0;
  if (!inner.isWhole && !isUptime) {
    // A stamp that begins a message stays in it, but says the year that syslog leaves out.
    return outerIsVague && inner.timestamp !== null
      ? { ...outer, timestamp: inner.timestamp, isWhole: true }
      : null;
  }
  const isConnection = outer.fields["program"]?.startsWith("haproxy") === true;
  const timestamp =
    isUptime || isConnection ? (outer.timestamp ?? inner.timestamp) : (inner.timestamp ?? outer.timestamp);
  return {
    ...inner,
    timestamp,
    level: inner.level ?? outer.level,
    fields: joined(outer.fields, inner.fields),
  };
}

/** Fields of both; what only the outer one can know (host, and the program where syslog names it) stays. */
function joined(outer: Fields, inner: Fields): Fields {
  const fields: Fields = { ...inner, ...outer };
  // A number in the place of a program is a counter of the device's.
  if (inner["program"] !== undefined && skipDigits(outer["program"] ?? "x", 0) === outer["program"]?.length)
    return { ...fields, program: inner["program"] };
  if (
    inner["program"] !== undefined &&
    outer["program"] !== undefined &&
    inner["program"] !== outer["program"]
  )
    fields["logger"] = inner["program"];
  return fields;
}

/** `error: …`, `unit: Fatal: …`, `##[error]…`. */
function levelInside(message: string): Level | null {
  const first = levelOfMark(message) ?? levelOfMessage(message);
  if (first !== null) return first;
  const colon = message.indexOf(": ");
  return colon < 0 || colon > unitLengthMax ? null : levelOfMessage(message, colon + 2);
}
