import { ApiError } from "./api-error.ts";
import { ConfigError } from "./config.ts";

/** EX_CONFIG of sysexits.h: a supervisor should not try again before a person changed something. */
const EXIT_CONFIG = 78;

/** Runs a whole program. What a person can mend goes to standard error and the exit code, anything else is thrown. */
export async function runProgram(program: () => Promise<void>): Promise<void> {
  try {
    await program();
  } catch (error) {
    if (error instanceof ConfigError) {
      for (const problem of error.problems) process.stderr.write(`${problem}\n`);
      process.exitCode = EXIT_CONFIG;
    } else if (error instanceof ApiError) {
      process.stderr.write(`${error.code}: ${error.message}\n`);
      process.exitCode = 1;
    } else {
      throw error;
    }
  }
}
