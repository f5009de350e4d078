import { expect, test } from "vitest";
import { Clock } from "../timestamps/clock.ts";
import { TimestampReader } from "../timestamps/timestamp-reader.ts";
import { readEntry } from "./read-entry.ts";
import { promise } from "./read-entry.fixture.ts";

promise("RFC 3164 and its relatives", [
  [
    "Feb  3 07:01:02 gw sshd[812]: Accepted publickey for ann",
    "2026-02-03T07:01:02Z",
    null,
    "Accepted publickey for ann",
    { host: "gw", program: "sshd", pid: "812" },
  ],
  [
    "<38>Feb  3 07:01:02 gw su: session opened",
    "2026-02-03T07:01:02Z",
    "info",
    "session opened",
    { program: "su" },
  ],
  [
    "Feb  3 07:01:02 gw login(pam_unix)[77]: check pass; user unknown",
    "2026-02-03T07:01:02Z",
    null,
    "check pass; user unknown",
    { program: "login(pam_unix)", pid: "77" },
  ],
  [
    "Feb  3 07:01:02 gw syslogd 1.5.0: restart.",
    "2026-02-03T07:01:02Z",
    null,
    "restart.",
    { program: "syslogd" },
  ],
  [
    "Feb  3 07:01:02 mac com.example.agent[61] (com.example.helper[92]): Service exited",
    "2026-02-03T07:01:02Z",
    null,
    "Service exited",
    { program: "com.example.agent", pid: "61" },
  ],
  [
    "Feb  3 07:01:02 sshd[812]: no host before me",
    "2026-02-03T07:01:02Z",
    null,
    "no host before me",
    { program: "sshd" },
  ],
  [
    "2026-02-03T07:01:02.5+01:00 gw cron[9]: (root) CMD (true)",
    "2026-02-03T07:01:02.5+01:00",
    null,
    "(root) CMD (true)",
    { host: "gw", program: "cron", pid: "9" },
  ],
  [
    "Feb  3 07:01:02 gw kernel: [  812.400211] eth0: link up",
    "2026-02-03T07:01:02Z",
    null,
    "eth0: link up",
    { program: "kernel" },
  ],
  [
    "Feb  3 07:01:02 gw sshd[8]: error: kex_exchange_identification",
    "2026-02-03T07:01:02Z",
    "error",
    "error: kex_exchange_identification",
  ],
  [
    "Feb  3 07:01:02 gw app[5]: [07:01:02 WRN] slow answer",
    "2026-02-03T07:01:02Z",
    "warn",
    "slow answer",
    { program: "app" },
  ],
  [
    "Feb  3 07:01:02 gw app[5]: 2024-02-03T07:01:02Z [ERROR] lost",
    "2024-02-03T07:01:02Z",
    "error",
    "lost",
    { program: "app" },
  ],
  [
    'Feb  3 07:01:02 gw app[5]: {"level":"error","msg":"lost"}',
    "2026-02-03T07:01:02Z",
    "error",
    "lost",
    { host: "gw" },
  ],
]);

promise("RFC 5424", [
  [
    '<165>1 2026-02-03T07:01:02.003Z web.example.org billing 71 ID9 [a@1 k="v \\"q\\" \\] x"][b@1 n="2"] done',
    "2026-02-03T07:01:02.003Z",
    "info",
    "done",
    {
      host: "web.example.org",
      app: "billing",
      pid: "71",
      msgid: "ID9",
      "sd.a@1.k": 'v "q" ] x',
      "sd.b@1.n": "2",
    },
  ],
  ["<0>1 - - - - - -", null, "fatal", ""],
  ["<11>1 2026-02-03T07:01:02+05:30 h a - - - \uFEFFtext", "2026-02-03T07:01:02+05:30", "error", "text"],
]);

promise("loggers", [
  [
    "2026-02-03 07:01:02,345 INFO  [main] org.example.App - started",
    "2026-02-03T07:01:02.345Z",
    "info",
    "started",
    { program: "org.example.App" },
  ],
  [
    "2026-02-03 07:01:02.345  WARN 812 --- [nio-8080-exec-3] o.e.shop.Cart   : empty",
    "2026-02-03T07:01:02.345Z",
    "warn",
    "empty",
  ],
  [
    "[2026-02-03 07:01:02,345][pool-3][shop][ERROR] no stock",
    "2026-02-03T07:01:02.345Z",
    "error",
    "no stock",
  ],
  ["20260203.070102,672:DEBUG:tick", "2026-02-03T07:01:02.672Z", "debug", "tick"],
  [
    "2026-02-03T07:01:02.345Z\tinfo\tserver/main.go:12\tlistening",
    "2026-02-03T07:01:02.345Z",
    "info",
    "server/main.go:12\tlistening",
  ],
  ["2026-02-03 07:01:02.345 +01:00 [WRN] late", "2026-02-03T07:01:02.345+01:00", "warn", "late"],
  [
    "2026-02-03 07:01:02.3|Warn|Auth|Failure for 'ann'",
    "2026-02-03T07:01:02.3Z",
    "warn",
    "Failure for 'ann'",
    { program: "Auth" },
  ],
  [
    "2026-02-03 07:01:02,772 jail.actions        [1665]: NOTICE  [sshd] Unban",
    "2026-02-03T07:01:02.772Z",
    "info",
    "Unban",
    { program: "jail.actions", pid: "1665" },
  ],
  [
    "I0203 07:01:02.000123   12345 pod.go:9] synced",
    "2026-02-03T07:01:02.000123Z",
    "info",
    "synced",
    { pid: "12345" },
  ],
  [
    "W, [2026-02-03T07:01:02.321744 #479]  WARN -- web: slow",
    "2026-02-03T07:01:02.321744Z",
    "warn",
    "slow",
    { program: "web", pid: "479" },
  ],
  [
    "812:M 03 Feb 2026 07:01:02.018 # no memory",
    "2026-02-03T07:01:02.018Z",
    "warn",
    "no memory",
    { program: "redis", pid: "812" },
  ],
  ["2026-02-03 user logged in: ann", null, null, "2026-02-03 user logged in: ann"],
  ["2026-02-03 07:01:02 error opening the door", "2026-02-03T07:01:02Z", null, "error opening the door"],
  ["ERROR    2026-02-03T07:01:02 - no such user", "2026-02-03T07:01:02Z", "error", "no such user"],
]);

promise("servers", [
  [
    '192.0.2.9 - ann [03/Feb/2026:07:01:02 +0200] "GET /a\\"b HTTP/1.1" 404 153 "-" "curl/8"',
    "2026-02-03T07:01:02+02:00",
    null,
    '"GET /a\\"b HTTP/1.1" 404 153 "-" "curl/8"',
    { src: "192.0.2.9", user: "ann", http_status: "404" },
  ],
  [
    'shop.example.org 192.0.2.9 - - [03/Feb/2026:07:01:02 +0000] "" 400 0',
    "2026-02-03T07:01:02+00:00",
    null,
    '"" 400 0',
    { src: "192.0.2.9", host: "shop.example.org", http_status: "400" },
  ],
  [
    "2026/02/03 07:01:02 [error] 31#32: *1 open() failed, client: 192.0.2.9",
    "2026-02-03T07:01:02Z",
    "error",
    "open() failed, client: 192.0.2.9",
    { pid: "31" },
  ],
  [
    "[Tue Feb 03 07:01:02.123456 2026] [core:error] [pid 31:tid 9] [client 192.0.2.9:4] AH1: no",
    "2026-02-03T07:01:02.123456Z",
    "error",
    "[client 192.0.2.9:4] AH1: no",
    { pid: "31" },
  ],
  ["[Tue Feb 03 07:01:02 2026] [notice] child ready", "2026-02-03T07:01:02Z", "info", "child ready"],
  [
    '192.0.2.9:5332 [03/Feb/2026:07:01:02.148] web~ app/one 0/0/7/14/21 503 306 - - SC-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"',
    "2026-02-03T07:01:02.148Z",
    null,
    'web~ app/one 0/0/7/14/21 503 306 - - SC-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"',
    { src: "192.0.2.9", http_status: "503" },
  ],
  [
    "2026-02-03 07:01:02.100 CET [885] app@shop ERROR:  no such table",
    "2026-02-03T07:01:02.100+01:00",
    "error",
    "no such table",
    { pid: "885", user: "app" },
  ],
  [
    "2026-02-03T07:01:02.634875Z 113 [Note] [MY-010926] [Server] Access denied",
    "2026-02-03T07:01:02.634875Z",
    "info",
    "Access denied",
  ],
  ["260203  7:01:02 [Warning] Aborted connection", "2026-02-03T07:01:02Z", "warn", "Aborted connection"],
  [
    'type=USER_LOGIN msg=audit(1770102062.123:411): pid=9 acct="ann" exe="/bin/login"',
    "2026-02-03T07:01:02.123Z",
    null,
    'type=USER_LOGIN pid=9 acct="ann" exe="/bin/login"',
    { audit_id: "411", user: "ann", program: "/bin/login" },
  ],
  ["[  812.400211] eth0: link up", null, null, "eth0: link up", { uptime: "812.400211" }],
  ["<3>[  812.400211] I/O error", null, "error", "I/O error"],
]);

promise("columns and kernels", [
  [
    "2026-02-03 07:01:02.77 spid9s      Starting up.",
    "2026-02-03T07:01:02.77Z",
    null,
    "Starting up.",
    { program: "spid9s" },
  ],
  ["[  812.400211] Out of memory: Killed process 9", null, "error", "Out of memory: Killed process 9"],
]);

const reader = new TimestampReader(new Clock("2026-03-01T12:00:00Z", "UTC", null));

test("a time that is none is taken off and gives no timestamp", () => {
  expect(readEntry("2026-13-45 27:61:99 INFO tick", reader)).toMatchObject({
    timestamp: null,
    level: "info",
    message: "tick",
  });
  expect(readEntry("Feb 31 07:01:02 gw cron[9]: tick", reader)).toMatchObject({
    timestamp: null,
    message: "tick",
  });
});
