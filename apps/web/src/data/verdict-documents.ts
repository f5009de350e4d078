import { graphql } from "./graphql.ts";

/** What every view knows of a verdict. */
export const VerdictFields = graphql(`
  fragment VerdictFields on Verdict @_unmask {
    id
    phase
    target
    subject
    clusterId
    templateId
    findingId
    rule
    valueKind
    valueText
    templateCount
    inheritedCount
    note
    author
    createdAt
    expiresAt
    isInForce
    endedAt
    endReason
  }
`);

/** What holds for a branch. */
export const BRANCH_VERDICT = graphql(
  `
    query BranchVerdict($id: String!) {
      branchToday(id: $id) {
        judgedLeaves
        verdict {
          ...VerdictFields
        }
      }
    }
  `,
  [VerdictFields],
);

/** What was decided, the latest first, and by which steps. */
export const VERDICTS = graphql(
  `
    query Verdicts {
      verdicts(sort: [{ createdAt: DESC }], limit: 500) {
        ...VerdictFields
      }
      audit(sort: [{ at: DESC }], limit: 100) {
        id
        at
        author
        action
        subject
        note
      }
    }
  `,
  [VerdictFields],
);

export const ACCEPT = graphql(`
  mutation Accept($target: VerdictTarget!, $note: String, $expiresAt: DateTime) {
    accept(target: $target, note: $note, expiresAt: $expiresAt) {
      id
    }
  }
`);

export const MUTE = graphql(`
  mutation Mute($target: VerdictTarget!, $note: String, $expiresAt: DateTime!) {
    mute(target: $target, note: $note, expiresAt: $expiresAt) {
      id
    }
  }
`);

export const MARK_IMPORTANT = graphql(`
  mutation MarkImportant($target: VerdictTarget!, $note: String, $expiresAt: DateTime) {
    markImportant(target: $target, note: $note, expiresAt: $expiresAt) {
      id
    }
  }
`);

export const CLOSE_FINDING = graphql(`
  mutation CloseFinding($id: String!, $note: String) {
    closeFinding(id: $id, note: $note) {
      id
    }
  }
`);

export const REOPEN = graphql(`
  mutation Reopen($id: String!, $note: String) {
    reopen(id: $id, note: $note) {
      id
    }
  }
`);
