import { CliError } from "../cli-error.ts";

/** Where the API is, and what it asks for. */
export interface ApiAddress {
  /** As `--url` or the environment says it, without `/graphql`. */
  readonly url: string;
  /** Null: it asks for none. */
  readonly token: string | null;
}

interface Answer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const TIMEOUT_MS = 60_000;

/**
 * Asks the running API one thing.
 *
 * @throws CliError `USAGE` for an address that is none, `API_UNREACHABLE` when no API answers there, `API_REFUSED` with the API's own
 *   words when it does not do what is asked
 */
export async function askApi<Data>(
  address: ApiAddress,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Data> {
  const url = graphqlUrl(address.url);
  const { status, text } = await post(url, address.token, JSON.stringify({ query, variables }));
  const { data, errors = [] } = answerOf<Data>(text, url, status);
  const [error] = errors;
  if (error !== undefined) throw refused(error.message, error.extensions?.code);
  if (data === undefined || data === null) throw noApi(url, `answered ${status} without data`);
  return data;
}

async function post(
  url: URL,
  token: string | null,
  body: string,
): Promise<{ readonly status: number; readonly text: string }> {
  const headers = {
    "content-type": "application/json",
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  try {
    // A redirect would carry the token to where somebody else points.
    const response = await fetch(url, {
      method: "POST",
      headers,
      body,
      redirect: "error",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw noApi(url, whyNot(cause), cause);
  }
}

function graphqlUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== "")
    throw new CliError("USAGE", `--url ${text} is not the address of an API`, "write http://127.0.0.1:4000");
  url.pathname = url.pathname.replace(/\/?(?:graphql)?$/, "/graphql");
  return url;
}

function answerOf<Data>(text: string, url: URL, status: number): Answer<Data> {
  try {
    const answer: Answer<Data> | null = JSON.parse(text);
    if (answer?.data !== undefined || answer?.errors !== undefined) return answer;
  } catch {
    // told below, as is JSON of another kind
  }
  throw noApi(url, `what answers there (${status}) is no DeepSec API`);
}

function whyNot(cause: unknown): string {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  if (!(reason instanceof Error)) return String(reason);
  if (reason.name === "TimeoutError") return `no answer in ${TIMEOUT_MS / 1000} s`;
  return "code" in reason ? String(reason.code) : reason.message;
}

function noApi(url: URL, fact: string, cause?: unknown): CliError {
  return new CliError(
    "API_UNREACHABLE",
    `no API at ${url.origin}: ${fact}`,
    "start it with npm start, or say where it is by --url or DEEPSEC_API_URL",
    { cause },
  );
}

function refused(message: string, code = ""): CliError {
  const fix =
    code === "UNAUTHENTICATED"
      ? "set DEEPSEC_API_TOKEN to the token that the API was started with"
      : `the API refused it${code === "" ? "" : ` (${code})`}; nothing was changed`;
  return new CliError("API_REFUSED", message, fix);
}
