import { CollectError } from "./collect-error.ts";
import type { DirectoryEntry, Transport } from "./transport.ts";

/** Where Debian, Ubuntu, Fedora and their kin keep logs, below the log folder. */
const usual = [
  "auth.log",
  "secure",
  "syslog",
  "messages",
  "kern.log",
  "nginx/*.log",
  "apache2/*.log",
  "httpd/*_log",
  "postgresql/*.log",
  "mysql/*.log",
  "mysqld.log",
  "mariadb/*.log",
];
const elsewhere = ["/var/lib/pgsql/data/log/*.log"];

/** Directories of one level that are looked into for logs of applications. */
const directoriesMax = 100;
/** More logs than this beside one another are named by one wildcard. */
const looseMax = 20;
/** A name is the host's to choose: what no setting can hold, or would be a wildcard, is not proposed. */
const plainName = /^[^.\p{Cc}\u{fffd}*?[\]][^\p{Cc}\u{fffd}*?[\]]*$/u;

/**
 * The sources that a host has: the usual ones of system, web server and database, then the logs of applications, which are every
 * other `*.log` in the folder and one level below. A folder that may not be listed counts as there.
 *
 * @throws CollectError `CONNECTION_LOST`
 */
export async function findLogs(transport: Transport, logFolder: string): Promise<string[]> {
  const top = await listed(transport, logFolder);
  if (top === "denied") return usual.map((path) => `${logFolder}/${path}`);
  const names = new Set(top.map(({ name }) => name));
  const candidates = [
    ...usual.filter((path) => names.has(path.split("/")[0] ?? "")).map((path) => `${logFolder}/${path}`),
    ...elsewhere,
  ];
  const known = new Set(usual.map((path) => path.split("/")[0]));
  const others = top.filter(({ name }) => !known.has(name) && plainName.test(name));
  const loose = others.filter(({ kind, name }) => kind === "file" && name.endsWith(".log"));
  const directories = others.filter(({ kind }) => kind === "directory").slice(0, directoriesMax);
  candidates.push(
    ...(loose.length > looseMax ? [`${logFolder}/*.log`] : loose.map(({ name }) => `${logFolder}/${name}`)),
    ...directories.map(({ name }) => `${logFolder}/${name}/*.log`),
  );
  const found: string[] = [];
  for (const path of candidates) if (await isThere(transport, path)) found.push(path);
  return found;
}

/** A glob is there when it names a file, or lies in a directory that may not be listed. */
async function isThere(transport: Transport, path: string): Promise<boolean> {
  if (!path.includes("*")) return true;
  try {
    return (await transport.list(path)).length > 0;
  } catch (error) {
    if (!(error instanceof CollectError) || error.code === "CONNECTION_LOST") throw error;
    return error.code === "FILE_UNREADABLE";
  }
}

async function listed(transport: Transport, folder: string): Promise<DirectoryEntry[] | "denied"> {
  try {
    return await transport.entries(folder);
  } catch (error) {
    if (!(error instanceof CollectError) || error.code === "CONNECTION_LOST") throw error;
    return error.code === "FILE_UNREADABLE" ? "denied" : [];
  }
}
