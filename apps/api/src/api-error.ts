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
  | "STOPPED"
  | "REDACTION_KEY_UNUSABLE"
  | "BAD_INPUT";

export class ApiError extends Error {
  readonly code: ApiErrorCode;

  constructor(code: ApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ApiError";
    this.code = code;
  }
}
