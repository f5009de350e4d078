/** A start that cannot go on: the fact, and what to type or do about it. */
export class StartError extends Error {
  /**
   * @param {string} message
   * @param {string} fix - the line to type, or what to do
   * @param {ErrorOptions} [options]
   */
  constructor(message, fix, options) {
    super(message, options);
    this.name = "StartError";
    this.fix = fix;
  }
}

/** @param {unknown} error @returns {string} what a person should read */
export function explain(error) {
  if (error instanceof StartError) return `${error.message}\n  to mend it: ${error.fix}`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
