import { expect, test } from "vitest";
import { findingWords } from "./finding-words.ts";

test.each([
  [
    "more than usual: on web1: 104 in the hour from 09:00, where 3 to 20 are usual (9 earlier days): Failed password",
    [
      "more than usual",
      "on web1: 104 in the hour from 09:00",
      "3 to 20 are usual (9 earlier days): Failed password",
    ],
  ],
  [
    "login at an unusual hour: user chen at 06:00 UTC; none of 23 logins was within an hour of it",
    ["login at an unusual hour", "user chen at 06:00 UTC", "none of 23 logins was within an hour of it"],
  ],
  [
    "login from a new address: user chen from 192.0.2.9, never before in 30 days; 20 logins from 2 addresses before",
    [
      "login from a new address",
      "user chen from 192.0.2.9",
      "never before in 30 days; 20 logins from 2 addresses before",
    ],
  ],
  ["joins at 0.66, nothing else", ["", "joins at 0.66, nothing else", ""]],
])("%s", (reason, [title, what, against]) => {
  expect(findingWords(reason)).toEqual({ title, what, against });
});
