import { spawn } from "node:child_process";
import { chmodSync, chownSync, existsSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import {
  CollectError,
  connectSsh,
  readSource,
  type HostTarget,
  type SourceRead,
  type Transport,
} from "@deepsec/collector";
import { array, assert, asyncProperty, constantFrom, oneof, string } from "fast-check";
import { afterEach, describe, expect, test } from "vitest";
import { failure, targetOf } from "../support/collecting.ts";
import { startSshd, type Sshd, type SshdOptions } from "../support/sshd.ts";

/** How many hostile paths each transport is asked for; before a release: 10000. */
const hostilePaths = Number(process.env["DEEPSEC_HOSTILE_PATHS"] ?? 400);
const stallMsMax = 30_000;

const hosts: Sshd[] = [];
const open: Transport[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((transport) => transport.close()));
  await Promise.all(hosts.splice(0).map((sshd) => sshd.stop()));
});

async function host(options: SshdOptions = {}): Promise<Sshd> {
  const sshd = await startSshd(options);
  hosts.push(sshd);
  return sshd;
}

async function connected(target: HostTarget): Promise<Transport> {
  const transport = await connectSsh(target);
  open.push(transport);
  return transport;
}

/** What was read, or that it was refused as it should be. */
function outcomeOf(read: PromiseSettledResult<SourceRead>): string {
  if (read.status === "fulfilled") return Buffer.from(read.value.bytes).toString();
  return read.reason instanceof CollectError ? "refused" : String(read.reason);
}

/** Looks at a log of a host. */
async function look(target: HostTarget): Promise<SourceRead> {
  return readSource(await connected(target), "/var/log/app.log", null, { bytesMax: 1_000 });
}

/** A host that runs, in place of anything it is asked for, the shell text; root's shell is enough for it. */
function actor(text: string): Promise<Sshd> {
  return host({ runsCommands: true, config: [`ForceCommand ${text}`] });
}

describe.each(["sftp", "script"] as const)("over %s", (kind) => {
  const real = (files: SshdOptions["files"] = {}) => host({ files, runsCommands: kind === "script" });
  const way = (sshd: Sshd, change: Partial<HostTarget> = {}) =>
    targetOf(sshd, { transport: kind, ...change });

  test("paths of any characters run nothing and open nothing, and a log beside them is read", async () => {
    const sshd = await real({ "app.log": "fine\n" });
    const canary = join(sshd.logDirectory, "canary");
    chmodSync(sshd.logDirectory, 0o777);
    const transport = await connected(way(sshd, { folders: [sshd.logDirectory] }));
    const touch = [`touch ${canary}`, `touch\${IFS}${canary}`, `>${canary}`];
    const word = oneof(
      constantFrom(
        ...touch.flatMap((text) => [
          `$(${text})`,
          `\`${text}\``,
          `;${text};`,
          `'|${text}|'`,
          `"&${text}&"`,
          `\n${text}\n`,
        ]),
      ),
      constantFrom(
        "..",
        "\0",
        "-",
        "--",
        "-rf",
        "*",
        "?",
        "[a]",
        "~",
        "!",
        "#",
        "\\",
        "'",
        '"',
        "%s",
        "@Z",
        " ",
        "\t",
        "\r",
      ),
      string({ unit: "binary", maxLength: 300 }),
    );
    const path = array(word, { maxLength: 6 }).map((words) => `${sshd.logDirectory}/${words.join("")}`);
    await assert(
      asyncProperty(array(path, { minLength: 20, maxLength: 20 }), async (paths) => {
        const reads = await Promise.allSettled(
          paths.map((name) => readSource(transport, name, null, { bytesMax: 100 })),
        );
        for (const read of reads) {
          expect(["fine\n", "refused"]).toContain(outcomeOf(read));
        }
        expect(existsSync(canary)).toBe(false);
        expect(transport.isOpen).toBe(true);
      }),
      { numRuns: Math.ceil(hostilePaths / 20) },
    );
    const { bytes } = await readSource(transport, join(sshd.logDirectory, "app.log"), null, {
      bytesMax: 100,
    });
    expect(Buffer.from(bytes).toString()).toBe("fine\n");
  });

  // Over SFTP only the owner tells that another file was opened than the one that was looked at: it takes root to make one.
  test.skipIf(kind === "sftp" && process.getuid?.() !== 0)(
    "a name that is a link to a secret every other moment never gives the secret",
    async () => {
      const sshd = await real({ "app.log": "fine\n" });
      const [name, aside] = [join(sshd.logDirectory, "app.log"), join(sshd.logDirectory, "aside")];
      const secret = join(dirname(sshd.logDirectory), "secret");
      writeFileSync(secret, "secret\n", { mode: 0o644 });
      symlinkSync(secret, aside);
      if (kind === "sftp") chownSync(name, 65_534, 65_534);
      const swapper = spawn(process.execPath, ["-e", swap, name, aside, join(sshd.logDirectory, "third")], {
        stdio: "ignore",
      });
      try {
        const transport = await connected(way(sshd));
        for (let round = 0; round < 40; round += 1) {
          const reads = await Promise.allSettled(
            Array.from({ length: 10 }, () => readSource(transport, name, null, { bytesMax: 100 })),
          );
          for (const read of reads) {
            expect(["fine\n", "", "refused"]).toContain(outcomeOf(read));
          }
        }
      } finally {
        swapper.kill("SIGKILL");
      }
    },
  );

  test("an archive of 200 MiB of zeros is refused in bounded memory, and one that is cut off waits", async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024));
    expect(bomb.length).toBeLessThan(210_000);
    const cut = gzipSync(Buffer.from("a line\n".repeat(10_000))).subarray(0, 100);
    const sshd = await real({ "bomb.gz": bomb, "cut.gz": cut, "app.log": "fine\n" });
    const transport = await connected(way(sshd));
    const path = (name: string) => join(sshd.logDirectory, name);
    const refused = async () =>
      (await failure(readSource(transport, path("bomb.gz"), null, { bytesMax: 1_000 }))).code;
    // The first time also loads what the second needs.
    expect(await refused()).toBe("ARCHIVE_REFUSED");
    const before = process.memoryUsage().rss;
    expect(await refused()).toBe("ARCHIVE_REFUSED");
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
    expect((await failure(readSource(transport, path("cut.gz"), null, { bytesMax: 1_000 }))).code).toBe(
      "ARCHIVE_REFUSED",
    );
    const { bytes } = await readSource(transport, path("app.log"), null, { bytesMax: 1_000 });
    expect(Buffer.from(bytes).toString()).toBe("fine\n");
  });

  test("sockets, devices and directories are refused by name, and binary files are read as bytes", async () => {
    const binary = Buffer.from(Array.from({ length: 10_000 }, (_, index) => (index * 7) % 256));
    const sshd = await real({ "binary.log": Buffer.concat([binary, Buffer.from("\n")]) });
    const socket = createServer().listen(join(sshd.logDirectory, "socket"));
    await new Promise((resolve) => socket.once("listening", resolve));
    const transport = await connected(way(sshd));
    for (const path of [join(sshd.logDirectory, "socket"), "/dev/zero", sshd.logDirectory])
      expect((await failure(readSource(transport, path, null, { bytesMax: 100 }))).code).toBe("NOT_A_FILE");
    const { bytes } = await readSource(transport, join(sshd.logDirectory, "binary.log"), null, {
      bytesMax: 1 << 20,
    });
    expect(Buffer.from(bytes).subarray(0, -1).equals(binary)).toBe(true);
    socket.close();
  });

  test("a host that stops in the middle of a file is given up in 30 seconds", async () => {
    const sshd = await real({ "app.log": "x".repeat(99).concat("\n").repeat(200_000) });
    const transport = await connected(way(sshd));
    const path = join(sshd.logDirectory, "app.log");
    await readSource(transport, path, null, { bytesMax: 1_000 });
    sshd.freezeSessions();
    const startedMs = performance.now();
    expect((await failure(readSource(transport, path, null, { bytesMax: 1 << 24 }))).code).toBe(
      "CONNECTION_LOST",
    );
    expect(performance.now() - startedMs).toBeLessThan(stallMsMax + 5_000);
  });
});

// Moves a file and a link to and fro between two names, without a moment in which there is none.
const swap = `
const fs = require("node:fs"); const [, name, aside, third] = process.argv;
for (;;) { fs.renameSync(name, third); fs.renameSync(aside, name); fs.renameSync(name, aside); fs.renameSync(third, name); }`;

const hello = 'read -r v n; say() { printf "\\n@%s %s\\n" "$n" "$*"; }; say T 2026 11 25 14 26 52';

describe("a host that is no reader but plays one", () => {
  test.each([
    ["answers nothing that was asked", `${hello}; say Z; say Z; say Z`],
    ["answers words", `${hello}; while read -r a; do say hello; say Z; done`],
    [
      "answers a file of another kind",
      `${hello}; while read -r a; do say F 12 crw-rw-rw- 1 0 0 1, 3 Feb  3 14:26 ./x; say B; say E 0; say Z; done`,
    ],
    ["answers without end", `${hello}; cat /dev/zero`],
    ["answers marks without end", `${hello}; while :; do say F x; done`],
    ["has a time that is none", 'read -r v n; printf "\\n@%s T x\\n" "$n"; cat'],
  ])("and %s is given up", async (_, text) => {
    const sshd = await actor(text);
    const error = await failure(look(targetOf(sshd, { transport: "script" })));
    expect(["CONNECTION_LOST", "READER_UNAVAILABLE"]).toContain(error.code);
  });

  test("and prints without end before it speaks is given up", async () => {
    const sshd = await actor("cat /dev/zero");
    expect((await failure(connectSsh(targetOf(sshd, { transport: "script" })))).code).toBe(
      "READER_UNAVAILABLE",
    );
  });

  test("and says a size that is none gives no more bytes than there are", async () => {
    const listing = "12 -rw-r--r-- 1 0 0 9007199254740000 Feb  3 14:26 ./x";
    const answer = `say F ${listing}; say B; printf "one\\ntwo\\n"; say E 0; printf "${listing}"; say Z`;
    const sshd = await actor(
      `${hello}; while read -r a; do case $a in R*) ${answer};; A*) say Z;; esac; done`,
    );
    const read = await look(targetOf(sshd, { transport: "script" }));
    expect(Buffer.from(read.bytes).toString()).toBe("one\ntwo\n");
  });
});

test("a host whose SFTP answers garbage is refused, and one that never speaks too", async () => {
  const garbage = await host({
    runsCommands: true,
    config: ["Subsystem sftp /bin/cat /dev/urandom", "ForceCommand none"],
  });
  const error = await failure(connectSsh(targetOf(garbage, { transport: "sftp" })));
  expect(["SFTP_UNAVAILABLE", "CONNECTION_LOST"]).toContain(error.code);
});
