import { graphql } from "./graphql.ts";
import { ClusterFields } from "./tree-documents.ts";

export const HOST_NAMES = graphql(`
  query HostNames {
    hosts(where: { NOT: { phase: { eq: "removed" } } }, sort: [{ name: ASC }]) {
      name
    }
  }
`);

/** What changed from one side to the other: the branches, and what both sides count in all. */
export const DIFF = graphql(`
  query Diff($from: DiffSide!, $to: DiffSide!) {
    diff(from: $from, to: $to) {
      from {
        totalLines
        leafCount
      }
      to {
        totalLines
        leafCount
      }
      changed {
        id
        label
        level
        templateId
        template
        leafCount
        change
        fromSize
        toSize
        fromShare
        toShare
      }
    }
  }
`);

const FindingFields = graphql(`
  fragment FindingFields on Finding @_unmask {
    id
    kind
    severity
    score
    reason
    firstSeen
    lastSeen
    values(limit: 6) {
      kind
      text
    }
    sources(limit: 6) {
      path
    }
    about {
      id
      text
      level
      lineCount
    }
    hosts {
      name
    }
  }
`);

/** Everything the first page says, in one question, so that its numbers are of one moment. */
export const OVERVIEW = graphql(
  `
    query Overview($findings: Int!, $runs: Int!, $from: DateTime!) {
      cut {
        leaves
        totalLines
        totalEvents
        clusters {
          ...ClusterFields
        }
      }
      whole: cut(count: 1, from: $from) {
        clusters {
          hours {
            hour
            size
          }
        }
      }
      findings(where: { phase: { eq: "open" } }, sort: [{ score: DESC }], limit: $findings) {
        ...FindingFields
      }
      findingsConnection(where: { phase: { eq: "open" } }, first: 1) {
        totalCount
      }
      hosts(where: { NOT: { phase: { eq: "removed" } } }, sort: [{ name: ASC }]) {
        name
        phase
        learning
        errorCode
        errorMessage
        sources {
          id
          path
          phase
          errorCode
        }
      }
      sources {
        lineCount
      }
      runs(sort: [{ startedAt: DESC }], limit: $runs) {
        id
        phase
        startedAt
        endedAt
        lines
        newTemplates
      }
    }
  `,
  [ClusterFields, FindingFields],
);

export const TEMPLATE = graphql(
  `
    query Template($id: String!, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      template(id: $id) {
        id
        text
        level
        programs
        count
        size
        firstSeen
        lastSeen
        examples
        slots {
          slot
          kind
          distinct
          top {
            kind
            text
            count
          }
        }
      }
      clusters(templateIds: [$id], from: $from, to: $to, hosts: $hosts) {
        ...ClusterFields
        share
        hosts {
          host
          size
        }
        hours {
          hour
          size
        }
      }
      logTemplates(where: { became: { some: { id: { eq: $id } } } }, limit: 50) {
        id
        text
        lastSeen
      }
      findings(
        where: { phase: { eq: "open" }, about: { some: { id: { eq: $id } } } }
        sort: [{ score: DESC }]
      ) {
        ...FindingFields
      }
    }
  `,
  [ClusterFields, FindingFields],
);
