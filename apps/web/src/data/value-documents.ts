import { graphql } from "./graphql.ts";
import { VerdictFields } from "./verdict-documents.ts";

export const VALUE = graphql(
  `
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
        verdict {
          ...VerdictFields
        }
      }
    }
  `,
  [VerdictFields],
);

/** When a value was seen, for a small picture. */
export const VALUE_HOURS = graphql(`
  query ValueHours($kind: String!, $text: String!) {
    value(kind: $kind, text: $text) {
      hours {
        hour
        count
      }
    }
  }
`);
