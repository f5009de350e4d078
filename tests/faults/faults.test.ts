import { afterAll, expect, test } from "vitest";
import { CASES } from "./cases.ts";
import { DatabasePool } from "./kit/database-pool.ts";
import { runCase } from "./run-case.ts";

const pool = new DatabasePool();

afterAll(() => pool.close());

// As many at a time as vitest.config.ts says: most of them wait most of the time.
for (const fault of CASES) {
  test.concurrent(`${fault.id}, ${fault.title}: no line is lost or counted twice`, async () => {
    const figures = await pool.with((database) => runCase(fault, fault.ci, database));
    console.log(JSON.stringify({ case: fault.id, ...figures }));
    expect(figures.failures).toEqual([]);
  });
}
