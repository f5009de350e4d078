import type { CompileRegex } from "@deepsec/engine";
import { RE2JS } from "re2js";

const SOURCE_LENGTH_MAX = 4_000;
const FLAGS: Readonly<Record<string, number>> = {
  i: RE2JS.CASE_INSENSITIVE,
  m: RE2JS.MULTILINE,
  s: RE2JS.DOTALL,
};

/** Expressions as RE2 has them: no look-around and no back references, so that no line takes more than linear time. */
export const compileRegex: CompileRegex = (source, flags) => {
  if (source.length > SOURCE_LENGTH_MAX)
    throw new Error(`it has ${source.length} characters, more than ${SOURCE_LENGTH_MAX}`);
  let bits = 0;
  for (const flag of flags) bits |= FLAGS[flag] ?? 0;
  const pattern = RE2JS.compile(source, bits);
  return (text) => pattern.test(text);
};
