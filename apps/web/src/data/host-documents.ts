import { graphql } from "./graphql.ts";

/** Everything the page of hosts says: what was read, what the settings have of it, and the latest runs. */
export const HOSTS = graphql(`
  query Hosts($runs: Int!) {
    hosts(sort: [{ name: ASC }]) {
      name
      address
      port
      user
      hostKeySha256
      phase
      learning
      learningUntil
      lastRunAt
      errorCode
      errorMessage
      errorFix
      warningCode
      warningMessage
      warningFix
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
        redacted {
          kind
          count
        }
      }
    }
    settings {
      file
      schedule
      nextCollectionAt
      hosts {
        name
        isPaused
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
  mutation CollectNow($hosts: [String!]) {
    collectNow(hosts: $hosts) {
      phase
      lines
      newTemplates
      errorCount
    }
  }
`);

const CheckedHostFields = graphql(`
  fragment CheckedHostFields on CheckedHost @_unmask {
    name
    unknownKey {
      type
      sha256
      command
    }
    isUsable
    checks {
      subject
      state
      fact
      fixes
    }
    sources
    transport
  }
`);

/** Whether a host could be read, before it is saved. */
export const CHECK_HOST = graphql(
  `
    mutation CheckHost($host: HostLogin!, $acceptedKey: String, $sources: [String!]) {
      checkHost(host: $host, acceptedKey: $acceptedKey, sources: $sources) {
        ...CheckedHostFields
      }
    }
  `,
  [CheckedHostFields],
);

export const ADD_HOST = graphql(
  `
    mutation AddHost($host: HostLogin!, $acceptedKey: String, $sources: [String!]!, $follow: Boolean!) {
      addHost(host: $host, acceptedKey: $acceptedKey, sources: $sources, follow: $follow) {
        ...CheckedHostFields
      }
    }
  `,
  [CheckedHostFields],
);

/** Whether a host of the settings can be read. */
export const TEST_HOST = graphql(
  `
    mutation TestHost($name: String!) {
      testHost(name: $name) {
        ...CheckedHostFields
      }
    }
  `,
  [CheckedHostFields],
);

export const REMOVE_HOST = graphql(`
  mutation RemoveHost($name: String!) {
    removeHost(name: $name)
  }
`);

export const PAUSE_HOST = graphql(`
  mutation PauseHost($name: String!) {
    pauseHost(name: $name)
  }
`);

export const RESUME_HOST = graphql(`
  mutation ResumeHost($name: String!) {
    resumeHost(name: $name)
  }
`);

/** How far the running cycle is; `PROGRESS_CHANGES` goes on from there. */
export const PROGRESS = graphql(`
  query Progress {
    progress {
      phase
      isRequested
      startedAt
      endedAt
      hostsDone
      hostsTotal
      bytes
      lines
      lagBytes
      hosts {
        host
        phase
        bytes
        lines
        lagBytes
      }
    }
  }
`);

/** The same fields, as text for a stream. */
export const PROGRESS_CHANGES = `subscription { changes(progress: true) { progress {
  phase isRequested startedAt endedAt hostsDone hostsTotal bytes lines lagBytes hosts { host phase bytes lines lagBytes }
} } }`;
