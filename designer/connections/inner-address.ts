/** Whether an address, as far as it can be told from its writing, lies in an inner network or on the server's machine. The server decides; this only offers what it will ask for. */
export function isInnerAddress(address: string): boolean {
  let host: string;
  try {
    host = new URL(address).hostname.replace(/^\[|\]$/g, '').toLowerCase();
  } catch {
    return false;
  }
  return /^localhost$|\.localhost$|^127\.|^10\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^::1$|^f[cd][0-9a-f]{2}:/.test(host);
}
