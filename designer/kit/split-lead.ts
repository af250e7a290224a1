/** Cuts a message into its first sentence and the rest. A full stop inside a number, name or abbreviation ends nothing. */
export function splitLead(message: string): { lead: string; rest: string } {
  const end = /[.!?](?=\s+[A-Z0-9"“])/g;
  for (let match = end.exec(message); match; match = end.exec(message)) {
    const before = message.slice(0, match.index);
    if (/(^|\s)([A-Z]|Nr|No|St|Mr|Ms|Dr|Inc|Ltd|e\.g|i\.e|approx)$/.test(before)) continue;
    return { lead: message.slice(0, match.index + 1), rest: message.slice(match.index + 1).trim() };
  }
  return { lead: message, rest: '' };
}
