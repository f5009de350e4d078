import type { ApiContext } from "../api/api-context.ts";
import { askApi } from "../api/ask-api.ts";
import { drawVerdict, type Verdict, VERDICT_FIELDS } from "../api/verdict.ts";
import { CliError } from "../cli-error.ts";
import { parseInstant } from "../parse-settings.ts";

/** A verdict as the command line says it. */
export interface SaidVerdict {
  readonly phase: string;
  readonly target: string;
  readonly name: readonly string[];
  readonly note?: string;
  readonly author?: string;
  readonly expires?: string;
  readonly json?: true;
}

const MUTATIONS = new Map([
  ["accept", "accept"],
  ["mute", "mute"],
  ["important", "markImportant"],
  ["close", "closeFinding"],
]);
const ID_NAMES = new Map([
  ["branch", "clusterId"],
  ["template", "templateId"],
  ["finding", "findingId"],
  ["rule", "rule"],
]);
const UNITS_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/**
 * Gives a verdict and prints it as it stands.
 *
 * @throws CliError `USAGE` for a phase, target, name or time that is none, and what `askApi` throws
 */
export async function addVerdict(said: SaidVerdict, context: ApiContext): Promise<void> {
  const mutation = MUTATIONS.get(said.phase);
  if (mutation === undefined)
    throw new CliError("USAGE", `${said.phase} is no verdict`, `write ${[...MUTATIONS.keys()].join(", ")}`);
  const target = targetOf(said);
  const { note = null, author = null } = said;
  const isClose = said.phase === "close";
  if (isClose && (said.target !== "finding" || said.expires !== undefined))
    throw new CliError(
      "USAGE",
      "close is about a finding, and has no end: when more of it is seen it is open again",
      "write: deepsec verdict add close finding ID",
    );
  const expiresAt = said.expires === undefined ? null : expiryOf(said.expires, context.nowMs());
  if (said.phase === "mute" && expiresAt === null)
    throw new CliError("USAGE", "what is muted comes back", "give --expires 7d, or accept it");
  const [parameters, call] = isClose
    ? ["$id: String!", "id: $id"]
    : [
        `$target: VerdictTarget!, $expiresAt: DateTime${said.phase === "mute" ? "!" : ""}`,
        "target: $target, expiresAt: $expiresAt",
      ];
  const { verdict } = await askApi<{ readonly verdict: Verdict }>(
    context.address,
    `mutation (${parameters}, $note: String, $author: String) {
      verdict: ${mutation}(${call}, note: $note, author: $author) { ${VERDICT_FIELDS} }
    }`,
    { ...(isClose ? { id: said.name[0] } : { target, expiresAt }), note, author },
  );
  const { output, columns } = context;
  if (said.json === true) output.json(verdict);
  else output.text(drawVerdict(verdict, columns));
  await output.flush();
}

function targetOf({ target, name }: SaidVerdict): Readonly<Record<string, unknown>> {
  const [first = "", ...rest] = name;
  if (target === "value") {
    if (rest.length === 0)
      throw new CliError(
        "USAGE",
        `a value is its kind and its text, and there is only ${first}`,
        "write: value ip 192.0.2.7",
      );
    return { value: { kind: first, text: rest.join(" ") } };
  }
  const idName = ID_NAMES.get(target);
  if (idName === undefined)
    throw new CliError(
      "USAGE",
      `${target} is nothing that a verdict is about`,
      "write branch, template, value, finding or rule",
    );
  if (rest.length > 0)
    throw new CliError(
      "USAGE",
      `a ${target} has one id, and ${name.length} are given`,
      `write: ${target} ${first}`,
    );
  return { [idName]: first };
}

function expiryOf(text: string, nowMs: number): string {
  const [, amount, unit] = /^(\d{1,5})([mhdw])$/.exec(text) ?? [];
  if (unit === undefined) return parseInstant("--expires", text);
  return new Date(nowMs + Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS]).toISOString();
}
