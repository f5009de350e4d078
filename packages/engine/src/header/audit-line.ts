import type { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { BLANKS_OF_AUDIT, readPairs } from "./key-value.ts";
import { wholeHeader, type Fields, type Header } from "./header.ts";

const START = "msg=audit(";

/**
 * auditd: `type=SYSCALL msg=audit(1364481363.243:24287): key=value …`. Records of one event share the serial after the colon
 * (`audit_id`). The message is the type and the pairs; `proctitle` in hex is shown as the command line it is.
 */
export function readAuditLine(text: string, reader: TimestampReader): Header | null {
  const node = text.startsWith("node=") ? text.indexOf(" ") + 1 : 0;
  if (!text.startsWith("type=", node)) return null;
  const start = text.indexOf(START, node);
  if (start < 0 || start > node + 60) return null;
  const close = text.indexOf(")", start);
  const colon = text.indexOf(":", start);
  if (close < 0 || colon < 0 || colon > close || !reader.read(text, start + START.length)) return null;
  const timestamp = reader.iso;
  const type = text.slice(node + 5, start - 1).trim();
  let bodyAt = close + 1;
  while (text.charAt(bodyAt) === " " || text.charAt(bodyAt) === ":") bodyAt += 1;
  const body = text.slice(bodyAt);
  const fields: Fields = { audit_type: type, audit_id: text.slice(colon + 1, close) };
  if (node > 0) fields["host"] = text.slice(5, node - 1);
  for (const [key, value] of readPairs(body, BLANKS_OF_AUDIT)) addField(fields, key, value);
  return wholeHeader(timestamp, null, `type=${type} ${body.replaceAll("\u001D", " ")}`, fields);
}

function addField(fields: Fields, key: string, value: string): void {
  if (key === "proctitle") fields[key] = textOfHex(value);
  else if (key === "msg") {
    for (const [name, inner] of readPairs(value, BLANKS_OF_AUDIT)) addField(fields, name, inner);
  } else if (!(key in fields)) fields[key] = value;
  if (
    (key === "addr" || key === "hostname") &&
    value !== "?" &&
    fields["src"] === undefined &&
    /^[\d.:a-f]+$/i.test(value)
  )
    fields["src"] = value;
  if ((key === "acct" || key === "AUID") && fields["user"] === undefined) fields["user"] = value;
  if (key === "exe" && fields["program"] === undefined) fields["program"] = value;
}

/** `636174006B` → `cat k`: arguments stand between NULs. Text that is not hex stays. */
function textOfHex(hex: string): string {
  if (hex.length % 2 !== 0 || !/^[\dA-Fa-f]+$/.test(hex)) return hex;
  const bytes = Uint8Array.from({ length: hex.length / 2 }, (_, index) =>
    Number.parseInt(hex.slice(index * 2, index * 2 + 2), 16),
  );
  return new TextDecoder().decode(bytes).replaceAll("\0", " ");
}
