import type { Line } from "../line.ts";
import type { KeyedHash } from "./kinds.ts";
import { suspectLines } from "./suspect-lines.ts";
import { type Redaction, type RedactOptions, redactTexts } from "./redact.ts";

export interface RedactedLines {
  readonly lines: readonly Line[];
  readonly redactions: readonly Redaction[];
  /**
   * Index of the first line of a private key whose end is still to come; the number of lines when there is none. Lines from there on
   * are best left for later and redacted together with what follows: alone, the rest of a key is not seen to be one.
   */
  readonly openFrom: number;
}

/**
 * Lines of a source with their secrets redacted (`redact`); numbers, offsets and lengths stay those of the bytes that were read.
 *
 * @param bytes - What the lines were decoded from, all of it: most lines are told by it to have none. Null: look at each.
 */
export function redactLines(
  lines: readonly Line[],
  bytes: Uint8Array | null,
  hash: KeyedHash,
  options: RedactOptions = {},
): RedactedLines {
  const { texts, redactions, openFrom } = redactTexts(
    lines.map(({ text }) => text),
    hash,
    options,
    options.email === true || bytes === null ? undefined : suspectLines(lines, bytes),
  );
  const redacted = lines.map((line, i) =>
    texts[i] === line.text ? line : { ...line, text: texts[i] ?? "" },
  );
  return { lines: redacted, redactions, openFrom };
}
