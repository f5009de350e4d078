import { Database } from "./database.ts";

/** Databases that cases take in turns; each is started when it is first needed. */
export class DatabasePool {
  readonly #all: Promise<Database>[] = [];
  readonly #free: Database[] = [];

  /** One for whoever runs alone with it; as many are started as are taken at a time. */
  async with<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
    const database = this.#free.pop() ?? (await this.#start());
    try {
      return await work(database);
    } finally {
      this.#free.push(database);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map(async (database) => (await database).close()));
  }

  #start(): Promise<Database> {
    const starting = Database.create();
    this.#all.push(starting);
    return starting;
  }
}
