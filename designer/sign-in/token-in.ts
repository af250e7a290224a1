/** The one-time token in what was pasted: the whole link, or the token by itself. */
export function tokenIn(pasted: string): string {
  const text = pasted.trim();
  return /[?&]token=([^&#\s]+)/.exec(text)?.[1] ?? (/^[\w.~-]+$/.test(text) ? text : '');
}
