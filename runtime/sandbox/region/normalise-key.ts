/** Brings a business key into the form it is stored and searched in. */
export function normaliseKey(value: string, rules: readonly string[]): string {
  let key = value;
  for (const rule of rules) {
    if (rule === 'trim') key = key.trim();
    else if (rule === 'upper') key = key.toUpperCase();
    else if (rule === 'strip-leading-zeros') key = key.replace(/^0+(?=.)/, '');
    else if (rule === 'strip-hash' && key.startsWith('#')) key = key.slice(1);
  }
  return key.slice(0, 200);
}
