import { isLetter } from "../header/chars.ts";
import { addressesIn, type FoundAddress } from "./address.ts";

/** Words before an address that say it is where something came from, and those that say it is something else. */
const ORIGINS = new Set(
  "from client clientip client_ip rhost rip src src_ip srcip source sourceip sourceaddress ip ipaddress ip_address addr address remote remote_ip remoteip remoteaddr remote_addr remote_address remoteaddress remote_host peer attacker by ban banning unban hostile clientaddr client_addr clientaddress client_address visitor_ip real_ip x-real-ip cip".split(
    " ",
  ),
);
const OTHERS = new Set(
  "to dst dst_ip dstip dest destination server local localaddress local_ip lip listening listen upstream bind binding via gateway laddr daddr host referrer referer request url on at forwarded x-forwarded-for resolver nameserver version".split(
    " ",
  ),
);

/**
 * The address that a message says something came from: one that a word like `from`, `client`, `rhost=` names, else the first that
 * nothing speaks against. Of several equally good ones the last named by `from` or a key counts: names that an attacker chooses
 * stand before it, as in `Failed password for root from 192.0.2.1 port 1 ssh2 from 192.0.2.9 port 4022 ssh2`.
 * Null when there is none.
 */
export function sourceAddress(message: string): string | null {
  const found = addressesIn(message);
  if (found.length === 0) return sourceHost(message);
  const protocol1 = message.indexOf(" ssh1: ");
  // What follows is a name that the other side gave.
  if (protocol1 > 0) return found.findLast((address) => address.end < protocol1)?.text ?? null;
  const fixed = fixedPlace(message);
  if (fixed > 0) return found.find((address) => address.start >= fixed)?.text ?? null;
  let best: FoundAddress | null = null;
  let bestRank = 0;
  for (const address of found) {
    const rank = rankOf(message, address);
    if (rank > bestRank || (rank === bestRank && rank >= 4)) {
      best = address;
      bestRank = rank;
    }
  }
  return best?.text ?? sourceHost(message);
}

/** A host's name where an address should stand: `rhost=…`, `'root'@'…'`, `from …` before what ends sshd's sentences. */
function sourceHost(message: string): string | null {
  if (!HOST_CUE.test(message)) return null;
  const rhost = message.indexOf("rhost=");
  if (rhost >= 0) return hostAt(message, rhost + 6, " ");
  const account = message.indexOf("'@'");
  if (account >= 0) return hostAt(message, account + 3, "'");
  const from = message.lastIndexOf(" from ");
  if (from < 0) return null;
  const host = hostAt(message, from + 6, " ");
  const end = from + 6 + (host?.length ?? 0);
  const isEnd =
    end === message.length ||
    message.startsWith(" not allowed", end) ||
    message.startsWith(" via ", end) ||
    message.startsWith(" port ", end);
  return isEnd && host?.includes(".") === true ? host : null;
}

const HOST_CUE = /rhost=[a-z]|'@'| from [a-z]/i;

function hostAt(message: string, at: number, mark: string): string | null {
  const end = message.indexOf(mark, at);
  const host = message.slice(at, end < 0 ? message.length : end);
  return host.length > 0 && host.length < 254 && /^[\w.-]+$/.test(host) && isLetter(host.charCodeAt(0))
    ? host
    : null;
}

/**
 * Beginnings of messages that name the address at once, with text of the other side's choice behind it: the index after them, or 0.
 */
function fixedPlace(message: string): number {
  for (const start of FIXED) {
    const at = message.indexOf(start);
    if (at >= 0 && at < 40) return at + start.length;
  }
  return 0;
}

const FIXED = [
  "Received disconnect from ",
  "Unable to negotiate with ",
  "Connection from ",
  "Did not receive identification string from ",
];

/** 0: not the source, 1: may be, 3 and 4: named as such. */
function rankOf(message: string, { start, end }: FoundAddress): number {
  let at = start - 1;
  const before = message.charCodeAt(at);
  if (before === 47 && message.charCodeAt(at - 1) === 47) return 0; // in a URL
  if (before === 64) return 0; // user@address
  if (before === 47 && isLetter(message.charCodeAt(at - 1))) return rankOfPath(message, at);
  if (message.startsWith(" port ", end) && message.charCodeAt(at) === 32 && !isNamed(message, at, OTHERS))
    return 4;
  while (at >= 0 && !isWordCode(message.charCodeAt(at))) at -= 1;
  const gap = start - 1 - at;
  if (gap > 6) return 1;
  const word = wordBefore(message, at);
  if (ORIGINS.has(word))
    return word === "ip" || word === "from" || word === "rhost" || word === "src" ? 4 : 3;
  if (OTHERS.has(word)) return word === "host" && message.charCodeAt(start - 1) !== 34 ? 1 : 0;
  return 1;
}

/** `IPV4/UDP/192.0.2.1/5060` of Asterisk: the name stands before the quote. */
function rankOfPath(message: string, at: number): number {
  const quote = message.lastIndexOf('="', at);
  if (quote < 0 || at - quote > 12) return 1;
  const word = wordBefore(message, quote - 1);
  return ORIGINS.has(word) ? 3 : OTHERS.has(word) ? 0 : 1;
}

function isNamed(message: string, at: number, words: ReadonlySet<string>): boolean {
  return words.has(wordBefore(message, at - 1));
}

/** The word that ends at `last`, in small letters. */
function wordBefore(message: string, last: number): string {
  let start = last;
  while (start >= 0 && last - start < 20 && isWordCode(message.charCodeAt(start))) start -= 1;
  return message.slice(start + 1, last + 1).toLowerCase();
}

function isWordCode(code: number): boolean {
  return isLetter(code) || code === 95 || code === 45;
}
