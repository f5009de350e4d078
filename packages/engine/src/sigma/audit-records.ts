import type { LogEvent } from "../event.ts";

/** One line of an event of auditd. */
export interface AuditRecord {
  readonly text: string;
  /** As the line has them, hexadecimal words decoded. */
  readonly fields: Readonly<Record<string, string>>;
}

const FIELD = /([\w-]{1,40})=("[^"\n]{0,8000}"|'[^'\n]{0,8000}'|[^\s"']{0,8000})/g;
/** Values that are written in hexadecimal digits where they hold a blank or a quote. */
const MAY_BE_HEX = /^(?:a\d{1,3}|name|exe|comm|cwd|cmd|proctitle|data)$/;

/** The records of an event of auditd, in the order of their lines; none of another event. */
export function auditRecords({ message, fields }: LogEvent): AuditRecord[] {
  if (fields["audit_type"] === undefined) return [];
  return message.split("\n").flatMap((text) => {
    if (!text.startsWith("type=")) return [];
    const found: Record<string, string> = {};
    for (const [, name = "", value = ""] of text.matchAll(FIELD)) {
      const isQuoted = /^["']/.test(value);
      const plain = isQuoted ? value.slice(1, -1) : value;
      found[name] = !isQuoted && MAY_BE_HEX.test(name) ? unhexed(plain, found["type"] === "SYSCALL") : plain;
      // What stands in msg='…' are fields too.
      if (value.startsWith("'"))
        for (const [, inner = "", text_ = ""] of plain.matchAll(FIELD))
          found[inner] ??= text_.replace(/^"(.*)"$/, "$1");
    }
    return { text, fields: found };
  });
}

/** @param isNumber - The arguments of a system call are numbers. */
function unhexed(text: string, isNumber: boolean): string {
  if (isNumber || text.length < 4 || text.length % 2 === 1 || !/^[\dA-F]+$/.test(text)) return text;
  const bytes = Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
  return new TextDecoder().decode(bytes).replaceAll("\0", " ");
}
