export type CollectErrorCode =
  | "BAD_TARGET"
  | "BAD_PATH"
  | "SSH_CONFIG_UNUSABLE"
  | "HOST_UNREACHABLE"
  | "HOST_KEY_UNKNOWN"
  | "HOST_KEY_MISMATCH"
  | "HOST_KEY_REVOKED"
  | "NO_COMMON_ALGORITHM"
  | "KEY_UNREADABLE"
  | "AUTH_REFUSED"
  | "SFTP_UNAVAILABLE"
  | "READER_UNAVAILABLE"
  | "JOURNAL_UNAVAILABLE"
  | "CONNECTION_LOST"
  | "FILE_NOT_FOUND"
  | "FILE_UNREADABLE"
  | "NOT_A_FILE"
  | "ARCHIVE_REFUSED"
  | "ABORTED";

/** Why a host or a source could not be read: a closed code, the fact with its values, and what to type or change. */
export class CollectError extends Error {
  override readonly name = "CollectError";
  readonly code: CollectErrorCode;
  /** The command or the setting that puts it right, in words that can be typed. */
  readonly fix: string;

  constructor(code: CollectErrorCode, message: string, fix: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.fix = fix;
  }
}
