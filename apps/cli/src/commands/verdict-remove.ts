import type { ApiContext } from "../api/api-context.ts";
import { askApi } from "../api/ask-api.ts";
import { drawVerdict, type Verdict, VERDICT_FIELDS } from "../api/verdict.ts";
import { CliError } from "../cli-error.ts";

interface RemoveFlags {
  readonly note?: string;
  readonly author?: string;
  readonly json?: true;
}

/**
 * Takes a verdict back and prints it as it was.
 *
 * @param id - or its beginning
 * @throws CliError `VERDICT_UNKNOWN` when no verdict in force has it, or several do, and what `askApi` throws
 */
export async function removeVerdict(id: string, flags: RemoveFlags, context: ApiContext): Promise<void> {
  const { output, columns, address } = context;
  const { verdicts } = await askApi<{ readonly verdicts: readonly { readonly id: string }[] }>(
    address,
    "query ($id: String!) { verdicts(where: { id: { startsWith: $id }, isInForce: { eq: true } }, limit: 2) { id } }",
    { id },
  );
  const [known, other] = verdicts;
  if (known === undefined || other !== undefined)
    throw new CliError(
      "VERDICT_UNKNOWN",
      `${known === undefined ? "no verdict" : "more than one verdict"} in force has an id that begins with ${id}`,
      "deepsec verdict list --json prints whole ids",
    );
  const { reopen } = await askApi<{ readonly reopen: Verdict }>(
    address,
    `mutation ($id: String!, $note: String, $author: String) { reopen(id: $id, note: $note, author: $author) { ${VERDICT_FIELDS} } }`,
    { id: known.id, note: flags.note ?? null, author: flags.author ?? null },
  );
  if (flags.json === true) output.json(reopen);
  else output.text(drawVerdict(reopen, columns));
  await output.flush();
}
