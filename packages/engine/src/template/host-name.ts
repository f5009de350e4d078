import { DIGIT, DOT, LOWER, UPPER } from "./character.ts";
import type { Message } from "./message.ts";
import { listOf, WordTable } from "./word-table.ts";

/** Top-level domains that no file ending or package of code is mistaken for. */
const DOMAINS =
  "com net org edu gov mil int info biz arpa local lan localdomain internal home corp intranet example invalid test onion";
/** Country domains, taken for a host's only in names of three labels or more; those that are file endings or words are left out. */
const COUNTRIES = `
ac ae af ag ai al am ar au az ba bd bg bh bn bo br by ca ch ci cl cn co cr cu cy cz de dk do dz ec ee eg es eu fi fr ge gr gt hk hr hu ie
il io ir jo jp ke kr kw kz lb lk lt lu lv ma mk mm mo mt mx mz ng ni nl nz om pa pe ph pk pt qa ro rs ru sa se sg si sk sv th tn tr tt tv
tw ua ug uk us uy uz ve vn ye za zw`;
/** What systemd's unit files end in, those left out that keys of settings end in too (`path`, `target`, `device`). */
const UNIT_FILES = "service socket timer mount automount swap slice scope";
/** First labels of packages in code (`com.example.App`). */
const PACKAGES = "com org net edu io gov java javax sun de uk fr jp cn me dev android kotlin scala";

const IS_DOMAIN = 1;
const IS_COUNTRY = 2;
const IS_PACKAGE = 4;
const LABELS = new WordTable(10);
for (const label of listOf(DOMAINS)) LABELS.add(label, IS_DOMAIN);
for (const label of listOf(UNIT_FILES)) LABELS.add(label, IS_DOMAIN);
for (const label of listOf(COUNTRIES)) LABELS.add(label, IS_COUNTRY);
for (const label of listOf(PACKAGES)) LABELS.add(label, IS_PACKAGE);

/**
 * Whether a dotted word is the name of a host or a systemd unit: it ends in a domain or a unit's suffix, and neither begins nor
 * is written as names in code are.
 */
export function isHostName(message: Message, start: number, end: number): boolean {
  const { units, classes } = message;
  let labels = 1;
  let hash = 0x811c9dc5 | 0;
  let length = 0;
  let wasLower = false;
  for (let i = start; i < end; i++) {
    const c = classes[i] ?? 0;
    if ((c & DOT) !== 0) {
      if (length === 0 || (labels === 1 && (LABELS.get(hash) & IS_PACKAGE) !== 0)) return false;
      labels++;
      length = 0;
      hash = 0x811c9dc5 | 0;
      wasLower = false;
      continue;
    }
    if ((c & UPPER) !== 0 && wasLower) return false;
    wasLower = (c & LOWER) !== 0;
    length++;
    hash = Math.imul(hash ^ ((units[i] ?? 0) | ((c & UPPER) !== 0 ? 32 : 0)), 0x01000193);
  }
  if (labels < 2 || length === 0) return false;
  const flags = LABELS.get(hash);
  return (flags & IS_DOMAIN) !== 0 || (labels >= 3 && (flags & IS_COUNTRY) !== 0);
}

/** Whether a word is an address of four numbers, a port behind it or not. */
export function isAddress(message: Message, start: number): boolean {
  const { units, classes } = message;
  let dots = 0;
  let i = start;
  while (((classes[i] ?? 0) & (DIGIT | DOT)) !== 0) if (units[i++] === 46) dots++;
  return dots === 3;
}
