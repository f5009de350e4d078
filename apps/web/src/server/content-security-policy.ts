/**
 * The policy of one page. Log text is an attacker's text: should some of it ever get out of its text node, no script of its runs,
 * no request of its leaves, no frame holds it.
 *
 * Trusted Types are not asked for: Turbopack sets the address of its chunks as plain text, and no page but the first would load.
 *
 * @param nonce - made anew for each answer; only scripts and styles that carry it count.
 * @param isDevelopment - Next's development server needs eval, inline styles and a web socket.
 */
export function contentSecurityPolicy(nonce: string, isDevelopment: boolean): string {
  const directives = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    isDevelopment ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ];
  return directives.join("; ");
}
