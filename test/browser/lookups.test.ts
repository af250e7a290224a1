import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';
import { until } from '../support/until.ts';

describe.skipIf(isWithoutBrowser())('an analyst whose channel sends units of its own', () => {
  const browser = useBrowser({ permissions: ['clipboard-read', 'clipboard-write'] });

  test('makes a lookup from cells of a spreadsheet', async () => {
    const { page } = browser;
    await browser.open('/lookups');
    await page.getByRole('button', { name: 'New lookup' }).click();
    await page.getByRole('textbox', { name: 'Name' }).first().fill('unit');
    await page.getByRole('textbox', { name: 'Purpose' }).fill('Units of the shop to ours');
    await page.getByRole('textbox', { name: /Rows from a CSV/ }).fill('code\tbase\tfactor\nBX\tEA\t12\nCS\tEA\t24\n');
    await page.getByText('2 rows with code, base, factor').waitFor();
    await page.getByRole('button', { name: 'Create lookup' }).click();
    await page.getByRole('grid', { name: 'Rows of unit' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
  });

  test('edits and pastes rows as in a spreadsheet, sees what is wrong at its row, and saves the next version with a reason', async () => {
    const { page } = browser;
    const grid = page.getByRole('grid', { name: 'Rows of unit' });
    await grid.getByText('12', { exact: true }).click();
    await page.keyboard.type('10');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Unsaved 1' }).waitFor();
    await page.evaluate("navigator.clipboard.writeText('PAL\\tEA\\t480\\r\\n BX \\tPR\\t2\\r\\n')");
    await grid.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+v');
    await page.getByRole('button', { name: '1 problem' }).waitFor();
    expect(await page.getByRole('button', { name: 'Save v2' }).isDisabled()).toBe(true);
    // The selection covers both pasted rows; the second one repeats a key.
    await page.keyboard.press('ArrowDown');
    await page.getByText('Row 1 has the same key.').waitFor();
    await page.getByRole('button', { name: 'Remove row' }).click();
    await page.getByRole('button', { name: 'Save v2' }).click();
    await page.getByText('What will be saved: 1 new, 1 changed').waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('Pallets');
    await page.getByRole('button', { name: 'Save v2 to dev' }).click();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: /^v2 .*1 new, 1 changed.*Pallets/ }).click();
    await page.getByText('PAL', { exact: true }).first().waitFor();
    await expectRows(2, [
      ['BX', 'EA', '10'],
      ['CS', 'EA', '24'],
      ['PAL', 'EA', '480'],
    ]);
  });

  test('tries a key as a flow would ask it', async () => {
    const { page } = browser;
    await page.getByRole('tab', { name: 'Try a key' }).click();
    const key = page.getByRole('textbox', { name: 'code' });
    await key.fill('PAL');
    await page.getByText('Found', { exact: true }).waitFor();
    await key.fill('DZ');
    await page.getByText('unit has no entry for DZ. Add it, or correct the record, and replay.').waitFor();
  });

  test('is told of lines that cannot be imported, and brings an earlier version back', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import CSV' }).click();
    const csv = page.getByRole('textbox', { name: 'CSV' });
    await csv.fill('code,base\nBX,EA\nBX,PR');
    await page.getByText('Line 3 has the key BX, which line 2 has too; keep one of them.').waitFor();
    await csv.fill('code,base\nBX,PR');
    await page.getByText('What it changes: 1 changed, 2 removed').waitFor();
    await page.getByRole('button', { name: 'Import as v3' }).click();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByRole('button', { name: /^v2 / }).click();
    await page.getByRole('button', { name: 'Bring back v2' }).click();
    await page.getByRole('button', { name: /^v4 / }).waitFor();
    await expectRows(4, [
      ['BX', 'EA', '10'],
      ['CS', 'EA', '24'],
      ['PAL', 'EA', '480'],
    ]);
  });

  test('keeps what was not saved when somebody else saves meanwhile, and puts it on top', async () => {
    const { page, server } = browser;
    await page.reload();
    const grid = page.getByRole('grid', { name: 'Rows of unit' });
    await grid.getByText('24', { exact: true }).click();
    await page.keyboard.type('20');
    await page.keyboard.press('Enter');
    const columns = [{ name: 'code', isKey: true }, { name: 'base' }, { name: 'factor' }];
    await server.api.put('/lookups/unit?env=dev', {
      columns,
      rows: [
        ['CS', 'EA', 24],
        ['EA', 'EA', 1],
      ],
      why: 'Singles',
    });
    const take = page.getByRole('button', { name: 'Put my changes on v5' });
    const comeBack = async () => {
      // To the window, where what is some seconds old is read again.
      await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
      return take.isVisible();
    };
    await until('the version of somebody else to be seen', comeBack, (isThere) => isThere);
    await take.click();
    await page.getByRole('button', { name: 'Save v6' }).click();
    await page.getByRole('button', { name: 'Save v6 to dev' }).click();
    await page.getByText('v6', { exact: true }).first().waitFor();
    expect(await server.api.get('/lookups/unit/rows?env=dev')).toMatchObject({
      rows: [
        ['CS', 'EA', '20'],
        ['EA', 'EA', '1'],
      ],
    });
  });

  async function expectRows(version: number, rows: unknown[][]): Promise<void> {
    expect(await browser.server.api.get('/lookups/unit/rows?env=dev')).toMatchObject({ version, rows });
  }
});

describe.skipIf(isWithoutBrowser())('an admin who keeps prices in prod', () => {
  const browser = useBrowser();
  const columns = [
    { name: 'item', isKey: true },
    { name: 'price', type: 'number' },
  ];

  test('sees what a draft changes, and lets it count', async () => {
    const { page, server } = browser;
    await server.api.put('/lookups/price?env=prod', { purpose: 'List prices', columns, rows: [['GLV', 10]], version: 0 });
    await server.api.post('/lookups/price/approve?env=prod', { version: 1 });
    const edited = {
      upsert: [
        { item: 'GLV', price: 12 },
        { item: 'PAL', price: 99 },
      ],
      why: 'December',
    };
    await server.api.patch('/lookups/price/rows?env=prod', edited);
    await page.addInitScript(() => localStorage.setItem('crossdock.environment', 'prod'));
    await browser.open('/lookups');
    await page.getByRole('row', { name: /price.*v1.*draft v2/ }).click();
    await page.getByText(/^Draft v2 by .* waits for approval: 1 new, 1 changed\.$/).waitFor();
    await page.getByText('Flows use v1 until then.').waitFor();
    await page.getByRole('button', { name: 'Look at it' }).click();
    const decision = page.getByRole('form', { name: 'What draft v2 changes: 1 new, 1 changed' });
    await decision.getByText('PAL', { exact: true }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await decision.getByRole('textbox', { name: 'Note' }).fill('Checked');
    await decision.getByRole('button', { name: 'Approve v2 in prod' }).click();
    await page.getByText('waits for approval').waitFor({ state: 'detached' });
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('approved by Mara Lind').waitFor();
  });

  test('does not approve her own draft, and takes it back', async () => {
    const { page } = browser;
    const grid = page.getByRole('grid', { name: 'Rows of price' });
    await grid.getByText('99', { exact: true }).click();
    await page.keyboard.type('98');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Save draft v3' }).click();
    await page.getByText('In prod it waits as a draft until somebody else approves it.').waitFor();
    await page.getByRole('button', { name: 'Save draft v3 for prod' }).click();
    await page.getByRole('button', { name: 'Look at it' }).click();
    await page.getByText('You changed it yourself, so somebody else approves it.').waitFor();
    expect(await page.getByRole('button', { name: /^Approve/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Withdraw the draft' }).click();
    await grid.getByText('99', { exact: true }).waitFor();
  });

  test('gives rows days on which they count, and tries a key on a day', async () => {
    const { page, server } = browser;
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Columns and rules' }).click();
    await page.getByRole('radio', { name: 'By the days in their columns' }).check();
    await page.getByRole('radio', { name: 'Gives a default' }).check();
    await page.getByRole('textbox', { name: 'price', exact: true }).fill('0');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Back to the rows' }).click();
    const grid = page.getByRole('grid', { name: 'Rows of price' });
    await grid.getByText('12', { exact: true }).click();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.type('2026-01-01');
    await page.keyboard.press('Tab');
    await page.keyboard.type('2026-06-30');
    await page.keyboard.press('Enter');
    await page.getByRole('tab', { name: 'Try a key' }).click();
    await page.getByRole('textbox', { name: 'item' }).fill('GLV');
    await page.getByLabel('On the day').fill('2026-06-30');
    await page.getByText('Found', { exact: true }).waitFor();
    await page.getByLabel('On the day').fill('2026-07-01');
    await page.getByText('No row; the default of the table:').waitFor();
    await page.getByRole('button', { name: 'Save draft v4' }).click();
    await page.getByRole('button', { name: 'Save draft v4 for prod' }).click();
    await page.getByText(/^Draft v4 by/).waitFor();
    await server.api.post('/lookups/price/approve?env=prod', { version: 4 });
    expect(await server.api.get('/lookups/price?env=prod')).toMatchObject({
      version: 4,
      effective: { from: 'valid from', to: 'valid to' },
      missing: { kind: 'default', values: { price: 0 } },
    });
  });

  test('reads who changed a row', async () => {
    const { page } = browser;
    await browser.open('/lookups/price');
    const grid = page.getByRole('grid', { name: 'Rows of price' });
    await grid.getByText('GLV', { exact: true }).click();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText('Row GLV', { exact: true }).click();
    const row = page.getByRole('list', { name: 'Row GLV' });
    await row.getByText('December').waitFor();
    expect(await row.getByRole('listitem').count()).toBe(3);
  });
});

describe.skipIf(isWithoutBrowser())('an analyst who needs a contract of the company', () => {
  const browser = useBrowser();

  test('makes it from a sample, and is told what the next version breaks', async () => {
    const { page } = browser;
    await browser.open('/contracts');
    await page.getByRole('button', { name: 'New contract' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('item');
    await page.getByRole('textbox', { name: 'Title' }).fill('Item');
    await page.getByRole('textbox', { name: /Start from/ }).click();
    await page.keyboard.insertText('{"sku":"GLV","uom":"EA","pack":12}');
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByText('A valid schema').waitFor();
    await page.getByRole('button', { name: 'Publish item@1' }).click();
    await page.getByRole('heading', { name: 'Item item@1' }).waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'New version' }).click();
    await page.getByRole('button', { name: 'Remove pack' }).click();
    await page.getByText('pack was removed').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Publish item@2' }).click();
    await page.getByRole('heading', { name: 'Item item@2' }).waitFor();
    const { items } = await browser.server.api.get<{ items: { name: string }[] }>('/contracts');
    expect(items.map(({ name }) => name)).toEqual(['order@1', 'item@2', 'item@1']);
  });

  test('is shown where a schema is wrong', async () => {
    const { page } = browser;
    await browser.open('/contracts/item@2/next');
    await page.getByText('JSON Schema', { exact: true }).click();
    const text = page.getByRole('textbox', { name: 'JSON Schema' });
    await text.click();
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText('{"type":"object","properties":{"sku":{"type":"strin"}}}');
    await page.getByText('properties.sku.type', { exact: true }).waitFor();
    expect(await page.getByRole('button', { name: 'Publish item@3' }).isDisabled()).toBe(true);
  });

  test('keeps its versions compatible: what breaks is named with what to do, and is not published', async () => {
    const { page } = browser;
    await browser.open('/contracts/item@2');
    await page.getByText('Changes', { exact: true }).click();
    await page.getByRole('table', { name: 'What differs between item@1 and item@2' }).getByText('was removed').waitFor();
    await page.getByRole('combobox', { name: 'The next version' }).click();
    await page.getByRole('option', { name: 'stays backward compatible' }).click();
    await page.getByText('so readers can move first').waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'New version' }).click();
    await page.getByRole('checkbox', { name: 'No other fields are allowed' }).click();
    await page.getByText('item stays backward compatible, and this version would not. It cannot be published:').waitFor();
    await page.getByText('Allow other fields: documents of the version before may have some.').waitFor();
    expect(await page.getByRole('button', { name: 'Publish item@3' }).isDisabled()).toBe(true);
    expect(await seriousViolations(page)).toEqual([]);
  });
});
