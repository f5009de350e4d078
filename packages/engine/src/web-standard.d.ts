// The web standard (encoding.spec.whatwg.org) as far as the engine uses it; types of the whole DOM or of Node would let
// in what a pure engine must not touch.
declare class TextEncoder {
  encode(input?: string): Uint8Array;
}
declare class TextDecoder {
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}
