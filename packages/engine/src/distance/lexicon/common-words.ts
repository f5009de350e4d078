/** Words that say little of what a line is about: they link sentences or name what nearly every line has. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  (
    "a an the of to in on at by for from with and or as is are was were be been has have had this that it its his her their there here which who whom " +
    "into onto over under out off up via per than then so if when while after before during until not no nor only also but do does did will would can could should may might must " +
    "user users host hosts port ports client clients server servers address name id ids number type value values data info information message msg time times date " +
    "size bytes byte kb mb gb ms sec secs second seconds minute minutes total count code status state level error warning warn notice debug " +
    "other all any some each more most such same own my your our you we they he she i me us am pm com org net local internal example root uid gid pid"
  ).split(" "),
);
