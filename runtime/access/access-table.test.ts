import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { accessTable } from './access-table.ts';

const page = fileURLToPath(new URL('../../docs/access.md', import.meta.url));

/** Without what lines columns up. */
const plain = (text: string) => text.replaceAll(/-{3,}/g, '---').replaceAll(/ +/g, ' ');

test('the page about access shows the table of permissions as it is', () => {
  expect(plain(readFileSync(page, 'utf8'))).toContain(plain(`<!-- table -->\n\n${accessTable()}\n\n<!-- end of table -->`));
});
