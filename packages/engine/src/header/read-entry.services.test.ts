import { promise } from "./read-entry.fixture.ts";

promise("databases and brokers", [
  [
    "2026-02-03T07:01:02.345+0100 I NETWORK  [conn1] received metadata",
    "2026-02-03T07:01:02.345+01:00",
    "info",
    "received metadata",
    { program: "NETWORK" },
  ],
  ["2026-02-03T07:01:02.345+0100 W -        [conn1] slow", "2026-02-03T07:01:02.345+01:00", "warn", "slow"],
  [
    "2026-02-03T07:01:02.634Z 0 [System] [MY-010116] [Server] starting",
    "2026-02-03T07:01:02.634Z",
    "info",
    "starting",
  ],
  ["2026-02-03 07:01:02 7f0a [ERROR] mysqld: gone", "2026-02-03T07:01:02Z", "error", "mysqld: gone"],
  [
    "2026-02-03 07:01:02 UTC [12]: [3-1] user=ann,db=shop,client=192.0.2.9 ERROR:  syntax error",
    "2026-02-03T07:01:02Z",
    "error",
    "syntax error",
    { pid: "12", user: "ann", db: "shop", src: "192.0.2.9" },
  ],
  [
    "2026.02.03 07:01:02.345678 [ 12 ] {q1} <Error> executeQuery: Code: 60",
    "2026-02-03T07:01:02.345678Z",
    "error",
    "Code: 60",
    { program: "executeQuery" },
  ],
  [
    "INFO  [main] 2026-02-03 07:01:02,345 Daemon.java:600 - Starting",
    "2026-02-03T07:01:02.345Z",
    "info",
    "Daemon.java:600 - Starting",
  ],
  [
    "I260203 07:01:02.345678 12 1@cli/start.go:1  [n1] node starting",
    "2026-02-03T07:01:02.345678Z",
    "info",
    "[n1] node starting",
    { pid: "12", file: "1@cli/start.go:1" },
  ],
  [
    '2026-02-03 07:01:02.345 UTC,"ann","shop",12,"192.0.2.9:1",65c,1,"SELECT",2026-02-03 07:00:00 UTC,3/1,0,ERROR,42P01,"no ""a, b""",,,',
    "2026-02-03T07:01:02.345Z",
    "error",
    'no "a, b"',
    { user: "ann", db: "shop", pid: "12", src: "192.0.2.9" },
  ],
  ["=CRASH REPORT==== 3-Feb-2026::07:01:02 ===", "2026-02-03T07:01:02Z", "error", "CRASH REPORT"],
  [
    "<msg time='2026-02-03T07:01:02.345+01:00' org_id='acme' level='16'> <txt>up</txt></msg>",
    "2026-02-03T07:01:02.345+01:00",
    null,
    "<msg org_id='acme' level='16'> <txt>up</txt></msg>",
    { org_id: "acme" },
  ],
  ["<b class='time'>2026</b>", null, null, "<b class='time'>2026</b>"],
]);

promise("mail, names and files", [
  [
    '<co ts="2026-02-03T07:01:02.94" ac="U" mi="Bad password"/>',
    "2026-02-03T07:01:02.94Z",
    null,
    '<co ac="U" mi="Bad password"/>',
    { mi: "Bad password" },
  ],
  [
    "[28325:00010-37355] 03-02-2026 07:01:02   smtp: ann failed",
    "2026-02-03T07:01:02Z",
    null,
    "smtp: ann failed",
  ],
  ["(000012)2/3/2026 07:01:02 AM - ann> USER ann", "2026-02-03T07:01:02Z", null, "ann> USER ann"],
  [
    "@40000000698199c80e6f0c40 tcpserver: status: 1/40",
    "2026-02-03T06:46:22.242158656Z",
    null,
    "tcpserver: status: 1/40",
  ],
  [
    "03-Feb-2026 07:01:02.345 security: error: client 192.0.2.9#4: denied",
    "2026-02-03T07:01:02.345Z",
    "error",
    "client 192.0.2.9#4: denied",
    { program: "security" },
  ],
  [
    'Tue Feb  3 07:01:02 2026 [pid 12] [ann] FAIL LOGIN: Client "192.0.2.9"',
    "2026-02-03T07:01:02Z",
    null,
    '[ann] FAIL LOGIN: Client "192.0.2.9"',
    { pid: "12" },
  ],
  [
    "[2026/02/03 07:01:02.345678,  1, pid=7] ../source/service.c:1(connect)",
    "2026-02-03T07:01:02.345678Z",
    null,
    "../source/service.c:1(connect)",
    { pid: "7" },
  ],
  ["<W>2026-02-03 07:01:02.818 1 => Rejected", "2026-02-03T07:01:02.818Z", "warn", "1 => Rejected"],
  ["L 02/03/2026 - 07:01:02: rcon refused", "2026-02-03T07:01:02Z", null, "rcon refused"],
  [
    "[1770102062] SERVICE ALERT: web;HTTP;CRITICAL",
    "2026-02-03T07:01:02Z",
    null,
    "SERVICE ALERT: web;HTTP;CRITICAL",
  ],
]);

promise("web servers and storage", [
  [
    "2026-02-03 07:01:02 192.0.2.1 GET /a q=1 443 CORP\\ann 192.0.2.9 curl/8 - 404 0 2 15",
    "2026-02-03T07:01:02Z",
    null,
    "192.0.2.1 GET /a q=1 443 CORP\\ann 192.0.2.9 curl/8 - 404 0 2 15",
    { src: "192.0.2.9", user: "CORP\\ann", http_status: "404" },
  ],
  [
    "2026-02-03 07:01:02 W3SVC1 WEB1 192.0.2.1 POST /in - 443 - ::1 HTTP/1.1 curl/8 - - shop 500 0 0 100 200 15",
    "2026-02-03T07:01:02Z",
    null,
    "W3SVC1 WEB1 192.0.2.1 POST /in - 443 - ::1 HTTP/1.1 curl/8 - - shop 500 0 0 100 200 15",
    { src: "::1", http_status: "500" },
  ],
  ["2026-02-03 07:01:02 192.0.2.9 connected", "2026-02-03T07:01:02Z", null, "192.0.2.9 connected"],
  [
    '79a5 bucket [03/Feb/2026:07:01:02 +0000] 192.0.2.9 GET "GET /k HTTP/1.1" 200',
    "2026-02-03T07:01:02+00:00",
    null,
    '79a5 bucket 192.0.2.9 GET "GET /k HTTP/1.1" 200',
  ],
  [
    "[pid: 12|app: 0] 192.0.2.9 () [Tue Feb  3 07:01:02 2026] GET / => 12 bytes",
    "2026-02-03T07:01:02Z",
    null,
    "[pid: 12|app: 0] 192.0.2.9 () GET / => 12 bytes",
  ],
  [
    '- - - [03/Feb/2026:07:01:02 +0000] "GET / HTTP/1.1" 200 12',
    "2026-02-03T07:01:02+00:00",
    null,
    '"GET / HTTP/1.1" 200 12',
  ],
]);
