import { expect, test } from "vitest";
import { listedFile } from "./listed-file.ts";

const nowMs = Date.UTC(2026, 1, 10, 12);

test.each([
  // GNU, BusyBox, and a time of another year.
  [
    "10297803 -rw-r--r-- 1 0 0 13893 Feb  3 14:26 ./app.log",
    "app.log",
    "file",
    13_893,
    Date.UTC(2026, 1, 3, 14, 26),
  ],
  [
    "    12 -rw-r-----+   1 0        4            7 Nov 25 14:26 my  log",
    "my  log",
    "file",
    7,
    Date.UTC(2025, 10, 25, 14, 26),
  ],
  ["12 drwxr-sr-x. 2 0 4 4096 Jun 24  2025 .", ".", "directory", 4_096, Date.UTC(2025, 5, 24)],
  [
    "12 lrwxrwxrwx 1 0 0 11 Feb  3 14:26 ./link -> /etc/shadow",
    "link",
    "link",
    11,
    Date.UTC(2026, 1, 3, 14, 26),
  ],
  ["12 crw-rw-rw- 1 0 0 1, 3 Feb  3 14:26 null", "null", "other", 0, Date.UTC(2026, 1, 3, 14, 26)],
] as const)("%j is read", (line, name, kind, sizeBytes, modifiedAtMs) => {
  expect(listedFile(line, nowMs)).toEqual({
    inode: line.trim().split(" ")[0],
    kind,
    sizeBytes,
    modifiedAtMs,
    name,
  });
});

test.each([
  "",
  "total 12",
  "x -rw-r--r-- 1 0 0 1 Feb  3 14:26 a",
  "1 -rw-r--r-- 1 0 0 x Feb  3 14:26 a",
  "1 rm -rf /",
])("%j is no file", (line) => expect(listedFile(line, nowMs)).toBeNull());
