export type CliErrorCode =
  | "USAGE"
  | "INPUT_NOT_FOUND"
  | "INPUT_UNREADABLE"
  | "INPUT_EMPTY"
  | "INPUT_CORRUPT"
  | "INPUT_FORMAT"
  | "DECOMPRESSION_LIMIT"
  | "STATE_UNUSABLE"
  | "STATE_BUSY"
  | "RULES_UNUSABLE"
  | "RULES_KNOWN"
  | "RULES_UNKNOWN"
  | "HOST_KEY_NOT_TRUSTED"
  | "API_UNREACHABLE"
  | "API_REFUSED"
  | "VERDICT_UNKNOWN";

/** What went wrong, as a fact with its values, and what the person can do about it. Ends the command with exit code 2. */
export class CliError extends Error {
  readonly code: CliErrorCode;
  readonly fix: string;

  constructor(code: CliErrorCode, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "CliError";
    this.code = code;
    this.fix = fix;
  }
}
