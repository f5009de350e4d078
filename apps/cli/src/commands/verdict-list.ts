import type { ApiContext } from "../api/api-context.ts";
import { askApi } from "../api/ask-api.ts";
import { drawVerdict, type Verdict, VERDICT_FIELDS } from "../api/verdict.ts";
import { counted } from "../format-numbers.ts";

const PAGE = 1_000;
const QUERY = `query ($where: VerdictWhere!, $offset: Int!) {
  verdicts(where: $where, sort: [{ createdAt: DESC }, { id: ASC }], limit: ${PAGE}, offset: $offset) { ${VERDICT_FIELDS} }
}`;

/**
 * Prints verdicts, the latest first.
 *
 * @param isAll - those that have ended too
 */
export async function listVerdicts(isAll: boolean, isJson: boolean, context: ApiContext): Promise<void> {
  const { output, columns, address } = context;
  const found: Verdict[] = [];
  for (;;) {
    const where = isAll ? {} : { isInForce: { eq: true } };
    const { verdicts } = await askApi<{ readonly verdicts: readonly Verdict[] }>(address, QUERY, {
      where,
      offset: found.length,
    });
    found.push(...verdicts);
    if (verdicts.length < PAGE) break;
  }
  if (isJson) output.json(found);
  else {
    for (const verdict of found) output.text(drawVerdict(verdict, columns));
    output.text(`${counted(found.length, "verdict")}${isAll ? "" : " in force"}\n`);
  }
  await output.flush();
}
