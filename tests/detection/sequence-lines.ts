import { GUILTY, INNOCENT } from "./rule-lines.ts";

/** Lines that show what one chain, or one rule of what is usual, is for; each case is a log of its own. */
export interface SequenceLines {
  readonly rule: string;
  readonly found: readonly (readonly string[])[];
  readonly nearMisses: readonly (readonly string[])[];
  readonly forged: readonly (readonly string[])[];
}

const MINUTE = 60;
const DAY = 86_400;

/** A line of a program on a host, so many seconds after nine o'clock of the first day (UTC). */
const at = (second: number, rest: string, host = "gate1"): string =>
  `${new Date(Date.UTC(2026, 2, 4, 9, 0, second)).toISOString().slice(0, 19)}Z ${host} ${rest}`;
const fail = (second: number, user = "root", from = GUILTY, host = "gate1"): string =>
  at(second, `sshd[7]: Failed password for ${user} from ${from} port 4022 ssh2`, host);
const login = (second: number, user = "root", from = GUILTY, host = "gate1"): string =>
  at(second, `sshd[7]: Accepted publickey for ${user} from ${from} port 4022 ssh2`, host);
const sudo = (second: number, command: string, user = "kim", host = "gate1"): string =>
  at(second, `sudo:   ${user} : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=${command}`, host);
const ask = (second: number, request: string, status = 404, from = GUILTY, bytes = 12): string => {
  const clock = new Date(Date.UTC(2026, 2, 4, 9, 0, second));
  const day = String(clock.getUTCDate()).padStart(2, "0");
  return `${from} - - [${day}/Mar/2026:${clock.toISOString().slice(11, 19)} +0000] "${request} HTTP/1.1" ${status} ${bytes} "-" "curl/8"`;
};
const drop = (second: number, port: number, from = GUILTY): string =>
  at(second, `kernel: [UFW BLOCK] IN=eth0 OUT= SRC=${from} DST=192.0.2.4 PROTO=TCP SPT=4022 DPT=${port}`);
const crash = (second: number, host = "gate1"): string =>
  at(second, "kernel: shopd[77]: segfault at 0 ip 0 sp 0 error 4 in shopd", host);
const denied = (second: number, what = "DENIED"): string =>
  at(second, `kernel: audit: apparmor="${what}" operation="open" profile="shopd" name="/etc/x" pid=7`);
const series = (count: number, gap: number, line: (second: number, i: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => line(i * gap, i));

/** A failed login whose name imitates a line. */
const named = (second: number, line: string): string => fail(second, `invalid user ${line}`);
/** A request whose words imitate a failed login. */
const imitated = (second: number, i = 0): string =>
  ask(second, `GET /?q=Failed%20password%20for%20u${i}%20from%20${INNOCENT}%20port%201%20ssh2`, 200);
const address = (i: number): string => `198.51.100.${i + 1}`;
const probes = ["/.env", "/.git/config", "/phpmyadmin/index.php"];
const probing = (count = 3, from = GUILTY): string[] =>
  series(count, 5, (second, i) => ask(second, `GET ${probes[i % 3]}`, 404, from));
/** A login of kim on each of so many mornings. */
const mornings = (count: number, user = "kim", host = "gate1"): string[] =>
  series(count, DAY, (second) => login(second, user, "203.0.113.4", host));
const failures = (count: number, gap = 20): string[] => series(count, gap, (second) => fail(second));
const used = series(3, DAY, (second) => sudo(second, "/bin/ls"));
const shells = series(3, DAY, (second) => sudo(second, "/bin/bash"));
const commands = (count: number): string[] => series(count, 7_200, (second) => sudo(second, "/bin/ls"));
const unit = (second: number, what: string): string => at(second, `systemd[1]: Started ${what}.`);
const cron = (second: number, what: string): string => at(second, `CRON[7]: (root) CMD (${what})`);
const listens = (second: number, what: string): string => at(second, what);
const upload = (second: number, request: string, status = 200, from = GUILTY): string =>
  ask(second, request, status, from);
const sizes = (count: number, bytes: number): string[] =>
  series(count, 3_600, (second) => ask(second, "GET /data", 200, "192.0.2.9", bytes));

export const SEQUENCES: readonly SequenceLines[] = [
  {
    rule: "brute-force",
    found: [
      failures(6),
      series(6, 20, (second, i) => fail(second, "root", GUILTY, `gate${i % 2}`)),
      series(7, 15, (second) =>
        at(
          second,
          `dovecot: imap-login: Disconnected (auth failed, 1 attempts in 2 secs): user=<kim>, method=PLAIN, rip=${GUILTY}, lip=192.0.2.4, session=<a>`,
        ),
      ),
    ],
    nearMisses: [
      failures(5),
      failures(6, 30),
      series(6, 20, (second, i) => fail(second, `u${i}`, address(i))),
    ],
    forged: [series(6, 20, imitated)],
  },
  {
    rule: "slow-brute-force",
    found: [
      failures(4, 15 * MINUTE),
      failures(10, 5 * MINUTE),
      series(5, 20 * MINUTE, (second, i) => fail(second, "root", GUILTY, `gate${i % 2}`)),
    ],
    nearMisses: [
      failures(3, 15 * MINUTE),
      failures(4, 5 * MINUTE),
      [...failures(2, 15 * MINUTE), login(30 * MINUTE), fail(45 * MINUTE), fail(60 * MINUTE)],
    ],
    forged: [series(4, 15 * MINUTE, imitated)],
  },
  {
    rule: "password-spraying",
    found: [
      series(5, 30, (second, i) => fail(second, `u${i}`)),
      series(5, 100, (second, i) => fail(second, `u${i}`, GUILTY, `gate${i}`)),
      series(6, 90, (second, i) => fail(second, `invalid user u${i}`)),
    ],
    nearMisses: [
      series(5, 30, (second, i) => fail(second, `u${i % 2}`)),
      series(4, 30, (second, i) => fail(second, `u${i}`)),
      series(5, 4 * MINUTE, (second, i) => fail(second, `u${i}`)),
    ],
    forged: [series(5, 30, imitated)],
  },
  {
    rule: "distributed-brute-force",
    found: [
      series(5, 60, (second, i) => fail(second, "root", address(i))),
      series(5, 100, (second, i) => fail(second, "kim", address(i), `gate${i}`)),
      series(6, 60, (second, i) => fail(second, "invalid user oracle", address(i))),
    ],
    nearMisses: [
      series(5, 60, (second, i) => fail(second, `u${i}`, address(i))),
      series(4, 60, (second, i) => fail(second, "root", address(i))),
      series(5, 5 * MINUTE, (second, i) => fail(second, "root", address(i))),
    ],
    forged: [series(5, 60, (second, i) => named(second, `root from 192.0.2.${i} port 1 ssh2`))],
  },
  {
    rule: "failures-then-login",
    found: [
      [...failures(5), login(120)],
      [...failures(10, 5 * MINUTE), login(50 * MINUTE)],
      [...failures(6), login(150, "root", GUILTY, "gate2")],
    ],
    nearMisses: [
      [...failures(4), login(120)],
      [...failures(5), login(120, "root", "203.0.113.9")],
      [...failures(5), login(10 * MINUTE)],
    ],
    forged: [[...failures(6), named(150, `Accepted publickey for root from ${GUILTY} port 1 ssh2`)]],
  },
  {
    rule: "login-then-change",
    found: [
      [login(0, "kim"), at(300, "useradd[9]: new user: name=eve, UID=1007, GID=1007, home=/home/eve")],
      [login(0, "kim"), at(60, "crontab[9]: (kim) REPLACE (kim)")],
      [login(0, "kim"), sudo(60, "/bin/ls"), sudo(120, "/bin/tee -a /root/.ssh/authorized_keys")],
    ],
    nearMisses: [
      [login(0, "kim"), at(900, "useradd[9]: new user: name=eve, UID=1007, GID=1007, home=/home/eve")],
      [at(300, "useradd[9]: new user: name=eve, UID=1007, GID=1007, home=/home/eve")],
      [login(0, "kim"), at(60, "useradd[9]: new user: name=eve, UID=1007, GID=1007", "gate2")],
    ],
    forged: [
      [login(0, "kim"), at(60, `sshd[7]: Invalid user new user: name=eve, UID=0 from ${GUILTY} port 4022`)],
    ],
  },
  {
    rule: "web-probing",
    found: [
      probing(),
      probes.map((path, i) => ask(i * 200, `GET ${path}`, 403)),
      [...probing(2), ask(30, "GET /a?id=1+UNION+SELECT+x")],
    ],
    nearMisses: [
      probing(2),
      series(3, 5, (second) => ask(second, "GET /.env")),
      probes.map((path, i) => ask(i * 5, `GET ${path}`, 404, address(i))),
    ],
    forged: [probes.map((path, i) => at(i, `sshd[7]: Invalid user ${path} from ${GUILTY} port 4022`))],
  },
  {
    rule: "probing-then-answer",
    found: [
      [...probing(), ask(60, "POST /contact", 200)],
      [...probing(2), ask(30, "GET /a?id=1+UNION+SELECT+x", 200)],
      [...probing(), ask(90, "PUT /x", 201)],
    ],
    nearMisses: [
      [...probing(), ask(60, "POST /contact", 200, "203.0.113.9")],
      [...probing(2), ask(60, "POST /contact", 200)],
      [...probing(), ask(60, "GET /", 200)],
    ],
    forged: [[...probing(), ask(60, 'GET /?q="POST /x"%20200')]],
  },
  {
    rule: "web-guessing",
    found: [
      series(10, 5, (second, i) => ask(second, `GET /page${i}`)),
      series(12, 4, (second, i) => ask(second, `GET /page${i}`, 403)),
      series(10, 5, (second) => at(second, `sshd[7]: Connection closed by ${GUILTY} port 4022 [preauth]`)),
    ],
    nearMisses: [
      series(9, 5, (second, i) => ask(second, `GET /page${i}`)),
      series(10, 5, (second) => ask(second, "GET /page")),
      series(10, MINUTE, (second, i) => ask(second, `GET /page${i}`)),
    ],
    forged: [series(10, 5, (second, i) => ask(second, `GET /page${i}?q=HTTP/1.1"%20404`, 200))],
  },
  {
    rule: "port-scan",
    found: [
      series(10, 5, (second, i) => drop(second, 20 + i)),
      series(15, 3, (second, i) => drop(second, 8_000 + i)),
      series(10, 5, (second, i) =>
        at(
          second,
          `%ASA-4-106023: Deny tcp src outside:${GUILTY}/4022 dst inside:192.0.2.4/${20 + i} by access-group "out"`,
          "fw1",
        ),
      ),
    ],
    nearMisses: [
      series(9, 5, (second, i) => drop(second, 20 + i)),
      series(10, 5, (second) => drop(second, 23)),
      series(10, 5, (second, i) => drop(second, 20 + i, address(i))),
    ],
    forged: [
      series(10, 5, (second, i) =>
        at(second, `sshd[7]: Invalid user SRC=${INNOCENT} DPT=${i} from ${GUILTY} port 4022`),
      ),
    ],
  },
  {
    rule: "many-blocked",
    found: [
      series(10, 4, (second) => drop(second, 23)),
      series(20, 2, (second) => drop(second, 445)),
      series(10, 4, (second) =>
        at(
          second,
          `%ASA-4-106023: Deny tcp src outside:${GUILTY}/4022 dst inside:192.0.2.4/23 by access-group "out"`,
          "fw1",
        ),
      ),
    ],
    nearMisses: [
      series(9, 4, (second) => drop(second, 23)),
      series(10, MINUTE, (second) => drop(second, 23)),
      series(10, 4, (second, i) => drop(second, 23, address(i))),
    ],
    forged: [
      series(10, 4, (second) =>
        at(second, `sshd[7]: Invalid user SRC=${INNOCENT} DPT=23 from ${GUILTY} port 4022`),
      ),
    ],
  },
  {
    rule: "many-crashes",
    found: [
      series(5, 100, (second) => crash(second)),
      series(6, 60, (second) => at(second, "kernel: Out of memory: Killed process 812 (java) total-vm:4kB")),
      series(5, 100, (second) =>
        at(
          second,
          "systemd[1]: shop.service: Main process exited, code=dumped core, status=11/SEGV (core dumped)",
        ),
      ),
    ],
    nearMisses: [
      series(4, 100, (second) => crash(second)),
      series(5, 100, (second, i) => crash(second, `gate${i}`)),
      series(5, 15 * MINUTE, (second) => crash(second)),
    ],
    forged: [series(5, 60, (second) => ask(second, "GET /?q=segfault%20at%20dawn", 200))],
  },
  {
    rule: "many-denials",
    found: [
      series(20, 20, (second) => denied(second)),
      series(25, 10, (second) => denied(second)),
      series(20, 20, (second) =>
        at(
          second,
          'kernel: audit: type=1400 audit(1.1:2): avc:  denied  { read } for pid=7 comm="httpd" name="shadow"',
        ),
      ),
    ],
    nearMisses: [
      series(19, 20, (second) => denied(second)),
      series(20, 20, (second) => denied(second, "STATUS")),
      series(20, 5 * MINUTE, (second) => denied(second)),
    ],
    forged: [
      series(20, 20, (second) =>
        at(second, `sshd[7]: Invalid user apparmor="DENIED" from ${GUILTY} port 4022`),
      ),
    ],
  },
  {
    rule: "login-from-new-address",
    found: ["203.0.113.9", GUILTY, "2001:db8::7"].map((from) => [
      ...mornings(6),
      login(6 * DAY, "kim", from),
    ]),
    nearMisses: [
      mornings(7),
      [...mornings(4), login(4 * DAY, "kim")],
      [...mornings(6), login(6 * DAY, "ann")],
    ],
    forged: [[...mornings(6), named(6 * DAY, `Accepted publickey for kim from ${INNOCENT} port 1 ssh2`)]],
  },
  {
    rule: "login-on-new-host",
    found: ["gate2", "db1", "web9"].map((host) => [
      ...mornings(6),
      login(6 * DAY, "kim", "203.0.113.4", host),
    ]),
    nearMisses: [
      mornings(7),
      [...mornings(3), login(3 * DAY, "kim", "203.0.113.4", "gate2")],
      [...mornings(6), login(6 * DAY, "ann", "203.0.113.4", "gate2")],
    ],
    forged: [
      [
        ...mornings(6),
        at(6 * DAY, `sshd[7]: Invalid user Accepted publickey for kim from ${INNOCENT} port 1`, "gate2"),
      ],
    ],
  },
  {
    rule: "login-off-hours",
    found: [-6, 5, 12].map((hours) => [
      ...mornings(21),
      login(21 * DAY + hours * 3_600, "kim", "203.0.113.4"),
    ]),
    nearMisses: [
      [...mornings(21), login(21 * DAY + 3_600, "kim", "203.0.113.4")],
      [...mornings(10), login(10 * DAY + 6 * 3_600, "kim", "203.0.113.4")],
      [...mornings(21), login(21 * DAY + 6 * 3_600, "ann", "203.0.113.4")],
    ],
    forged: [
      [
        ...mornings(21),
        named(21 * DAY + 6 * 3_600, `Accepted publickey for kim from ${INNOCENT} port 1 ssh2`),
      ],
    ],
  },
  {
    rule: "login-from-two-places",
    found: [
      [login(0, "kim", "203.0.113.4"), login(7_200, "kim")],
      [...mornings(6), login(5 * DAY + 240, "kim", "2001:db8::7")],
      [...mornings(6), login(5 * DAY + 300, "kim", "192.0.2.9", "gate2")],
    ],
    nearMisses: [
      [login(0, "kim", "203.0.113.4"), login(43_200, "kim")],
      [...mornings(6), login(5 * DAY + 240, "kim", "10.0.0.7")],
      [...mornings(6), login(5 * DAY + 240, "kim", "203.0.113.200")],
    ],
    forged: [
      [...mornings(6), named(5 * DAY + 240, `Accepted publickey for kim from ${INNOCENT} port 1 ssh2`)],
    ],
  },
  {
    rule: "login-from-new-country",
    found: [0, 6, 12].map((hours) => [...mornings(6), login(6 * DAY + hours * 3_600, "kim")]),
    nearMisses: [
      [...mornings(6), login(6 * DAY, "kim", "203.0.113.200")],
      [...mornings(4), login(4 * DAY, "kim")],
      [...mornings(6), login(6 * DAY, "ann")],
    ],
    forged: [[...mornings(6), named(6 * DAY, `Accepted publickey for kim from ${INNOCENT} port 1 ssh2`)]],
  },
  {
    rule: "root-login",
    found: [
      [login(0)],
      [login(0, "root", "192.0.2.4")],
      [at(0, `sshd[7]: Accepted password for root from ${GUILTY} port 4022 ssh2`)],
    ],
    nearMisses: [
      [login(0, "kim")],
      [fail(0)],
      [at(0, "CRON[7]: pam_unix(cron:session): session opened for user root(uid=0) by (uid=0)")],
    ],
    forged: [[named(0, `Accepted publickey for root from ${INNOCENT} port 1 ssh2`)]],
  },
  {
    rule: "system-account-login",
    found: ["www-data", "mysql", "nobody"].map((user) => [login(0, user)]),
    nearMisses: [[login(0, "kim")], [fail(0, "www-data")], [login(0, "mysqladmin")]],
    forged: [[named(0, `Accepted publickey for www-data from ${INNOCENT} port 1 ssh2`)]],
  },
  {
    rule: "first-sudo",
    found: ["/bin/ls", "/usr/bin/apt update", "/bin/bash"].map((command) => [
      ...used,
      sudo(4 * DAY, command, "ann"),
    ]),
    nearMisses: [
      [...used, sudo(4 * DAY, "/bin/ls")],
      [sudo(0, "/bin/ls"), sudo(60, "/bin/ls", "ann")],
      [
        ...used,
        at(4 * DAY, "sudo:      ann : user NOT in sudoers ; TTY=pts/1 ; PWD=/ ; USER=root ; COMMAND=/bin/ls"),
      ],
    ],
    forged: [
      [
        ...used,
        at(
          4 * DAY,
          `sshd[7]: Invalid user ann : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls from ${GUILTY} port 4022`,
        ),
      ],
    ],
  },
  {
    rule: "first-root-shell",
    found: ["/bin/bash", "/usr/bin/su -", "/bin/zsh"].map((command) => [
      ...shells,
      sudo(4 * DAY, command, "ann"),
    ]),
    nearMisses: [
      [...shells, sudo(4 * DAY, "/bin/bash")],
      [...shells, sudo(4 * DAY, "/bin/ls", "ann")],
      [...shells, sudo(4 * DAY, "/bin/sh -c ls", "ann")],
    ],
    forged: [
      [
        ...shells,
        at(
          4 * DAY,
          `sshd[7]: Invalid user ann : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/bash from ${GUILTY} port 4022`,
        ),
      ],
    ],
  },
  {
    rule: "new-sudo-command",
    found: ["/usr/bin/nc", "/usr/bin/gdb -p 1", "/opt/x"].map((command) => [
      ...commands(20),
      sudo(4 * DAY, command),
    ]),
    nearMisses: [
      [...commands(20), sudo(4 * DAY, "/bin/ls /root")],
      [...commands(13), sudo(4 * DAY, "/usr/bin/nc")],
      [...commands(20), sudo(4 * DAY, "/usr/bin/nc", "ann")],
    ],
    forged: [
      [
        ...commands(20),
        at(
          4 * DAY,
          `sshd[7]: Invalid user kim : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/usr/bin/nc from ${GUILTY} port 4022`,
        ),
      ],
    ],
  },
  {
    rule: "new-unit",
    found: ["miner.service - Miner", "Remote Helper", "x.timer"].map((what) => [
      unit(0, "ssh.service"),
      unit(2 * DAY, what),
    ]),
    nearMisses: [
      [unit(0, "ssh.service"), unit(2 * DAY, "ssh.service")],
      [unit(0, "ssh.service"), unit(60, "miner.service")],
      [unit(0, "ssh.service"), unit(2 * DAY, "Session 4 of user kim")],
    ],
    forged: [
      [
        unit(0, "ssh.service"),
        at(2 * DAY, `sshd[7]: Invalid user Started miner.service. from ${GUILTY} port 4022`),
      ],
    ],
  },
  {
    rule: "new-cron-command",
    found: ["/tmp/x", "curl http://192.0.2.9/", "/opt/new --all"].map((what) => [
      cron(0, "/opt/backup"),
      cron(2 * DAY, what),
    ]),
    nearMisses: [
      [cron(0, "/opt/backup"), cron(2 * DAY, "/opt/backup")],
      [cron(0, "/opt/backup"), cron(60, "/tmp/x")],
      [cron(0, "/opt/backup 1"), cron(2 * DAY, "/opt/backup 2")],
    ],
    forged: [
      [
        cron(0, "/opt/backup"),
        at(2 * DAY, `sshd[7]: Invalid user (root) CMD (/tmp/x) from ${GUILTY} port 4022`),
      ],
    ],
  },
  {
    rule: "new-listener",
    found: [
      "x[9]: listening on port 4444",
      "nginx[9]: Listening on 0.0.0.0:8443",
      "x[9]: listen tcp 31337",
    ].map((what) => [
      listens(0, "sshd[7]: Server listening on 0.0.0.0 port 22."),
      listens(0, "nginx[9]: Listening on 0.0.0.0:443"),
      listens(2 * DAY, what),
    ]),
    nearMisses: [
      [listens(0, "x[9]: listening on port 4444"), listens(2 * DAY, "x[9]: listening on port 4444")],
      [listens(0, "x[9]: listening on port 80"), listens(60, "x[9]: listening on port 4444")],
      [listens(0, "x[9]: listening on port 80"), listens(2 * DAY, "x[9]: no longer listening on port 4444")],
    ],
    forged: [
      [
        listens(0, "sshd[7]: Server listening on 0.0.0.0 port 22."),
        at(2 * DAY, `sshd[7]: Invalid user listening on port 4444 from ${GUILTY} port 4022`),
      ],
    ],
  },
  {
    rule: "uploaded-script-called",
    found: [
      [upload(0, "GET /uploads/a.php")],
      [upload(0, "POST /upload"), upload(60, "GET /files/x.jsp?cmd=id")],
      [upload(0, "GET /wp-content/uploads/2026/x.phtml")],
    ],
    nearMisses: [
      [upload(0, "GET /uploads/a.jpg")],
      [upload(0, "GET /uploads/a.php", 404)],
      [upload(0, "GET /shop/a.php")],
    ],
    forged: [[at(0, `sshd[7]: Invalid user "GET /uploads/a.php HTTP/1.1" 200 from ${GUILTY} port 4022`)]],
  },
  {
    rule: "large-egress",
    found: [
      [...sizes(8, 1_000_000), ask(DAY, "GET /dump", 200, "192.0.2.9", 300_000_000)],
      [
        ...sizes(8, 1_000_000),
        ...series(3, 60, (second) => ask(DAY + second, "GET /dump", 200, "192.0.2.9", 50_000_000)),
      ],
      [...sizes(6, 9_000_000), ask(DAY, "GET /dump", 200, "192.0.2.9", 101_000_000)],
    ],
    nearMisses: [
      [...sizes(8, 1_000_000), ask(DAY, "GET /dump", 200, "192.0.2.9", 90_000_000)],
      [...sizes(8, 50_000_000), ask(DAY, "GET /dump", 200, "192.0.2.9", 300_000_000)],
      [...sizes(3, 1_000_000), ask(DAY, "GET /dump", 200, "192.0.2.9", 300_000_000)],
    ],
    forged: [[...sizes(8, 1_000_000), ask(DAY, "GET /?q=sent%20300000000%20bytes", 200, "192.0.2.9", 12)]],
  },
];
