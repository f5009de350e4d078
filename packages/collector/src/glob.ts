import { isRotationOfAny } from "./rotated-name.ts";
import type { DirectoryEntry } from "./transport.ts";

const pathsMax = 10_000;

function hasWildcard(path: string): boolean {
  return /[*?[]/u.test(path);
}

/**
 * A pattern for one segment of a path: `*` any run, `?` one character, `[abc]`, `[a-z]`, `[!a]` one of a set; a name
 * that starts with a dot is matched only by a pattern that does.
 */
export function segmentPattern(segment: string): RegExp {
  let pattern = segment.startsWith(".") ? "" : "(?!\\.)";
  for (let at = 0; at < segment.length; at += 1) {
    const char = segment.charAt(at);
    const end = char === "[" ? segment.indexOf("]", at + 2) : -1;
    if (char === "*") {
      // Runs of stars mean one: several in a row would make the pattern slow.
      if (segment.charAt(at - 1) !== "*") pattern += ".*";
    } else if (char === "?") pattern += ".";
    else if (end > 0) {
      const set = segment.slice(at + 1, end);
      const isNegated = set.startsWith("!") || set.startsWith("^");
      pattern += `[${isNegated ? "^" : ""}${(isNegated ? set.slice(1) : set).replaceAll(/[\\\]^[]/gu, String.raw`\$&`)}]`;
      at = end;
    } else pattern += char.replaceAll(/[.*+?^${}()|[\]\\]/gu, String.raw`\$&`);
  }
  return new RegExp(`^${pattern}$`, "su");
}

/**
 * The regular files that a glob names, sorted, without those that rotation made of another one in the list.
 * A path without wildcards is returned as it is, whether it exists or not. At most 10,000 paths.
 */
export async function expandGlob(
  glob: string,
  entries: (directory: string) => Promise<DirectoryEntry[]>,
): Promise<string[]> {
  if (!hasWildcard(glob)) return [glob];
  const segments = glob.split("/").filter((segment) => segment !== "");
  let directories = [""];
  let isPastWildcard = false;
  for (const [index, segment] of segments.entries()) {
    const isLast = index === segments.length - 1;
    if (!hasWildcard(segment) && !isLast) {
      directories = directories.map((directory) => `${directory}/${segment}`);
      continue;
    }
    const pattern = segmentPattern(segment);
    const found: string[] = [];
    for (const directory of directories) {
      // Below a wildcard a directory may be missing or closed; the first one is what the user named.
      const inside = isPastWildcard
        ? await entries(directory || "/").catch(() => [])
        : await entries(directory || "/");
      const names = inside
        .filter((entry) => entry.kind === (isLast ? "file" : "directory") && pattern.test(entry.name))
        .map((entry) => entry.name);
      const kept = isLast ? names.filter((name) => !isRotationOfAny(name, names)) : names;
      found.push(...kept.map((name) => `${directory}/${name}`));
      if (found.length >= pathsMax) break;
    }
    directories = found.slice(0, pathsMax);
    isPastWildcard = true;
  }
  return directories.toSorted();
}
