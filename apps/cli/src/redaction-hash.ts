import { createHmac, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { KeyedHash } from "@deepsec/engine";

const KEY_BYTES = 32;

/** Under a key of this call alone: equal secrets show as equal in what it prints, and nowhere else. */
export function hashOfCall(): KeyedHash {
  return hashUnder(randomBytes(KEY_BYTES));
}

/** Under the key in a state directory that this process holds; made there when it is missing, for its owner's eyes only. */
export async function hashOfState(directory: string): Promise<KeyedHash> {
  const file = join(directory, "redaction.key");
  const known = await readFile(file).catch(() => null);
  if (known?.length === KEY_BYTES) return hashUnder(known);
  const key = randomBytes(KEY_BYTES);
  await writeFile(file, key, { mode: 0o600 });
  return hashUnder(key);
}

function hashUnder(key: Buffer): KeyedHash {
  return (value) => createHmac("sha256", key).update(value).digest("hex");
}
