import { ALPHABETIC, classOf, DIGIT, HEX_LETTER, LOWER, UPPER } from "./character.ts";

/** Names of techniques and formats that carry a number for good. */
const TECHNICAL = new Set(
  `e820 md5 sha1 sha2 sha224 sha256 sha384 sha512 sha-1 sha-256 sha-512 utf8 utf-8 utf16 utf-16 utf32 base32 base64 x86 x86_64 x64 i386
  i486 i586 i686 amd64 arm64 aarch64 win32 win64 ipv4 ipv6 inet6 oauth2 http2 http3 s3 ec2 crc32 rc4 aes128 aes256 ed25519 x509 x11 ext2
  ext3 ext4 log4j slf4j h264 mp3 mp4 iso-8859-1 k8s i18n l10n int8 int16 int32 int64 uint8 uint16 uint32 uint64 float32 float64 socks4
  socks5 tls1 sslv2 sslv3 tlsv1 pop3 imap4 smtp2 ps2 usb2 usb3 802.11 nfsv3 nfsv4 nfs3 nfs4 smbv1 smbv2 http/1.0`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** Top-level domains that no file ending or Java package is mistaken for. */
const DOMAINS = new Set(
  "com net org edu gov mil int info biz arpa local lan localdomain internal home corp intranet example invalid test onion".split(
    " ",
  ),
);
/** Country domains, taken for a host's only in names of three labels or more; those that are file endings or words are left out. */
const COUNTRIES = new Set(
  `ac ae af ag ai al am ar au az ba bd bg bh bn bo br by ca ch ci cl cn co cr cu cy cz de dk do dz ec ee eg es eu fi fr ge gr gt hk hr hu ie
  il io ir jo jp ke kr kw kz lb lk lt lu lv ma mk mm mo mt mx mz ng ni nl nz om pa pe ph pk pt qa ro rs ru sa se sg si sk sv th
  tn tr tt tv tw ua ug uk us uy uz ve vn ye za zw`.split(/\s+/),
);
/** First labels of packages in code (`com.example.App`). */
const PACKAGE_ROOTS = new Set(
  "com org net edu io gov java javax sun de uk fr jp cn me dev android kotlin scala".split(" "),
);

/** A word of letters with a number in it that more likely belongs to the word (`ssh2`, `jk2_init`, `Slf4jLogger`) than counts. */
export function isCoded(text: string, start: number, end: number): boolean {
  let runs = 0;
  let runStart = 0;
  let runEnd = 0;
  let isHex = true;
  for (let i = start; i < end; i++) {
    const c = classOf(text.charCodeAt(i));
    if (c & DIGIT) {
      if (runEnd !== i || runs === 0) {
        runs++;
        runStart = i;
      }
      runEnd = i + 1;
    } else if (!(c & HEX_LETTER)) isHex = false;
  }
  const before = runStart - start;
  const after = end - runEnd;
  if (end - start <= 10 && TECHNICAL.has(text.slice(start, end).toLowerCase())) return true;
  if (runs !== 1 || before === 0) return false;
  if (isHex && end - start >= 4) return false;
  const length = runEnd - runStart;
  if (after === 0) {
    if (length > 1) return false;
    if (before === 1) return (classOf(text.charCodeAt(start)) & UPPER) !== 0;
    // `broadcast_9`, `Thunderbird_A8`: a number that stands alone after an underscore counts
    return !text.slice(Math.max(start, runStart - 2), runStart).includes("_");
  }
  if (after >= 2 && before >= 2) return length <= 5 && !isDigitIsland(text, runStart, runEnd);
  return length === 1;
}

/** Whether the number stands between underscores (`task_12_map`): then it counts. */
function isDigitIsland(text: string, from: number, to: number): boolean {
  return text[from - 1] === "_" && text[to] === "_";
}

/** A dotted name of code or a file whose numbers belong to its words: `workers2.properties`, `org.example.v2.Job`. */
export function isCodedDotted(text: string, start: number, end: number): boolean {
  let from = start;
  let parts = 0;
  while (from < end) {
    let to = text.indexOf(".", from);
    if (to < 0 || to > end) to = end;
    if (to === from) return false;
    if (hasDigit(text, from, to)) {
      const isVersion = to - from === 2 && text[from] === "v";
      if (!isVersion && (!isCoded(text, from, to) || (classOf(text.charCodeAt(from)) & ALPHABETIC) === 0))
        return false;
    }
    parts++;
    from = to + 1;
  }
  return parts >= 2;
}

export function hasDigit(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (classOf(text.charCodeAt(i)) & DIGIT) return true;
  return false;
}

/** Whether a dotted word is a host's name: it ends in a domain, and does not begin as packages of code do. */
export function isHostName(text: string, start: number, end: number): boolean {
  const word = text.slice(start, Math.min(end, start + 256)).toLowerCase();
  const labels = word.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || labels.includes("") || PACKAGE_ROOTS.has(labels[0] ?? "")) return false;
  // a class name (`Server.Internal`) has capitals inside; hosts are rarely written so
  if (/[a-z][A-Z]/.test(text.slice(start, end))) return false;
  return DOMAINS.has(last) || (labels.length >= 3 && COUNTRIES.has(last));
}

/** Whether letters alone look like a hexadecimal number: eight or more, all of a–f. */
export function isHexWord(text: string, start: number, end: number): boolean {
  if (end - start < 8) return false;
  for (let i = start; i < end; i++) if (!(classOf(text.charCodeAt(i)) & HEX_LETTER)) return false;
  return true;
}

/** Whether a word is written as code writes names: all capitals, or capitals behind small letters. */
export function isCodeCase(text: string, start: number, end: number): boolean {
  let uppers = 0;
  let lowers = 0;
  let isInner = false;
  for (let i = start; i < end; i++) {
    const c = classOf(text.charCodeAt(i));
    if (c & UPPER) {
      uppers++;
      if (lowers > 0) isInner = true;
    } else if (c & LOWER) lowers++;
  }
  return isInner || (uppers >= 2 && lowers === 0) || uppers >= 3;
}
