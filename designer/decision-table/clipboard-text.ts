/** Cells as spreadsheets exchange them: tabs between cells, one line for each row, quotes around cells with tabs, line breaks or quotes. */
export function writeTsv(block: readonly (readonly string[])[]): string {
  return block.map((line) => line.map((text) => quotedIf(text, /["\t\r\n]/)).join('\t')).join('\r\n');
}

/** What a spreadsheet put on the clipboard, or any text: one cell. */
export function readTsv(text: string): string[][] {
  return readSeparated(text, '\t');
}

/** RFC 4180. A cell that a spreadsheet would take for a formula of its own gets an apostrophe before it. */
export function writeCsv(block: readonly (readonly string[])[]): string {
  return block.map((line) => `${line.map((text) => quotedIf(harmless(text), /[",\r\n]/)).join(',')}\r\n`).join('');
}

/** A file of separated values, with the separator that its first lines agree on. */
export function readCsv(given: string): { readonly lines: string[][]; readonly separator: string } {
  const text = given.replace(/^\uFEFF/, '');
  const separator = separatorOf(text);
  const lines = readSeparated(text, separator).map((line) => line.map((cell) => cell.replace(/^'(?=[=+@])/, '')));
  return { lines: lines.filter((line) => line.some((cell) => cell.trim() !== '')), separator };
}

const separators = ['\t', ',', ';', '|'] as const;

/** The one that cuts the first lines into the most, and equally many, cells. */
function separatorOf(text: string): string {
  const begin = text.slice(0, 20_000);
  let best = { separator: ',' as string, score: 0 };
  for (const separator of separators) {
    const widths = readSeparated(begin, separator)
      .slice(0, 20)
      .filter((line) => line.length > 1 || line[0] !== '')
      .map((line) => line.length);
    const [first = 0] = widths;
    const agreeing = widths.filter((width) => width === first).length;
    const score = first > 1 ? agreeing / widths.length + Math.min(first, 50) / 1000 : 0;
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

function readSeparated(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  let i = 0;
  const endCell = () => {
    row.push(cell);
    cell = '';
  };
  while (i < text.length) {
    const sign = text.charAt(i);
    if (isQuoted) {
      if (sign === '"' && text.charAt(i + 1) === '"') {
        cell += '"';
        i += 2;
        continue;
      }
      if (sign === '"') isQuoted = false;
      else cell += sign;
      i += 1;
      continue;
    }
    if (sign === '"' && cell === '' && closes(text, i, separator)) isQuoted = true;
    else if (sign === separator) endCell();
    else if (sign === '\n' || sign === '\r') {
      endCell();
      rows.push(row);
      row = [];
      if (sign === '\r' && text.charAt(i + 1) === '\n') i += 1;
    } else cell += sign;
    i += 1;
  }
  if (cell !== '' || row.length > 0) {
    endCell();
    rows.push(row);
  }
  return rows.length === 0 ? [['']] : rows;
}

/** Whether the quote at this place is closed before a separator or a line end; else it is part of the text: `"A", "B"` typed as one cell. */
function closes(text: string, at: number, separator: string): boolean {
  for (let i = at + 1; i < text.length; i++) {
    if (text.charAt(i) !== '"') continue;
    if (text.charAt(i + 1) === '"') {
      i += 1;
      continue;
    }
    const next = text.charAt(i + 1);
    return next === '' || next === separator || next === '\n' || next === '\r';
  }
  return false;
}

function quotedIf(text: string, signs: RegExp): string {
  return signs.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function harmless(text: string): string {
  return /^[=+@]/.test(text) ? `'${text}` : text;
}
