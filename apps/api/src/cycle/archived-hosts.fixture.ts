import { createHmac } from "node:crypto";
import { appendFile, mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { Archive, type Ledger } from "../archive/archive.ts";
import { allLines, LIMITS } from "../archive/archive.fixture.ts";
import { SourceReader } from "../collect/source-reader.ts";
import type { connect } from "../store/connect.ts";
import { GraphStore } from "../store/graph-store.ts";
import { CollectionCycle, type CycleResult } from "./collection-cycle.ts";
import { CycleProgress } from "./cycle-progress.ts";
import { Follower } from "./follower.ts";
import { Intake } from "./intake.ts";

type Driver = Awaited<ReturnType<typeof connect>>;

/** All that a start of the API opens in order to collect. */
interface Opened {
  readonly store: GraphStore;
  readonly archive: Archive;
  readonly reader: SourceReader;
  readonly intake: Intake;
  readonly cycle: CollectionCycle;
}

export const HOSTS = ["web1", "web2", "db1"];
const SECRET = "swordfish";
export const log = pino({ level: "silent" });
const WORDS =
  "amber basil cedar delta ember fable grove heron ivory jolly kiosk lemon maple nylon ocean pearl".split(
    " ",
  );

/** Three hosts, which are folders of this machine, and their lines in a graph and an archive that begin empty. */
export class ArchivedHosts {
  readonly #driver: Driver;
  readonly #folder: string;
  #opened: Opened | null = null;

  private constructor(driver: Driver, folder: string) {
    this.#driver = driver;
    this.#folder = folder;
  }

  static async create(driver: Driver): Promise<ArchivedHosts> {
    const hosts = new ArchivedHosts(driver, await mkdtemp(join(tmpdir(), "deepsec-archive-")));
    for (const host of HOSTS) await mkdir(join(hosts.#folder, host));
    await hosts.emptyGraph();
    await hosts.start();
    return hosts;
  }

  async remove(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get now(): Opened {
    if (this.#opened === null) throw new Error("not started");
    return this.#opened;
  }

  async start(): Promise<void> {
    const store = new GraphStore(this.#driver, "neo4j", 30);
    const registered = { address: "127.0.0.1", port: 0, user: "", hostKeySha256: null };
    await store.registerHosts(HOSTS.map((name) => ({ name, ...registered })));
    const archive = await this.openArchive(await store.loadState([]));
    const reader = new SourceReader(
      HOSTS.map((name) => ({
        name,
        target: null,
        sources: [join(this.#folder, name, "*.log")],
        followed: [],
      })),
    );
    const intake = new Intake(store, {
      timeZone: "UTC",
      rulePaths: [],
      redaction: { key: new Uint8Array(32), bySource: new Map() },
      archive,
      onChange: () => {},
      clock: Date.now,
      log,
    });
    const progress = new CycleProgress(Date.now, () => {});
    const timing = { eventWaitMs: 0, clock: Date.now, progress, log };
    const follower = new Follower(reader, store, intake, timing);
    const cycle = new CollectionCycle(reader, store, intake, follower, timing);
    this.#opened = { store, archive, reader, intake, cycle };
  }

  async stop(): Promise<void> {
    const { archive, reader, intake } = this.now;
    await intake.close();
    await reader.close();
    await archive.close();
  }

  openArchive(ledger: Ledger): Promise<Archive> {
    return Archive.open(ledger, {
      folder: join(this.#folder, "archive"),
      limits: LIMITS,
      clock: Date.now,
      log,
    });
  }

  run(): Promise<CycleResult> {
    return this.now.cycle.run({ isRequested: true, hostNames: null }, new AbortController().signal);
  }

  /** Twice: the first look shows the last event, the second one finds that nothing came after it. */
  async collect(): Promise<void> {
    for (let look = 0; look < 2; look++) await this.run();
  }

  /** Events number `from` and on of some hours: logins, stack traces, blank lines, and a kind that grows more general as more come. */
  async write(from: number, count: number): Promise<void> {
    for (const host of HOSTS) {
      const events = Array.from({ length: count }, (_, index) => someEvent(host, from + index));
      await appendFile(join(this.#folder, host, "x.log"), `${events.join("\n")}\n`);
    }
  }

  /** All lines of the files, redacted, sorted. */
  async written(): Promise<string[]> {
    const texts = await Promise.all(HOSTS.map((host) => readFile(join(this.#folder, host, "x.log"), "utf8")));
    // By the key of zeros that redacts here.
    const digits = createHmac("sha256", new Uint8Array(32)).update(SECRET).digest("hex").slice(0, 8);
    return texts
      .flatMap((text) => text.replaceAll(SECRET, `<redacted:secret:${digits}>`).split("\n").slice(0, -1))
      .toSorted();
  }

  /** All lines that the archive shows, sorted. */
  async archived(): Promise<string[]> {
    const { cycle } = await this.now.store.loadState([]);
    return (await allLines(this.now.archive, cycle)).map(({ text }) => text).toSorted();
  }

  /** The ids that lines were archived under, each once. */
  async archivedTemplateIds(): Promise<string[]> {
    const { cycle } = await this.now.store.loadState([]);
    return [...new Set((await allLines(this.now.archive, cycle)).map(({ templateId }) => templateId))];
  }

  /** What the ledger, the templates and the hours count. */
  async counted(): Promise<number[]> {
    const [row] = await this.query(
      `MATCH (l:Ledger) CALL () { MATCH (t:LogTemplate) RETURN sum(t.lineCount) AS templates }
       CALL () { MATCH ()-[o:OCCURRED]->() RETURN sum(o.lineCount) AS hours }
       RETURN l.totalLines AS ledger, templates, hours`,
    );
    return [row?.["ledger"], row?.["templates"], row?.["hours"]].map(Number);
  }

  async query(cypher: string, parameters = {}): Promise<Record<string, unknown>[]> {
    const { records } = await this.#driver.executeQuery(cypher, parameters, { database: "neo4j" });
    return records.map((record) => record.toObject());
  }

  async emptyGraph(): Promise<void> {
    await this.query("MATCH (n) WHERE NOT n:SchemaVersion DETACH DELETE n");
  }
}

function someEvent(host: string, i: number): string {
  const time = new Date(Date.UTC(2026, 10, 20, 8) + i * 47_000).toISOString();
  const word = (shift: number) => WORDS[(i >> shift) % WORDS.length];
  const kinds = [
    `${time} INFO auth - accepted key of ${["alice", "bob", "carol"][i % 3]} from 10.0.${i % 3}.7`,
    `${time} ERROR shop - payment failed\njava.io.IOException: no answer\n\tat shop.Pay.send(Pay.java:${i % 9})`,
    `${time} INFO auth - refused password=${SECRET} of ${["alice", "bob"][i % 2]}`,
    `${time} WARN ${host} - queue is ${i % 10} % full\n`,
    `${time} INFO mail - message of ${word(4)} to ${word(5)} was sent`,
  ];
  return kinds[i % kinds.length] ?? "";
}
