/** What the page's own server needs to know. */
export interface WebSettings {
  /** Where the API answers, without a path. */
  readonly apiUrl: string;
  /** Sent to the API as a bearer token; null when none is set. */
  readonly apiToken: string | null;
  /** Host names the page may be asked for by, lower case, without port. */
  readonly hostNames: ReadonlySet<string>;
}

const LOOPBACK = ["127.0.0.1", "localhost", "[::1]"];

/** Read at start, not at build: one build serves every setting. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): WebSettings {
  const named = (environment["DEEPSEC_WEB_HOSTS"] ?? "").split(",").map((name) => name.trim().toLowerCase());
  return {
    apiUrl: environment["DEEPSEC_API_URL"] || "http://127.0.0.1:4000",
    apiToken: environment["DEEPSEC_API_TOKEN"] || null,
    hostNames: new Set([...LOOPBACK, ...named.filter((name) => name !== "")]),
  };
}

// oxlint-disable-next-line node/no-process-env -- the one place of the page that reads settings
export const settings: WebSettings = readSettings(process.env);

/** The name in a Host header, without its port, lower case. */
export function hostName(hostHeader: string): string {
  return hostHeader.replace(/:\d+$/, "").toLowerCase();
}
