/** Why the API could not do something. Codes are stable, the message says the fact with its values. */
export type ApiErrorCode =
  | "NEO4J_UNREACHABLE"
  | "NEO4J_AUTH_REFUSED"
  | "MIGRATION_CHANGED"
  | "MIGRATION_FAILED"
  | "PORT_TAKEN"
  | "FENCED"
  | "LINEAGE_BROKEN"
  | "GRAPH_BUSY"
  | "GRAPH_CHANGED"
  | "STOPPED"
  | "REDACTION_KEY_UNUSABLE"
  | "ARCHIVE_LOCKED"
  | "ARCHIVE_UNWRITABLE"
  | "ARCHIVE_DAMAGED"
  | "ARCHIVE_BUSY"
  | "ARCHIVE_OFF"
  | "ARCHIVE_NOT_FOUND"
  | "GRAPH_NOT_EMPTY"
  | "BACKUP_UNUSABLE"
  | "CHECKS_BUSY"
  | "BAD_INPUT";

export class ApiError extends Error {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ApiError";
    this.code = code;
  }
}
