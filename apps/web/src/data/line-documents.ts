import { graphql } from "./graphql.ts";

const LineFields = graphql(`
  fragment LineFields on ArchivedLine @_unmask {
    id
    host
    sourceId
    number
    time
    isObserved
    observedAt
    level
    templateId
    text
    lineEnd
    bytes
    isCut
    isRedacted
  }
`);

export const LINES = graphql(
  `
    query Lines(
      $template: ID
      $cluster: ID
      $from: DateTime
      $to: DateTime
      $hosts: [String!]
      $first: Int!
      $after: String
      $order: LineOrder!
    ) {
      lines(
        template: $template
        cluster: $cluster
        from: $from
        to: $to
        hosts: $hosts
        first: $first
        after: $after
        order: $order
      ) {
        total
        archived
        missing
        archivedFrom
        lines {
          ...LineFields
        }
        endCursor
        hasNextPage
      }
    }
  `,
  [LineFields],
);

export const CONTEXT = graphql(
  `
    query Context($line: ID!, $around: Int!) {
      context(line: $line, before: $around, after: $around) {
        ...LineFields
      }
    }
  `,
  [LineFields],
);
