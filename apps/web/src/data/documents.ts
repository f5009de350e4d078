import { graphql } from "./graphql.ts";

const ClusterFields = graphql(`
  fragment ClusterFields on ClusterView @_unmask {
    id
    parentId
    mergeHeight
    leafCount
    leafOrder
    size
    count
    label
    level
    templateId
    template
  }
`);

/** How many templates there are: a cut has no more clusters than that. */
export const CURRENT = graphql(`
  query Current {
    dendrograms(where: { isCurrent: { eq: true } }, limit: 1) {
      leaves
    }
  }
`);

export const CUT = graphql(
  `
    query Cut($count: Int) {
      cut(count: $count) {
        dendrogramId
        suggestedCount
        totalLines
        totalEvents
        leaves
        clusters {
          ...ClusterFields
        }
        ancestors {
          ...ClusterFields
        }
      }
    }
  `,
  [ClusterFields],
);

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

export const SUBTREE = graphql(
  `
    query Subtree($id: String!, $depth: Int!) {
      subtree(id: $id, depth: $depth) {
        ...ClusterFields
      }
    }
  `,
  [ClusterFields],
);

export const PATH = graphql(
  `
    query Path($id: String!) {
      path(id: $id) {
        ...ClusterFields
      }
    }
  `,
  [ClusterFields],
);

const FindingFields = graphql(`
  fragment FindingFields on Finding @_unmask {
    id
    kind
    severity
    score
    reason
    firstSeen
    lastSeen
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
    query Overview($findings: Int!, $runs: Int!) {
      cut {
        leaves
        totalLines
        totalEvents
        clusters {
          ...ClusterFields
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
    query Template($id: String!) {
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
        hosts {
          host
          size
        }
      }
      findings(
        where: { phase: { eq: "open" }, about: { some: { id: { eq: $id } } } }
        sort: [{ score: DESC }]
      ) {
        ...FindingFields
      }
    }
  `,
  [FindingFields],
);

export const HOSTS = graphql(`
  query Hosts($runs: Int!) {
    hosts(sort: [{ name: ASC }]) {
      name
      address
      port
      user
      hostKeySha256
      phase
      lastRunAt
      errorCode
      errorMessage
      errorFix
      sources(sort: [{ path: ASC }]) {
        id
        path
        phase
        offsetBytes
        sizeBytes
        lineCount
        eventCount
        lastReadAt
        errorCode
        errorMessage
        errorFix
      }
    }
    runs(sort: [{ startedAt: DESC }], limit: $runs) {
      id
      phase
      startedAt
      endedAt
      lines
      bytes
      events
      newTemplates
      errorCount
    }
  }
`);

export const COLLECT_NOW = graphql(`
  mutation CollectNow {
    collectNow {
      phase
      lines
      newTemplates
      errorCount
    }
  }
`);
