import { graphql } from "./graphql.ts";

export const VALUE = graphql(`
  query Value($kind: String!, $text: String!) {
    value(kind: $kind, text: $text) {
      kind
      text
      hosts {
        host
        count
        firstSeen
        lastSeen
      }
      places {
        templateId
        template
        level
        slot
        count
        lastSeen
      }
      hours {
        hour
        count
      }
      findings {
        id
        severity
        reason
        phase
        lastSeen
      }
    }
  }
`);
