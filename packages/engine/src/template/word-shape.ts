import { ALPHABETIC, DIGIT, DOT, HEX_LETTER, LOWER, UPPER } from "./character.ts";
import type { Message } from "./message.ts";
import { listOf, WordTable } from "./word-table.ts";

/** Names of techniques and formats that carry a number for good. */
const TECHNICAL = `
e820 md5 sha1 sha2 sha224 sha256 sha384 sha512 sha-1 sha-256 sha-512 utf8 utf-8 utf16 utf-16 utf32 base32 base64 x86 x86_64 x64 i386
i486 i586 i686 amd64 arm64 aarch64 win32 win64 ipv4 ipv6 inet6 oauth2 http2 http3 s3 ec2 crc32 rc4 aes128 aes256 ed25519 x509 x11 ext2
ext3 ext4 log4j slf4j h264 mp3 mp4 iso-8859-1 k8s i18n l10n int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 socks4
socks5 sslv2 sslv3 tlsv1 pop3 imap4 ps2 nfsv3 nfsv4 nfs3 nfs4 smbv1 smbv2`;
const TECHNICAL_LENGTH_MAX = 10;
const TABLE = new WordTable(8);
for (const word of listOf(TECHNICAL)) TABLE.add(word, 1);

/** Whether a word, capitals or not, is the name of a technique. */
export function isTechnical(message: Message, start: number, end: number): boolean {
  if (end - start > TECHNICAL_LENGTH_MAX) return false;
  let hash = 0x811c9dc5 | 0;
  for (let i = start; i < end; i++) {
    const isUpper = ((message.classes[i] ?? 0) & UPPER) !== 0;
    hash = Math.imul(hash ^ ((message.units[i] ?? 0) | (isUpper ? 32 : 0)), 0x01000193);
  }
  return TABLE.get(hash) !== 0;
}

/** A word of letters with a number in it that more likely belongs to the word (`ssh2`, `jk2_init`, `Slf4jLogger`) than counts. */
export function isCoded(message: Message, start: number, end: number): boolean {
  const { units, classes } = message;
  let runs = 0;
  let runStart = 0;
  let runEnd = -1;
  let isHex = true;
  for (let i = start; i < end; i++) {
    const c = classes[i] ?? 0;
    if ((c & DIGIT) !== 0) {
      if (runEnd !== i) {
        runs++;
        runStart = i;
      }
      runEnd = i + 1;
    } else if ((c & HEX_LETTER) === 0) isHex = false;
  }
  if (isTechnical(message, start, end)) return true;
  const before = runStart - start;
  const after = end - runEnd;
  if (runs !== 1 || before === 0 || (isHex && end - start >= 4)) return false;
  const length = runEnd - runStart;
  if (after === 0) {
    if (length > 1) return false;
    if (before === 1) return ((classes[start] ?? 0) & UPPER) !== 0;
    // `broadcast_9`, `Thunderbird_A8`: a number that stands alone after an underscore counts
    return units[runStart - 1] !== UNDERLINE && units[runStart - 2] !== UNDERLINE;
  }
  const isIsland = units[runStart - 1] === UNDERLINE && units[runEnd] === UNDERLINE;
  return after >= 2 && before >= 2 ? length <= 5 && !isIsland : length === 1;
}

const UNDERLINE = 95;
const LETTER_V = 118;

/** A dotted name of code or a file whose numbers belong to its words: `workers2.properties`, `org.example.v2.Job`. */
export function isCodedDotted(message: Message, start: number, end: number): boolean {
  const { units, classes } = message;
  let from = start;
  let parts = 0;
  for (let to = start; to <= end; to++) {
    if (to < end && ((classes[to] ?? 0) & DOT) === 0) continue;
    if (to === from) return false;
    if (hasDigit(message, from, to)) {
      const isVersion = to - from === 2 && units[from] === LETTER_V;
      const isWord = ((classes[from] ?? 0) & ALPHABETIC) !== 0 && isCoded(message, from, to);
      if (!isVersion && !isWord) return false;
    }
    parts++;
    from = to + 1;
  }
  return parts >= 2;
}

export function hasDigit({ classes }: Message, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (((classes[i] ?? 0) & DIGIT) !== 0) return true;
  return false;
}

/** Whether letters alone look like a hexadecimal number: eight or more, all of a–f. */
export function isHexWord({ classes }: Message, start: number, end: number): boolean {
  if (end - start < 8) return false;
  for (let i = start; i < end; i++) if (((classes[i] ?? 0) & HEX_LETTER) === 0) return false;
  return true;
}

/** Whether a word is written as code writes names: all capitals, or capitals behind small letters. */
export function isCodeCase({ classes }: Message, start: number, end: number): boolean {
  let uppers = 0;
  let lowers = 0;
  for (let i = start; i < end; i++) {
    const c = classes[i] ?? 0;
    if ((c & UPPER) !== 0) {
      if (lowers > 0) return true;
      uppers++;
    } else if ((c & LOWER) !== 0) lowers++;
  }
  return uppers >= 3 || (uppers === 2 && lowers === 0);
}

/** Hash of a word with each run of digits taken as one sign. */
export function hashWithoutDigits({ units, classes }: Message, start: number, end: number): number {
  let hash = 0x811c9dc5 | 0;
  let wasDigit = false;
  for (let i = start; i < end; i++) {
    const isDigit = ((classes[i] ?? 0) & DIGIT) !== 0;
    if (!isDigit || !wasDigit) hash = Math.imul(hash ^ (isDigit ? DIGIT_SIGN : (units[i] ?? 0)), 0x01000193);
    wasDigit = isDigit;
  }
  return hash === 0 ? 1 : hash;
}

const DIGIT_SIGN = 0x23;
