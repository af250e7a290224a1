import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('a machine that speaks German formats like any other', async () => {
  const code = `
    import { pinIntl } from ${JSON.stringify(new URL('./pinned-intl.ts', import.meta.url).href)};
    const before = (1234.5).toLocaleString();
    pinIntl(() => 0);
    const list = new Intl.ListFormat().format(['a', 'b', 'c']);
    console.log(JSON.stringify([before, (1234.5).toLocaleString(), (1234.5).toLocaleString('de'), Intl.NumberFormat().format(0.5), new Intl.NumberFormat([]).format(1e4),
      new Date(0).toLocaleDateString(undefined, { timeZone: 'UTC' }), 5n.toLocaleString(), 'i'.toLocaleUpperCase('tr'), 'ä'.localeCompare('z'), list,
      new Intl.DateTimeFormat(undefined, { timeZone: 'UTC' }).format(), new Intl.NumberFormat() instanceof Intl.NumberFormat, Intl.NumberFormat.name,
      new (class extends Intl.NumberFormat {})().constructor === Intl.NumberFormat]));
    try { Intl.PluralRules(); } catch (error) { console.log(error.name); }`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', '--input-type=module', '--eval', code], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' },
  });
  const [values, error] = stdout.trim().split('\n');
  expect(JSON.parse(values ?? '')).toEqual([
    ...['1.234,5', '1,234.5', '1.234,5', '0.5', '10,000', '1/1/1970', '5', 'İ', -1, 'a, b, and c'],
    ...['1/1/1970', true, 'NumberFormat', false],
  ]);
  expect(error).toBe('TypeError');
});
