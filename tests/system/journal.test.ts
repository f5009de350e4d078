import { createHash } from "node:crypto";
import { chmodSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import {
  checkpointAt,
  connectSsh,
  localTransport,
  readSource,
  type Checkpoint,
  type JournalOptions,
  type SourceRead,
  type Transport,
} from "@deepsec/collector";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failure, targetOf } from "../support/collecting.ts";
import { TestJournal, type TestEntry } from "../support/journal.ts";
import { startSshd, type Sshd } from "../support/sshd.ts";

let sshd: Sshd;
let journal: TestJournal;

beforeEach(async () => {
  sshd = await startSshd({ runsCommands: true });
  const directory = join(sshd.logDirectory, "journal");
  mkdirSync(directory);
  journal = new TestJournal(directory);
});

afterEach(() => sshd.stop());

function logins(count: number, from = 0): TestEntry[] {
  return Array.from({ length: count }, (_, index) => ({
    second: from + index,
    message: `Accepted publickey for user${from + index} from 10.0.0.1 port 22 ssh2`,
  }));
}

function messagesOf(bytes: Uint8Array): string[] {
  const lines = Buffer.from(bytes).toString("utf8").split("\n").slice(0, -1);
  return lines.map((line) => (JSON.parse(line) as { MESSAGE: string }).MESSAGE);
}

const ways: readonly (readonly [string, () => Transport | Promise<Transport>])[] = [
  ["on this machine", localTransport],
  ["over SSH", () => connectSsh(targetOf(sshd, { transport: "script" }))],
];

describe.each(ways)("%s", (_, connect) => {
  let transport: Transport;

  beforeEach(async () => {
    transport = await connect();
  });
  afterEach(() => transport.close());

  function read(
    from: Checkpoint | null,
    bytesMax = 1 << 20,
    change: Partial<JournalOptions> = {},
  ): Promise<SourceRead> {
    const options = { directory: journal.directory, units: [], sinceDays: 3_650, ...change };
    return readSource(transport, "journald", from, { bytesMax, journal: options });
  }

  /** Reads to the end of what is there now. */
  async function readOn(from: Checkpoint | null, bytesMax: number, change: Partial<JournalOptions> = {}) {
    const messages: string[] = [];
    let checkpoint = from;
    for (;;) {
      const next = await read(checkpoint, bytesMax, change);
      checkpoint = next.checkpoint;
      messages.push(...messagesOf(next.bytes));
      if (next.bytes.length === 0 && next.lagBytes === 0) return { messages, checkpoint };
    }
  }

  test("every entry comes once and in order, however little is read at a time, and later ones after it", async () => {
    const first = logins(40);
    journal.append(first);
    const { messages, checkpoint } = await readOn(null, 4_000);
    expect(messages).toEqual(first.map(({ message }) => message));
    const more = logins(5, 40);
    journal.append(more);
    expect((await readOn(checkpoint, 1 << 20)).messages).toEqual(more.map(({ message }) => message));
  });

  test("from each place in a read it goes on with the entry after it", async () => {
    const entries = logins(6);
    journal.append(entries);
    const all = await read(null);
    let offsetBytes = 0;
    for (const [index, line] of Buffer.from(all.bytes).toString("utf8").split("\n").slice(0, -1).entries()) {
      offsetBytes += Buffer.byteLength(line) + 1;
      const { bytes } = await read(checkpointAt(all, offsetBytes));
      expect(messagesOf(bytes)).toEqual(entries.slice(index + 1).map(({ message }) => message));
    }
    expect(() => checkpointAt(all, 5)).toThrow(RangeError);
  });

  test("a message of several lines is one line of JSON, with time, host, program and priority", async () => {
    journal.append([
      { second: 1, message: "Traceback:\n  one\n  two", unit: "app.service", program: "app", priority: 3 },
    ]);
    const { bytes } = await read(null);
    expect(Buffer.from(bytes).toString("utf8").split("\n")).toHaveLength(2);
    expect(JSON.parse(Buffer.from(bytes).toString("utf8"))).toEqual({
      __REALTIME_TIMESTAMP: "1770076801000000",
      _HOSTNAME: "web1",
      SYSLOG_IDENTIFIER: "app",
      _PID: "812",
      PRIORITY: "3",
      _SYSTEMD_UNIT: "app.service",
      MESSAGE: "Traceback:\n  one\n  two",
    });
  });

  test("bytes that are no text, and a message longer than a line may be, stop nothing", async () => {
    const long = `${"é".repeat(50_000)}end`;
    journal.append([
      { second: 1, message: Buffer.from([0x62, 0xff, 0xfe, 0x00, 0x1b, 0x5b]) },
      { second: 2, message: long },
      { second: 3, message: "after" },
    ]);
    const { bytes } = await read(null);
    const [binary, cut, after] = messagesOf(bytes);
    expect(binary).toBe("b\u{fffd}\u{fffd}\0\u{1b}[");
    expect(after).toBe("after");
    const line = JSON.parse(Buffer.from(bytes).toString("utf8").split("\n")[1] ?? "") as Record<
      string,
      string
    >;
    expect(cut?.length).toBeGreaterThan(30_000);
    expect(long.startsWith(cut ?? "-")).toBe(true);
    const rest = Buffer.from(long.slice(cut?.length));
    expect(line["cut_bytes"]).toBe(String(rest.length));
    expect(line["cut_sha256"]).toBe(createHash("sha256").update(rest).digest("hex"));
  });

  test("an entry that is longer than what is read at once comes all the same", async () => {
    const long = { second: 1, message: "x".repeat(300_000) };
    journal.append([...logins(1), long, { second: 2, message: "after" }]);
    const { messages } = await readOn(null, 4_096);
    expect(messages).toHaveLength(3);
    expect(messages[2]).toBe("after");
  });

  test("only entries of the wanted units are taken, and the place moves past the others", async () => {
    journal.append([
      ...logins(1_200),
      { second: 2_000, message: "started", unit: "app.service" },
      ...logins(3, 3_000),
    ]);
    const wanted = { units: ["app"] };
    const first = await readOn(null, 1 << 18, wanted);
    expect(first.messages).toEqual(["started"]);
    journal.append([{ second: 4_000, message: "stopped", unit: "app.service" }]);
    expect((await readOn(first.checkpoint, 1 << 18, wanted)).messages).toEqual(["stopped"]);
  });

  test("a place that is gone is a gap, told once, and the entries after it come", async () => {
    journal.append(logins(10), "old.journal");
    const { checkpoint } = await read(null);
    journal.append(logins(3, 20));
    journal.remove("old.journal");
    const after = await read(checkpoint);
    expect(after.gap).toEqual({ kind: "CURSOR_LOST", path: "journald", offsetBytes: checkpoint.offsetBytes });
    expect(messagesOf(after.bytes)).toEqual(logins(3, 20).map(({ message }) => message));
    expect((await read(after.checkpoint)).gap).toBeNull();
  });

  test("a journal without entries is read as empty, and one that is not there says so", async () => {
    journal.append(logins(2));
    expect((await read(null, 1 << 20, { sinceDays: 0 })).bytes).toHaveLength(0);
    const error = await failure(read(null, 1 << 20, { directory: join(journal.directory, "none") }));
    expect(error.code).toBe("JOURNAL_UNAVAILABLE");
  });
});

test("entries that the login may not see are said to be hidden, with the group that may", async () => {
  journal.append(logins(2));
  chmodSync(join(journal.directory, "system.journal"), 0o600);
  const transport = await connectSsh(targetOf(sshd, { transport: "script" }));
  const options = { directory: journal.directory, units: [], sinceDays: 3_650 };
  const error = await failure(readSource(transport, "journald", null, { bytesMax: 1_000, journal: options }));
  await transport.close();
  expect(error).toMatchObject({ code: "FILE_UNREADABLE", fix: expect.stringContaining("systemd-journal") });
});

test("over SFTP there is no journal, and the setting that reads it is named", async () => {
  const files = await startSshd();
  const transport = await connectSsh(targetOf(files));
  const error = await failure(readSource(transport, "journald", null, { bytesMax: 1_000 }));
  await transport.close();
  await files.stop();
  expect(error).toMatchObject({
    code: "JOURNAL_UNAVAILABLE",
    fix: expect.stringContaining("transport: script"),
  });
});
