import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ApiError } from "./api-error.ts";

const KEY_BYTES = 32;

/**
 * The key of this installation for `keyedHash`: 64 hex digits in `file`, made at the first start and readable by its owner only. With
 * another key equal secrets no longer show as equal to those before.
 *
 * @throws ApiError `REDACTION_KEY_UNUSABLE`: nothing is read without it.
 */
export function loadRedactionKey(file: string): Uint8Array {
  try {
    mkdirSync(dirname(file), { recursive: true });
    // wx: of two that start at once, one makes it and both read that one.
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString("hex")}\n`, { flag: "wx", mode: 0o600 });
  } catch (cause) {
    if (!(cause instanceof Error && "code" in cause && cause.code === "EEXIST")) throw unusable(file, cause);
  }
  try {
    const text = readFileSync(file, "utf8").trim();
    if (/^[\da-f]{64}$/.test(text)) return Buffer.from(text, "hex");
  } catch (cause) {
    throw unusable(file, cause);
  }
  throw unusable(file, "it does not hold 64 hex digits");
}

function unusable(file: string, cause: unknown): ApiError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const mend =
    "give DEEPSEC_DATA_DIR a folder that can be written, or move the file away to have another made";
  return new ApiError(
    "REDACTION_KEY_UNUSABLE",
    `${file}, the key of redaction, cannot be used: ${reason}; ${mend}`,
    {
      cause,
    },
  );
}
