import { promise } from "./read-entry.fixture.ts";

promise("CEF and LEEF", [
  [
    "Feb  3 07:01:02 fw1 CEF:0|Acme|Wall|1.0|100|Port scan|7|rt=1770102062345 src=192.0.2.9 msg=many ports act=drop",
    "2026-02-03T07:01:02.345Z",
    null,
    "CEF:0|Acme|Wall|1.0|100|Port scan|7|rt=1770102062345 src=192.0.2.9 msg=many ports act=drop",
    { host: "fw1", src: "192.0.2.9", msg: "many ports", act: "drop" },
  ],
  [
    "CEF:0|A\\|B|Wall|1.0|100|Scan|High|start=Feb 03 2026 07:01:02 UTC cs1=a\\=b cs2=",
    "2026-02-03T07:01:02Z",
    null,
    "CEF:0|A\\|B|Wall|1.0|100|Scan|High|start=Feb 03 2026 07:01:02 UTC cs1=a\\=b cs2=",
    { cs1: "a=b" },
  ],
  [
    "0|Acme|Wall|1.0|100|Admin in|1|ACMEhost=Dream One src=192.0.2.9 ACMEutcTime=2026-02-03T07:01:02.345Z",
    "2026-02-03T07:01:02.345Z",
    null,
    "0|Acme|Wall|1.0|100|Admin in|1|ACMEhost=Dream One src=192.0.2.9 ACMEutcTime=2026-02-03T07:01:02.345Z",
    { ACMEhost: "Dream One" },
  ],
  [
    "LEEF:1.0|Acme|Wall|1.0|100|devTime=2026-02-03 07:01:02.692\tsrc=192.0.2.9\tusrName=ann b",
    "2026-02-03T07:01:02.692Z",
    null,
    "LEEF:1.0|Acme|Wall|1.0|100|devTime=2026-02-03 07:01:02.692\tsrc=192.0.2.9\tusrName=ann b",
    { usrName: "ann b" },
  ],
  [
    "LEEF:2.0|Acme|Wall|1.0|100|^|devTime=Feb 03 2026 07:01:02^src=192.0.2.9",
    "2026-02-03T07:01:02Z",
    null,
    "LEEF:2.0|Acme|Wall|1.0|100|^|devTime=Feb 03 2026 07:01:02^src=192.0.2.9",
    { src: "192.0.2.9" },
  ],
  ["0|1|2|3", null, null, "0|1|2|3"],
]);

promise("network devices", [
  [
    "<189>45: Feb  3 07:01:02.123: %SYS-5-CONFIG_I: Configured from console",
    "2026-02-03T07:01:02.123Z",
    "info",
    "Configured from console",
    { program: "%SYS-5-CONFIG_I" },
  ],
  [
    "*Feb  3 07:01:02.123: %LINK-3-UPDOWN: Interface Gi0/1, changed state to up",
    "2026-02-03T07:01:02.123Z",
    "error",
    "Interface Gi0/1, changed state to up",
    { time_approximate: "true" },
  ],
  [
    "Feb  3 07:01:02 sw1 45: 000046: Feb  3 07:01:02.345 UTC: %LINK-3-UPDOWN: Interface down",
    "2026-02-03T07:01:02.345Z",
    "error",
    "Interface down",
    { host: "sw1", program: "%LINK-3-UPDOWN" },
  ],
  [
    "<190>sw1 45: .Feb  3 07:01:02: %SEC_LOGIN-4-LOGIN_FAILED: Login failed",
    "2026-02-03T07:01:02Z",
    "warn",
    "Login failed",
    { host: "sw1" },
  ],
  [
    "Feb 03 2026 07:01:02 fw1 : %ASA-6-302013: Built connection",
    "2026-02-03T07:01:02Z",
    "info",
    "Built connection",
    { program: "%ASA-6-302013" },
  ],
  ["%ASA-2-106001: Inbound connection denied", null, "fatal", "Inbound connection denied"],
  [
    "2026 Feb  3 07:01:02 nx1 %ETHPORT-5-IF_UP: Interface up",
    "2026-02-03T07:01:02Z",
    "info",
    "Interface up",
    { host: "nx1", program: "%ETHPORT-5-IF_UP" },
  ],
  ["%d items: none", null, null, "%d items: none"],
]);

promise("firewalls and flows", [
  [
    'date=2026-02-03 time=07:01:02 level="alert" user="ann" srcip=192.0.2.9 msg="Login failed"',
    "2026-02-03T07:01:02Z",
    "fatal",
    "Login failed",
    { srcip: "192.0.2.9" },
  ],
  [
    'device="F" date=2026-02-03 time=07:01:02 timezone="CET" log_type="Firewall"',
    "2026-02-03T07:01:02+01:00",
    null,
    'device="F" date=2026-02-03 time=07:01:02 timezone="CET" log_type="Firewall"',
  ],
  [
    "2026:02:03-07:01:02 utm ulogd[42]: name=drop",
    "2026-02-03T07:01:02Z",
    null,
    "name=drop",
    { host: "utm", program: "ulogd", pid: "42" },
  ],
  [
    "2 123456789010 eni-12 192.0.2.9 192.0.2.1 20641 22 6 20 4249 1770102062 1770102122 ACCEPT OK",
    "2026-02-03T07:01:02Z",
    null,
    "2 123456789010 eni-12 192.0.2.9 192.0.2.1 20641 22 6 20 4249 ACCEPT OK",
    { src: "192.0.2.9", dst: "192.0.2.1" },
  ],
  [
    "02/03-07:01:02.345678  [**] [1:1:1] PING [**]",
    "2026-02-03T07:01:02.345678Z",
    null,
    "[**] [1:1:1] PING [**]",
  ],
  [
    "<134>1 1770102062.345 MX84 urls src=192.0.2.9:1 request: GET https://example.org/",
    "2026-02-03T07:01:02.345Z",
    "info",
    "MX84 urls src=192.0.2.9:1 request: GET https://example.org/",
  ],
  [
    "1,2026/02/03 07:01:02,001801000000,THREAT,url,0,2026/02/03 07:01:01,192.0.2.9,192.0.2.1",
    "2026-02-03T07:01:02Z",
    null,
    "001801000000,THREAT,url,0,2026/02/03 07:01:01,192.0.2.9,192.0.2.1",
  ],
  ["3/2/2026 -- 07:01:02 - <Notice> - up", "2026-02-03T07:01:02Z", "info", "up"],
  ["[7 - main] 2026-02-03 07:01:02 Notice: ids: up", "2026-02-03T07:01:02Z", "info", "ids: up"],
]);

promise("syslog without a time, and with another one inside", [
  ["gw sshd[8]: Failed password", null, null, "Failed password", { host: "gw", program: "sshd", pid: "8" }],
  ["sshd[8]: Failed password", null, null, "Failed password", { program: "sshd", pid: "8" }],
  ["two words: text", null, null, "two words: text"],
  [
    "Feb  3 07:01:02 groupd [268]: Login page",
    "2026-02-03T07:01:02Z",
    null,
    "Login page",
    { program: "groupd", pid: "268" },
  ],
  ["Feb  3 07:01:02 05[IKE] no proposal", "2026-02-03T07:01:02Z", null, "05[IKE] no proposal"],
  // An inner time gives the year that syslog leaves out, but none that is still to come.
  [
    "Feb  3 07:01:02 gw db[5]: 240203  7:01:02 [Warning] Access denied",
    "2024-02-03T07:01:02Z",
    "warn",
    "Access denied",
  ],
  [
    "Feb  3 07:01:02 gw db[5]: 2031-02-03 07:01:02 [Warning] Access denied",
    "2026-02-03T07:01:02Z",
    "warn",
    "Access denied",
  ],
  [
    "Feb  3 07:01:02 gw app[5]: 2031-02-03 00:00:00 the license ends",
    "2026-02-03T07:01:02Z",
    null,
    "2031-02-03 00:00:00 the license ends",
  ],
]);
