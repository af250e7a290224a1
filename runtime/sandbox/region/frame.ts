/** A small header, then bodies that nobody parses on the way. Lengths are UTF-16 code units. */
export type Frame<H> = { readonly header: H; readonly parts: readonly string[] };

/** `<header length>:<part lengths, comma separated>\n<header JSON><parts>` */
export function writeFrame(header: unknown, parts: readonly string[]): string {
  const json = JSON.stringify(header);
  let lengths = '';
  for (let i = 0; i < parts.length; i++) lengths += i === 0 ? (parts[i] as string).length : `,${(parts[i] as string).length}`;
  return `${json.length}:${lengths}\n${json}${parts.length === 1 ? parts[0] : parts.join('')}`;
}

export function readFrame<H>(text: string): Frame<H> {
  const colon = text.indexOf(':');
  const end = text.indexOf('\n', colon);
  let at = end + 1;
  const headerLength = Number(text.slice(0, colon));
  const header = JSON.parse(text.slice(at, at + headerLength)) as H;
  at += headerLength;
  const parts: string[] = [];
  if (end > colon + 1) {
    for (const length of text.slice(colon + 1, end).split(',')) {
      parts.push(text.slice(at, at + Number(length)));
      at += Number(length);
    }
  }
  return { header, parts };
}
