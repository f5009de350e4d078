import { connect } from "node:net";
import type { HostCheck } from "@deepsec/collector";
import { amber, green, red } from "./check.ts";

const TIMEOUT_MS = 5000;
const START = "npm start";

export interface Services {
  /** Without a path. */
  readonly apiUrl: string;
  readonly webPort: number;
  readonly neo4jPort: number;
  /** Null: the one that is started here. */
  readonly neo4jUri: string | null;
}

/** API, database and page: whether they run, and, where they do not, whether their ports are free for them. */
export async function checkServices({
  apiUrl,
  webPort,
  neo4jPort,
  neo4jUri,
}: Services): Promise<HostCheck[]> {
  const url = new URL(apiUrl);
  const [health, ready, page] = await Promise.all([
    answerOf(new URL("/healthz", url)),
    answerOf(new URL("/readyz", url)),
    answerOf(new URL(`http://127.0.0.1:${webPort}/`)),
  ]);
  const isUp = health?.body.includes('"ok"') === true;
  const database =
    neo4jUri === null
      ? { host: "127.0.0.1", port: neo4jPort }
      : { host: new URL(neo4jUri).hostname, port: Number(new URL(neo4jUri).port || 7687) };
  const hasDatabase = await isTaken(database.host, database.port);
  const where = `${database.host}:${database.port}`;
  return [
    await serviceCheck("API", url.hostname, Number(url.port || 80), isUp, "DEEPSEC_API_PORT"),
    isUp && ready?.status === 200
      ? green("database", `answers the API at ${where}`)
      : isUp
        ? red(
            "database",
            `does not answer the API at ${where}`,
            neo4jUri === null
              ? `${START}, and see neo4j/logs in the data folder`
              : "start it, or correct NEO4J_URI",
          )
        : neo4jUri === null
          ? amber(
              "database",
              hasDatabase
                ? `something listens at ${where}, and the API is not there to ask it`
                : `not running; ${where} is free`,
              START,
            )
          : hasDatabase
            ? green("database", `listens at ${where}`)
            : red("database", `nothing listens at ${where}`, "start it, or correct NEO4J_URI"),
    await serviceCheck(
      "page",
      "127.0.0.1",
      webPort,
      page?.body.includes("DeepSec") === true,
      "DEEPSEC_WEB_PORT",
    ),
  ];
}

async function serviceCheck(
  name: string,
  host: string,
  port: number,
  isOurs: boolean,
  setting: string,
): Promise<HostCheck> {
  if (isOurs) return green(name, `answers at ${host}:${port}`);
  if (await isTaken(host, port))
    return red(
      name,
      `something else listens at ${host}:${port}`,
      `ss -ltnp 'sport = :${port}'`,
      `${setting}=${port + 10} ${START}`,
    );
  return amber(name, `not running; ${host}:${port} is free`, START);
}

async function answerOf(url: URL): Promise<{ readonly status: number; readonly body: string } | null> {
  try {
    const response = await fetch(url, { redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return { status: response.status, body: await response.text() };
  } catch {
    return null;
  }
}

function isTaken(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: TIMEOUT_MS });
    const end = (isThere: boolean) => {
      socket.destroy();
      resolve(isThere);
    };
    socket.once("connect", () => end(true));
    socket.once("timeout", () => end(false));
    socket.once("error", () => end(false));
  });
}
