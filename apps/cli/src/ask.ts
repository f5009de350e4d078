import { createInterface } from "node:readline";

/** Asks on standard error, so that output in a file stays clean. @returns null when standard input ends without a line */
export function ask(question: string): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    lines.once("close", () => resolve(null));
    lines.question(question, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
