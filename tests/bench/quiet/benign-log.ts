/** A host's quiet life, made up: nobody attacks, and things go as they go. Times in ms since 1970. */
export interface BenignOptions {
  readonly hosts: number;
  readonly days: number;
  readonly lines: number;
  readonly seed: number;
  readonly startMs: number;
}

const HOUR_MS = 3_600_000;
const USERS = ["ann", "bob", "kim", "lee", "mia", "tom"];
const COMMANDS = [
  "/usr/bin/apt update",
  "/usr/bin/systemctl status nginx",
  "/usr/bin/journalctl -u shop",
  "/usr/bin/tail /var/log/syslog",
];
const PATHS = [
  "/",
  "/index.html",
  "/shop",
  "/shop/cart",
  "/login",
  "/img/logo.png",
  "/api/items",
  "/favicon.ico",
];
/** By hour of the day: how busy a site is. */
const BUSY = [2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 10, 9, 9, 9, 9, 8, 8, 8, 9, 9, 8, 6, 4, 3];
/** Said once in a while, some of them for the first time after weeks. */
const SELDOM = [
  "kernel: usb 1-1: new high-speed USB device number <n> using xhci_hcd",
  "kernel: EXT4-fs (sda1): re-mounted. Opts: errors=remount-ro",
  "ntpd[77]: time reset +0.<n> s",
  "smartd[80]: Device: /dev/sda, SMART Usage Attribute: 194 Temperature_Celsius changed from <n> to 31",
  "systemd[1]: Started Daily man-db regeneration.",
  "systemd[1]: fstrim.service: Succeeded.",
  "certbot[9]: Certificate not yet due for renewal",
  "dhclient[40]: bound to 10.0.0.<n> -- renewal in 3600 seconds.",
  "postfix/qmgr[50]: warning: mail for relay is deferred, retry in <n> s",
  "snapd[60]: storehelpers.go:769: cannot refresh: snap has no updates available",
  "rsyslogd: action 'action-1-builtin:omfile' resumed (module 'builtin:omfile')",
  "irqbalance[61]: Cannot change IRQ <n> affinity: Operation not permitted",
];

/** Lines in the order of their times. The same options give the same lines. */
export function* benignLog({ hosts, days, lines, seed, startMs }: BenignOptions): Generator<string> {
  const random = generator(seed);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const number = (below: number): number => Math.floor(random() * below);
  const perHour = lines / (days * 24 * hosts);
  for (let hour = 0; hour < days * 24; hour++) {
    const found: { ms: number; text: string }[] = [];
    for (let h = 0; h < hosts; h++) {
      const host = `web${h + 1}`;
      const at = (): number => startMs + hour * HOUR_MS + number(HOUR_MS);
      const syslog = (ms: number, text: string): void => {
        found.push({ ms, text: `${new Date(ms).toISOString()} ${host} ${text}` });
      };
      const ofDay = hour % 24;
      const isWeekend = Math.floor(hour / 24) % 7 >= 5;
      for (let minute = 0; minute < 60; minute += 5)
        syslog(
          startMs + hour * HOUR_MS + minute * 60_000 + number(2_000),
          "CRON[9]: (root) CMD (/usr/lib/sysstat/sa1 1 1)",
        );
      if (ofDay === 6)
        syslog(at(), "CRON[9]: (root) CMD (test -x /usr/sbin/anacron || run-parts /etc/cron.daily)");
      if (ofDay === 2) {
        syslog(at(), "systemd[1]: Started Daily apt download activities.");
        syslog(at(), "systemd[1]: Started Rotate log files.");
        syslog(
          at(),
          `sshd[${number(30_000)}]: Accepted publickey for backup from 10.0.0.9 port ${number(30_000)} ssh2`,
        );
      }
      if (ofDay >= 8 && ofDay < 18 && !isWeekend && random() < 0.4) {
        const user = pick(USERS) ?? "ann";
        // From the office, or from home: a provider gives another address of its network now and then.
        const own = USERS.indexOf(user);
        const from = random() < 0.7 ? `192.0.2.${10 + own}` : `203.0.${own}.${1 + number(3)}`;
        const pid = number(30_000);
        if (random() < 0.1)
          syslog(at(), `sshd[${pid}]: Failed password for ${user} from ${from} port 4022 ssh2`);
        const ms = at();
        syslog(ms, `sshd[${pid}]: Accepted publickey for ${user} from ${from} port ${number(60_000)} ssh2`);
        syslog(
          ms + 100,
          `sshd[${pid}]: pam_unix(sshd:session): session opened for user ${user}(uid=100${own}) by (uid=0)`,
        );
        if (random() < 0.5)
          syslog(
            ms + 30_000,
            `sudo:     ${user} : TTY=pts/0 ; PWD=/home/${user} ; USER=root ; COMMAND=${pick(COMMANDS)}`,
          );
        syslog(ms + 900_000, `sshd[${pid}]: pam_unix(sshd:session): session closed for user ${user}`);
      }
      if (random() < 0.08)
        syslog(
          at(),
          (SELDOM[Math.floor(random() ** 2 * SELDOM.length)] ?? "").replaceAll("<n>", String(number(100))),
        );
      const requests = Math.max(
        0,
        Math.round(perHour * ((BUSY[ofDay] ?? 1) / 6.1) * (isWeekend ? 0.6 : 1) * (0.9 + 0.2 * random())) -
          14,
      );
      for (let i = 0; i < requests; i++) {
        const ms = at();
        const status = random() < 0.01 ? 404 : random() < 0.002 ? 500 : 200;
        const client = `198.51.${number(100)}.${number(250)}`;
        const request = random() < 0.05 ? "POST /shop/cart" : `GET ${pick(PATHS)}`;
        found.push({
          ms,
          text: `${host} ${client} - - [${accessTime(ms)}] "${request} HTTP/1.1" ${status} ${200 + number(20_000)} "-" "Mozilla/5.0"`,
        });
      }
    }
    yield* found.toSorted((a, b) => a.ms - b.ms).map(({ text }) => text);
  }
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `04/Mar/2026:09:00:00 +0000` */
function accessTime(ms: number): string {
  const iso = new Date(ms).toISOString();
  return `${iso.slice(8, 10)}/${MONTHS[Number(iso.slice(5, 7)) - 1] ?? ""}/${iso.slice(0, 4)}:${iso.slice(11, 19)} +0000`;
}

/** In [0, 1), the same for the same seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
