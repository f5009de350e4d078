import neo4j, { type Driver } from "neo4j-driver";
import {
  FOLLOW_NOTHING,
  OPEN_LEDGER,
  REGISTER_ARCHIVED_HOSTS,
  REGISTER_HOSTS,
  REGISTER_SOURCES,
  REMOVE_OTHER_HOSTS,
  REMOVE_OTHER_SOURCES,
  REST_PAUSED_HOSTS,
  SAVE_FOLLOWING,
} from "./register.cypher.ts";

export interface RegisteredHost {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly hostKeySha256: string | null;
  /** Nobody is to read it for now. Default false. */
  readonly isPaused?: boolean;
}

export interface RegisteredSource {
  readonly id: string;
  readonly hostName: string;
  readonly path: string;
  /** The settings want it followed. Default false. */
  readonly isFollowed?: boolean;
}

/** Makes the hosts of the settings known, and says of all others that they were removed; their counts stay. */
export async function registerHosts(
  driver: Driver,
  database: string,
  hosts: readonly RegisteredHost[],
): Promise<void> {
  await write(driver, database, [
    [OPEN_LEDGER, {}],
    [
      REGISTER_HOSTS,
      { hosts: hosts.map((host) => ({ isPaused: false, ...host, port: neo4j.int(host.port) })) },
    ],
    [REST_PAUSED_HOSTS, {}],
    [REMOVE_OTHER_HOSTS, { names: hosts.map(({ name }) => name) }],
  ]);
}

/** Says of every source that nobody follows it. */
export async function followNothing(driver: Driver, database: string): Promise<void> {
  await write(driver, database, [[FOLLOW_NOTHING, {}]]);
}

/** Makes hosts known beside those that are. */
export async function registerArchivedHosts(
  driver: Driver,
  database: string,
  names: readonly string[],
): Promise<void> {
  await write(driver, database, [
    [OPEN_LEDGER, {}],
    [REGISTER_ARCHIVED_HOSTS, { names }],
  ]);
}

/**
 * Makes sources known.
 *
 * @param listedHosts - Hosts of which `sources` has all; their other sources are no longer there.
 */
export async function registerSources(
  driver: Driver,
  database: string,
  sources: readonly RegisteredSource[],
  listedHosts: readonly string[],
): Promise<void> {
  await write(driver, database, [
    [REGISTER_SOURCES, { sources }],
    [REMOVE_OTHER_SOURCES, { listedHosts, ids: sources.map(({ id }) => id) }],
  ]);
}

/** Whether sources are read as their lines come; those that the settings do not want followed are left out. */
export async function saveFollowing(
  driver: Driver,
  database: string,
  sources: readonly { readonly id: string; readonly isFollowing: boolean }[],
): Promise<void> {
  await write(driver, database, [[SAVE_FOLLOWING, { sources }]]);
}

async function write(
  driver: Driver,
  database: string,
  statements: readonly (readonly [text: string, parameters: Record<string, unknown>])[],
): Promise<void> {
  const session = driver.session({ database });
  try {
    await session.executeWrite(async (tx) => {
      for (const [text, parameters] of statements) await tx.run(text, parameters);
    });
  } finally {
    await session.close();
  }
}
