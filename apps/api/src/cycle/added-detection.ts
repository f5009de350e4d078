import { type Locate, SigmaRules } from "@deepsec/engine";
import { openGeo, readRules } from "@deepsec/rules";

/** What a person adds to our own detection, by the paths that the settings name. */
export interface DetectionPaths {
  /** Files and folders of rules. */
  readonly rulePaths: readonly string[];
  /** A GeoIP file; null: none. */
  readonly geoFile: string | null;
}

export interface AddedDetection {
  readonly rules: SigmaRules;
  readonly locate: Locate | undefined;
}

export function readAddedDetection({ rulePaths, geoFile }: DetectionPaths): AddedDetection {
  const rules = new SigmaRules(readRules(rulePaths).rules.map(({ rule }) => rule));
  return { rules, locate: geoFile === null ? undefined : openGeo(geoFile) };
}
