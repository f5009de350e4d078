import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
// @boundaries-ignore neo4j/ and scripts/ run before the install, so they are folders and not packages
import { startNeo4j } from "../../../neo4j/start.mjs";
import { emptyGraph, freePort, connectNeo4j, type TestNeo4j } from "../../support/test-neo4j.ts";

/** A Neo4j of its own that may be killed, started again on the same port, and put back to an earlier state. */
export class Database {
  readonly #folder: string;
  readonly port: number;
  #server: Awaited<ReturnType<typeof startNeo4j>>;
  #graph: TestNeo4j;

  private constructor(folder: string, port: number, server: Awaited<ReturnType<typeof startNeo4j>>) {
    this.#folder = folder;
    this.port = port;
    this.#server = server;
    this.#graph = connectNeo4j(server);
  }

  static async create(): Promise<Database> {
    const folder = await mkdtemp(join(tmpdir(), "deepsec-faults-neo4j-"));
    const port = await freePort();
    return new Database(folder, port, await startNeo4j({ dataDir: join(folder, "data"), port }));
  }

  get pid(): number {
    return this.#server.pid;
  }

  get graph(): TestNeo4j {
    return this.#graph;
  }

  empty(): Promise<void> {
    return emptyGraph(this.#graph);
  }

  /** Kill -9, as a power cut: nothing is written back. */
  async kill(): Promise<void> {
    process.kill(this.#server.pid, "SIGKILL");
    await this.#server.exited;
  }

  /** After `kill` or `shutDown`: on the same port, with what its folder holds. */
  async startAgain(): Promise<void> {
    await this.#server.stop();
    this.#server = await startNeo4j({ dataDir: join(this.#folder, "data"), port: this.port });
  }

  shutDown(): Promise<void> {
    return this.#server.stop();
  }

  /** While it is shut down. */
  async backUp(): Promise<void> {
    await rm(join(this.#folder, "backup"), { recursive: true, force: true });
    await cp(join(this.#folder, "data"), join(this.#folder, "backup"), { recursive: true });
  }

  /** While it is shut down: everything since `backUp` is gone. */
  async restore(): Promise<void> {
    await rm(join(this.#folder, "data"), { recursive: true, force: true });
    await cp(join(this.#folder, "backup"), join(this.#folder, "data"), { recursive: true });
  }

  async close(): Promise<void> {
    await this.#graph.stop();
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
