import { isLetter } from "../header/chars.ts";
import { addressesIn, type FoundAddress } from "./address.ts";

/** Words before an address that say it is where something came from, the surest first; and those that say it is something else. */
const SURE = "from ip rhost src";
const LIKELY =
  "client clientip client_ip rip src_ip srcip source sourceip sourceaddress ipaddress ip_address addr address remote remote_ip remoteip remoteaddr remote_addr remote_address remoteaddress remote_host peer attacker by ban banning unban hostile clientaddr client_addr clientaddress client_address visitor_ip real_ip x-real-ip cip";
const OTHER =
  "to dst dst_ip dstip dest destination server local localaddress local_ip lip listening listen upstream bind binding via gateway laddr daddr host referrer referer request url on at forwarded x-forwarded-for resolver nameserver version";
const sureRank = 4;
const likelyRank = 3;
const openRank = 1;
const otherRank = 0;
const RANK_OF_WORD = new Map<string, number>([
  ...SURE.split(" ").map((word): [string, number] => [word, sureRank]),
  ...LIKELY.split(" ").map((word): [string, number] => [word, likelyRank]),
  ...OTHER.split(" ").map((word): [string, number] => [word, otherRank]),
]);

/**
 * The address that a message says something came from: one that a word like `from`, `client`, `rhost=` names, else the first that
 * nothing speaks against. Of several that a sure word names the last counts: names that an attacker chooses stand before it, as in
 * `Failed password for root from 192.0.2.1 port 1 ssh2 from 192.0.2.9 port 4022 ssh2`. Without an address, a host's name where one
 * should stand. Null when there is none.
 */
export function sourceAddress(message: string): string | null {
  const found = addressesIn(message);
  if (found.length === 0) return sourceHost(message);
  const protocol1 = message.startsWith("Failed ") ? message.indexOf(" ssh1: ") : -1;
  // What follows it is a name that the other side gave.
  if (protocol1 > 0) return found.findLast((address) => address.end < protocol1)?.text ?? null;
  const own = ownPlace(message, found);
  if (own !== null) return own.text;
  const fixed = fixedPlace(message);
  if (fixed > 0) return found.find((address) => address.start >= fixed)?.text ?? null;
  let best: FoundAddress | null = null;
  let bestRank = otherRank;
  for (const address of found) {
    const rank = rankOf(message, address);
    if (rank > bestRank || (rank === bestRank && rank === sureRank)) {
      best = address;
      bestRank = rank;
    }
  }
  return best?.text ?? sourceHost(message);
}

/**
 * Where services write the address that they saw, whatever name the other side gave: PAM and proftpd before the name, so the first counts;
 * the others behind it, so the last does, but for what a request says behind that.
 */
const BEFORE_NAME = " ruser= rhost=";
const BEHIND_NAME = ["'@'", ' Client "', " rip=", ", client: ", "' failed for '"];
/** `gate1 (client.example.org[192.0.2.9]) - USER kim: …` */
const SESSION_END = "]) - ";
const REQUEST = ', request: "';

/** The address at such a place; null where there is none. */
function ownPlace(message: string, found: readonly FoundAddress[]): FoundAddress | null {
  const first = message.indexOf(BEFORE_NAME);
  if (first >= 0) return found.find(({ start }) => start === first + BEFORE_NAME.length) ?? null;
  const session = message.indexOf(SESSION_END);
  if (session >= 0) return found.find(({ end }) => end === session) ?? null;
  const request = message.indexOf(REQUEST);
  const head = request < 0 ? message : message.slice(0, request);
  for (const cue of BEHIND_NAME) {
    const last = head.lastIndexOf(cue);
    const address = last < 0 ? undefined : found.find(({ start }) => start === last + cue.length);
    if (address !== undefined) return address;
  }
  return null;
}

/** `rhost=…`, `'root'@'…'`, `from …` before what ends sshd's sentences. */
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
  const isHost =
    host.length > 0 && host.length < 254 && /^[\w.-]+$/.test(host) && isLetter(host.charCodeAt(0));
  return isHost ? host : null;
}

/** Beginnings of messages that name the address at once, with text of the other side's choice behind it: index after them, or 0. */
function fixedPlace(message: string): number {
  const direct = fixedAt(message, 0);
  if (direct > 0) return direct;
  const colon = message.indexOf(": ");
  return colon < 0 || colon > 30 ? 0 : fixedAt(message, colon + 2);
}

function fixedAt(message: string, at: number): number {
  const code = message.charCodeAt(at);
  if (code < 67 || code > 85) return 0;
  for (const start of FIXED) if (message.startsWith(start, at)) return at + start.length;
  return 0;
}

const FIXED = [
  "Received disconnect from ",
  "Unable to negotiate with ",
  "Connection from ",
  "Did not receive identification string from ",
];

/** How well an address is named as the source; `otherRank` when it is named as something else. */
function rankOf(message: string, { start, end }: FoundAddress): number {
  let at = start - 1;
  const before = message.charCodeAt(at);
  if (before === 47 && message.charCodeAt(at - 1) === 47) return otherRank; // in a URL
  if (before === 64) return otherRank; // user@address
  if (before === 91 && message.startsWith("])", end)) return sureRank; // `gw (client.example.org[192.0.2.9])`
  if (before === 47 && isLetter(message.charCodeAt(at - 1))) return rankOfPath(message, at);
  if (
    before === 32 &&
    message.startsWith(" port ", end) &&
    rankOfWord(wordBefore(message, at - 1)) !== otherRank
  )
    return sureRank;
  while (at >= 0 && !isWordCode(message.charCodeAt(at))) at -= 1;
  const gap = start - 1 - at;
  if (gap > 6) return openRank;
  const word = wordBefore(message, at);
  const rank = rankOfWord(word);
  // `host` names a virtual host in quotes, else whoever it is about.
  if (rank === otherRank && word.toLowerCase() === "host" && message.charCodeAt(start - 1) !== 34)
    return openRank;
  return rank ?? openRank;
}

/** `IPV4/UDP/192.0.2.1/5060` of Asterisk: the name stands before the quote. */
function rankOfPath(message: string, at: number): number {
  const quote = message.lastIndexOf('="', at);
  if (quote < 0 || at - quote > 12) return openRank;
  return Math.min(likelyRank, rankOfWord(wordBefore(message, quote - 1)) ?? openRank);
}

function rankOfWord(word: string): number | undefined {
  return RANK_OF_WORD.get(word) ?? RANK_OF_WORD.get(word.toLowerCase());
}

/** The word that ends at `last`. */
function wordBefore(message: string, last: number): string {
  let start = last;
  while (start >= 0 && last - start < 20 && isWordCode(message.charCodeAt(start))) start -= 1;
  return message.slice(start + 1, last + 1);
}

function isWordCode(code: number): boolean {
  return isLetter(code) || code === 95 || code === 45;
}
