import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { SPACE, skipDigits } from "./chars.ts";
import { wholeHeader, type Header } from "./header.ts";

/** Columns of a flow record of version 2. */
const columnCount = 14;

/**
 * Flow records of AWS: `2 account eni-… source target port port protocol packets bytes start end ACCEPT OK`, start and end as epochs.
 * The time is the start of the flow. Null for other lines.
 */
export function readFlowLine(text: string, reader: TimestampReader): Header | null {
  const versionEnd = skipDigits(text, 0);
  if (versionEnd !== 1 || text.charCodeAt(1) !== SPACE || !text.includes(" eni-")) return null;
  const columns = text.split(" ", columnCount + 1);
  const [, account = "", device = "", source = "", target = "", , , , , , start = ""] = columns;
  if (columns.length < columnCount || !device.startsWith("eni-") || !reader.readWhole(start)) return null;
  const message = [...columns.slice(0, 10), ...columns.slice(12)].join(" ");
  const fields: Record<string, string> = { account, device };
  if (source !== "-") fields["src"] = source;
  if (target !== "-") fields["dst"] = target;
  return wholeHeader(reader.iso, null, message, fields);
}
