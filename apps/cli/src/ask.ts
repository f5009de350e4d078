import { createInterface } from "node:readline";

/** Asks on standard error, so that output in a file stays clean. @returns null when standard input ends without a line */
export function ask(question: string): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return new Promise((resolve) => {
    const onEnd = () => {
      // What is said next is not to stand behind the question.
      process.stderr.write("\n");
      resolve(null);
    };
    lines.once("close", onEnd);
    lines.question(question, (answer) => {
      lines.off("close", onEnd);
      lines.close();
      resolve(answer);
    });
  });
}
