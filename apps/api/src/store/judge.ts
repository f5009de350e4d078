import { randomUUID } from "node:crypto";
import neo4j, { type Driver, type ManagedTransaction } from "neo4j-driver";
import { ApiError } from "../api-error.ts";
import { applyVerdicts, endVerdict, oneVerdict } from "./apply-verdicts.ts";
import { appendAudit } from "./audit.ts";
import type { Judgement, StoredVerdict, VerdictPhase, VerdictTarget } from "./verdict.ts";
import {
  CREATE_VERDICT,
  FIND_BRANCH,
  FIND_FINDING,
  FIND_RULE,
  FIND_STANDING,
  FIND_TEMPLATE,
  LOCK_FOR_VERDICT,
  READ_VERDICT,
} from "./verdicts.cypher.ts";

const ACTIONS: Readonly<Record<VerdictPhase, string>> = {
  accepted: "accept",
  muted: "mute",
  important: "markImportant",
  closed: "closeFinding",
};
const SUBJECT_LENGTH_MAX = 300;

/** What of the graph a verdict is about. */
interface Subject {
  readonly subject: string;
  readonly templateIds: readonly string[];
  readonly clusterId: string | null;
  readonly templateId: string | null;
  readonly findingId: string | null;
  readonly findingKind: string | null;
  readonly rule: string | null;
  readonly valueKind: string | null;
  readonly valueText: string | null;
  readonly mergeHeight: number | null;
  readonly severity: string | null;
  readonly seenUntil: string | null;
}

/**
 * Gives a verdict; findings follow at once. The one that is in force on the same thing ends; one that says the very same stays, so
 * that asking twice changes nothing.
 *
 * @param at - Now, ISO 8601 in UTC.
 * @throws ApiError `BAD_INPUT` when the graph does not have the target.
 */
export async function judge(
  driver: Driver,
  database: string,
  judgement: Judgement,
  at: string,
): Promise<StoredVerdict> {
  return write(driver, database, async (tx) => {
    const { phase, target, note, author, expiresAt } = judgement;
    const cycle = await lock(tx, author);
    const subject = await findSubject(tx, judgement);
    // A leaf is no branch: nothing can grow out of it.
    const kind = target.kind === "branch" && subject.templateIds.length === 1 ? "template" : target.kind;
    const standing = await oneVerdict(tx, FIND_STANDING, { ...subject, target: kind });
    const isSame = (old: StoredVerdict): boolean =>
      old.phase === phase &&
      old.note === note &&
      old.author === author &&
      timeOf(old.expiresAt) === timeOf(expiresAt);
    if (standing !== null && isSame(standing) && phase !== "closed") return standing;
    if (standing !== null) await endVerdict(tx, standing.id, "replaced", at, { author, note: "" });
    const { templateIds, clusterId, findingId, seenUntil, valueKind, valueText, ...facts } = subject;
    const id = randomUUID();
    const created = await oneVerdict(tx, CREATE_VERDICT, {
      id,
      facts: { ...facts, clusterId, findingId, valueKind, valueText, phase, target: kind, note, author },
      templateIds,
      clusterId,
      findingId,
      values: valueText === null ? [] : [{ kind: valueKind, text: valueText }],
      at,
      expiresAt,
      seenUntil,
      cycle: neo4j.int(cycle),
    });
    if (created === null) throw new ApiError("BAD_INPUT", "the verdict could not be stored");
    await appendAudit(tx, { action: ACTIONS[phase], author, note, at, before: standing, after: created });
    await applyVerdicts(tx, at);
    return created;
  });
}

/**
 * Takes a verdict back; findings follow at once. One that has ended stays as it is.
 *
 * @throws ApiError `BAD_INPUT` when there is none of this id.
 */
export async function reopen(
  driver: Driver,
  database: string,
  id: string,
  { author, note }: Pick<Judgement, "author" | "note">,
  at: string,
): Promise<StoredVerdict> {
  return write(driver, database, async (tx) => {
    await lock(tx, author);
    const verdict = await oneVerdict(tx, READ_VERDICT, { id });
    if (verdict === null) throw notFound("verdict", id, "{ verdicts { id subject } }");
    if (!verdict.isInForce) return verdict;
    const ended = await endVerdict(tx, id, "reopened", at, { author, note });
    await applyVerdicts(tx, at);
    return ended ?? verdict;
  });
}

async function lock(tx: ManagedTransaction, by: string): Promise<number> {
  const { records } = await tx.run<{ cycle: number }>(LOCK_FOR_VERDICT, { by });
  return records[0]?.get("cycle") ?? 0;
}

async function findSubject(tx: ManagedTransaction, { target, phase }: Judgement): Promise<Subject> {
  const found = await find(tx, target);
  const subject: Subject = {
    clusterId: null,
    templateId: null,
    findingId: null,
    findingKind: null,
    rule: null,
    valueKind: null,
    valueText: null,
    mergeHeight: null,
    severity: null,
    seenUntil: null,
    templateIds: [],
    ...found,
    subject: [...(found.subject ?? "")].slice(0, SUBJECT_LENGTH_MAX).join(""),
  };
  // A finding of the tree is known by its templates; what is closed, by what was seen until then.
  const isOfTree = target.kind !== "finding" || (subject.templateIds.length > 0 && phase !== "closed");
  return isOfTree ? subject : { ...subject, templateIds: [], findingKind: null };
}

async function find(tx: ManagedTransaction, target: VerdictTarget): Promise<Partial<Subject>> {
  const first = async (cypher: string, parameters: Record<string, unknown>) => {
    const { records } = await tx.run<Partial<Subject> & Record<string, unknown>>(cypher, parameters);
    return records[0]?.toObject();
  };
  switch (target.kind) {
    case "branch": {
      const found = await first(FIND_BRANCH, { id: target.clusterId });
      if (found === undefined)
        throw notFound("cluster of the current dendrogram", target.clusterId, "{ cut { clusters { id } } }");
      return found;
    }
    case "template": {
      const found = await first(FIND_TEMPLATE, { id: target.templateId });
      if (found === undefined) throw notFound("template", target.templateId, "{ logTemplates { id text } }");
      return found;
    }
    case "finding": {
      const found = await first(FIND_FINDING, { id: target.findingId });
      if (found === undefined) throw notFound("finding", target.findingId, "{ findings { id reason } }");
      return found;
    }
    case "rule": {
      const found = await first(FIND_RULE, { rule: target.rule });
      if (found === undefined) throw notFound("finding of the rule", target.rule, "{ findings { rule } }");
      return found;
    }
    case "value": {
      const { valueKind, valueText } = target;
      return { valueKind, valueText, subject: `${valueKind} ${valueText}` };
    }
  }
}

function notFound(what: string, id: string, listing: string): ApiError {
  return new ApiError(
    "BAD_INPUT",
    `there is no ${what} ${JSON.stringify(id.slice(0, 64))}; ${listing} lists them`,
  );
}

function timeOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

async function write<Result>(
  driver: Driver,
  database: string,
  work: (tx: ManagedTransaction) => Promise<Result>,
): Promise<Result> {
  const session = driver.session({ database, defaultAccessMode: neo4j.session.WRITE });
  try {
    return await session.executeWrite(work, { metadata: { operation: "judge" } });
  } finally {
    await session.close();
  }
}
