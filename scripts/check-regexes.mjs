// Finds regular expressions whose matching can take more than linear time: a hostile log line would stop the whole process.
import { globSync, readFileSync } from "node:fs";
import { analyse } from "scslre";
import ts from "typescript";

const files = globSync("{apps,packages}/*/src/**/*.{ts,tsx}").filter((file) => !file.includes(".test."));
let bad = 0;
let count = 0;

for (const file of files) {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
  const visit = (node) => {
    if (node.kind === ts.SyntaxKind.RegularExpressionLiteral) check(node, file, source);
    ts.forEachChild(node, visit);
  };
  visit(source);
}

function check(node, file, source) {
  count++;
  const text = node.getText(source);
  const end = text.lastIndexOf("/");
  const { reports } = analyse({ source: text.slice(1, end), flags: text.slice(end + 1) });
  for (const report of reports) {
    bad++;
    const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
    console.log(
      `${file}:${line + 1} ${text} takes quadratic time on ${report.character.literal.source} repeated`,
    );
  }
}
if (count === 0) throw new Error("no regular expression found: are the folders still apps/ and packages/?");
process.exitCode = bad === 0 ? 0 : 1;
