import { graphql } from "./graphql.ts";

const SettingsFields = graphql(`
  fragment SettingsFields on Settings @_unmask {
    file
    schedule
    nextCollectionAt
    timeZone
    archive {
      folder
      keepDays
      keepGigabytes
    }
    keepDendrograms
    rulePaths
    hosts {
      name
      sources {
        path
        isFollowed
        redacts
        redactsEmail
      }
    }
  }
`);

/** What the API runs with. */
export const SETTINGS = graphql(
  `
    query Settings {
      settings {
        ...SettingsFields
      }
      notificationTargets {
        name
        enabled
        kind
        address
        severity
        hosts
        kinds
        digestMinutes
        quietFrom
        quietTo
        waiting
        dead
        lastSentAt
        lastFailedAt
        lastError
      }
      rules {
        id
        title
        description
        level
        severity
        techniques
        source
        file
        enabled
        problem
      }
    }
  `,
  [SettingsFields],
);

export const SET_SCHEDULE = graphql(`
  mutation SetSchedule($schedule: String!) {
    setSchedule(schedule: $schedule) {
      schedule
    }
  }
`);

export const SET_RETENTION = graphql(`
  mutation SetRetention($keepDays: Int, $keepGigabytes: Float) {
    setArchiveRetention(keepDays: $keepDays, keepGigabytes: $keepGigabytes) {
      file
    }
  }
`);

export const SET_TARGET = graphql(`
  mutation SetTarget($target: String!, $enabled: Boolean!) {
    setNotificationTarget(target: $target, enabled: $enabled) {
      file
    }
  }
`);

export const TEST_NOTIFICATION = graphql(`
  mutation TestNotification($target: String!) {
    testNotification(target: $target) {
      isSent
      error
      elapsedMs
    }
  }
`);

export const RETRY_NOTIFICATIONS = graphql(`
  mutation RetryNotifications($target: String!) {
    retryNotifications(target: $target)
  }
`);
