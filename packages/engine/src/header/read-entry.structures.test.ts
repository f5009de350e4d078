import { promise } from "./read-entry.fixture.ts";

promise("structures", [
  [
    '{"ts":1770102062345678901,"level":"error","msg":"lost","peer":{"ip":"192.0.2.9"}}',
    "2026-02-03T07:01:02.345678901Z",
    "error",
    "lost",
    { "peer.ip": "192.0.2.9" },
  ],
  ['{"time":1770102062345,"level":50,"a":1,"b":"x y"}', "2026-02-03T07:01:02.345Z", "error", 'a=1 b="x y"'],
  [
    '{"t":{"$date":"2026-02-03T07:01:02.345+00:00"},"s":"I","c":"NETWORK","msg":"Connection accepted"}',
    "2026-02-03T07:01:02.345+00:00",
    "info",
    "Connection accepted",
  ],
  [
    '{"__REALTIME_TIMESTAMP":"1770102062345678","PRIORITY":"3","SYSLOG_IDENTIFIER":"app","_PID":"7","_HOSTNAME":"gw","MESSAGE":[104,105]}',
    "2026-02-03T07:01:02.345678Z",
    "error",
    "hi",
    { host: "gw", program: "app", pid: "7" },
  ],
  [
    'time="2026-02-03T07:01:02+01:00" level=warning msg="disk \\"a\\" full" disk=a',
    "2026-02-03T07:01:02+01:00",
    "warn",
    'disk "a" full',
    { disk: "a" },
  ],
  [
    "level=info ts=2026-02-03T07:01:02Z caller=a.go:1 n=3 empty=",
    "2026-02-03T07:01:02Z",
    "info",
    "caller=a.go:1 n=3 empty=",
    { n: "3", empty: "" },
  ],
  ["a=1 is no log line", null, null, "a=1 is no log line"],
  ["{not json}", null, null, "{not json}"],
]);

promise("build logs", [
  ["npm WARN deprecated left@1.0.0: gone", null, "warn", "npm WARN deprecated left@1.0.0: gone"],
  ["npm ERR! code ELIFECYCLE", null, "error", "npm ERR! code ELIFECYCLE"],
  ["[INFO] --- compiler:3.1:compile @ shop ---", null, "info", "--- compiler:3.1:compile @ shop ---"],
  ["[WARNING] old API", null, "warn", "old API"],
  ["ERROR: no version found", null, "error", "no version found"],
  [
    "2026-02-03T07:01:02.1234567Z ##[error]Process completed with exit code 1.",
    "2026-02-03T07:01:02.1234567Z",
    "error",
    "##[error]Process completed with exit code 1.",
  ],
  ["##[warning]old runner", null, "warn", "##[warning]old runner"],
  ["src/a.c:12:3: error: expected ';'", null, "error", "src/a.c:12:3: error: expected ';'"],
  ["Collecting requests", null, null, "Collecting requests"],
  ["BUILD FAILED in 3s", null, "error", "BUILD FAILED in 3s"],
]);
