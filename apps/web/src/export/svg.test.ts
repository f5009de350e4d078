import { expect, test } from "vitest";
import { svgFile, svgText } from "./svg.ts";

test("log text is text in a picture too", () => {
  expect(svgText(`</text><script>"a"&'b'</script>\u0000\u001b`)).toBe(
    `&lt;/text&gt;&lt;script&gt;&quot;a&quot;&amp;'b'&lt;/script&gt;\ufffd\ufffd`,
  );
});

test("a file has whole pixels", () => {
  expect(svgFile(10.2, 5, "#fff", ["<g/>"])).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" width="11" height="5" viewBox="0 0 11 5">\n' +
      '<rect width="11" height="5" fill="#fff"/>\n<g/>\n</svg>\n',
  );
});
