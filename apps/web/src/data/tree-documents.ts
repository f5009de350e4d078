import { graphql } from "./graphql.ts";

/** What every view knows of a cluster. */
export const ClusterFields = graphql(`
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

/** How many templates there are, in all and below one branch: a cut has no more clusters than that. */
export const CURRENT = graphql(`
  query Current($within: String!, $isWithin: Boolean!, $selected: String!, $isSelected: Boolean!) {
    dendrograms(where: { isCurrent: { eq: true } }, limit: 1) {
      leaves
    }
    within: branchToday(id: $within) @include(if: $isWithin) {
      id
      leafCount
    }
    selected: branchToday(id: $selected) @include(if: $isSelected) {
      id
    }
  }
`);

export const CUT = graphql(
  `
    query Cut($count: Int, $within: String, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      cut(count: $count, within: $within, from: $from, to: $to, hosts: $hosts) {
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

export const SUBTREE = graphql(
  `
    query Subtree($id: String!, $depth: Int!, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      subtree(id: $id, depth: $depth, from: $from, to: $to, hosts: $hosts) {
        ...ClusterFields
      }
    }
  `,
  [ClusterFields],
);

export const PATH = graphql(
  `
    query Path($id: String!, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      path(id: $id, from: $from, to: $to, hosts: $hosts) {
        ...ClusterFields
      }
    }
  `,
  [ClusterFields],
);

/** The hours of some clusters. */
export const HOURS = graphql(`
  query Hours($ids: [String!]!, $from: DateTime, $to: DateTime, $hosts: [String!]) {
    clusters(ids: $ids, from: $from, to: $to, hosts: $hosts) {
      id
      hours {
        hour
        size
      }
    }
  }
`);

export const SEARCH = graphql(
  `
    query Search($text: String!, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      search(text: $text, limit: 50, from: $from, to: $to, hosts: $hosts) {
        ...ClusterFields
      }
    }
  `,
  [ClusterFields],
);

/** How the clusters of a cut changed. */
export const CUT_DIFF = graphql(`
  query CutDiff($from: DiffSide!, $to: DiffSide!, $count: Int!, $within: String) {
    diff(from: $from, to: $to, count: $count, within: $within) {
      clusters {
        id
        change
      }
    }
  }
`);

/** The open findings and the templates they are about, for marks on pictures. */
export const FINDING_MARKS = graphql(`
  query FindingMarks {
    findings(where: { phase: { eq: "open" } }, limit: 1000) {
      severity
      about {
        id
      }
    }
  }
`);

/** Where templates stand in the tree. */
export const PLACES = graphql(`
  query Places($templateIds: [String!]!) {
    clusters(templateIds: $templateIds) {
      leafOrder
      templateId
    }
  }
`);

/** One branch with its numbers, as it is today. */
export const BRANCH = graphql(
  `
    query Branch($id: String!, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      branchToday(id: $id, from: $from, to: $to, hosts: $hosts) {
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
    }
  `,
  [ClusterFields],
);

/** The hours of some templates. */
export const TEMPLATE_HOURS = graphql(`
  query TemplateHours($templateIds: [String!]!, $from: DateTime) {
    clusters(templateIds: $templateIds, from: $from) {
      templateId
      hours {
        hour
        size
      }
    }
  }
`);

/** Hosts by branches, and the dendrogram of the hosts. */
export const MATRIX = graphql(
  `
    query Matrix($count: Int, $from: DateTime, $to: DateTime, $hosts: [String!]) {
      hostMatrix(count: $count, from: $from, to: $to, hosts: $hosts) {
        totalLines
        clusters {
          ...ClusterFields
        }
        rows {
          host
          size
          sizes
        }
        dendrogram {
          id
          parentId
          mergeHeight
          leafCount
          leafOrder
          host
        }
      }
    }
  `,
  [ClusterFields],
);
