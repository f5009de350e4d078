import { createHmac, timingSafeEqual } from "node:crypto";

/** One line of a known_hosts file. */
export interface KnownHostsEntry {
  readonly marker: "revoked" | "cert-authority" | null;
  /** The names as written: patterns between commas, or one hashed name `|1|salt|hash`. */
  readonly names: string;
  /** Such as `ssh-ed25519`. */
  readonly keyType: string;
  /** The key itself, base64. */
  readonly key: string;
}

/** The lines of a known_hosts file (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT); comments and lines in no such form are left out. */
export function parseKnownHosts(text: string): KnownHostsEntry[] {
  const entries: KnownHostsEntry[] = [];
  for (const line of text.split(/\r?\n/u)) {
    const fields = line.trim().split(/[ \t]+/u);
    const marker =
      fields[0] === "@revoked" ? "revoked" : fields[0] === "@cert-authority" ? "cert-authority" : null;
    if (marker === null && /^[#@]/u.test(fields[0] ?? "")) continue;
    const [names, keyType, key] = marker === null ? fields : fields.slice(1);
    if (names === undefined || keyType === undefined || key === undefined) continue;
    if (!/^[A-Za-z0-9+/]+={0,2}$/u.test(key)) continue;
    entries.push({ marker, names, keyType, key });
  }
  return entries;
}

export interface KnownKeys {
  /** The keys this host may show. */
  readonly trusted: readonly KnownHostsEntry[];
  /** Keys that no host under this name may show. */
  readonly revoked: readonly KnownHostsEntry[];
}

/**
 * What a known_hosts file says of a host. With a port other than 22 the name is `[address]:port`; where that is not
 * listed, lines of the bare address count, as in OpenSSH. Certificate authorities are not used.
 */
export function knownKeysOf(entries: readonly KnownHostsEntry[], address: string, port: number): KnownKeys {
  const bare = address.toLowerCase();
  const names = port === 22 ? [bare] : [`[${bare}]:${port}`, bare];
  const revoked = entries.filter(
    (entry) => entry.marker === "revoked" && names.some((name) => matchesNames(entry.names, name)),
  );
  for (const name of names) {
    const trusted = entries.filter((entry) => entry.marker === null && matchesNames(entry.names, name));
    if (trusted.length > 0) return { trusted, revoked };
  }
  return { trusted: [], revoked };
}

/** True when a names field covers `name` (lower case). A pattern after `!` that covers it excludes it, wherever it stands. */
export function matchesNames(names: string, name: string): boolean {
  if (names.startsWith("|")) return matchesHashed(names, name);
  let isMatch = false;
  for (const pattern of names.toLowerCase().split(",")) {
    if (pattern.startsWith("!")) {
      if (matchesPattern(pattern.slice(1), name)) return false;
    } else if (matchesPattern(pattern, name)) isMatch = true;
  }
  return isMatch;
}

function matchesHashed(names: string, name: string): boolean {
  const [, version, salt, hash] = names.split("|");
  if (version !== "1" || salt === undefined || hash === undefined) return false;
  const expected = Buffer.from(hash, "base64");
  const actual = createHmac("sha1", Buffer.from(salt, "base64")).update(name).digest();
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

/** `*` is any run and `?` any one character; nothing else is special. Greedy with one step back: never slow. */
function matchesPattern(pattern: string, text: string): boolean {
  let [at, star, resume] = [0, -1, 0];
  for (let position = 0; position < text.length;) {
    const char = pattern.charAt(at);
    if (char === "*") {
      star = at;
      at += 1;
      resume = position;
    } else if (at < pattern.length && (char === "?" || char === text.charAt(position))) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      resume += 1;
      position = resume;
    } else return false;
  }
  while (pattern.charAt(at) === "*") at += 1;
  return at === pattern.length;
}
