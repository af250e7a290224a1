import { describe, expect, test } from 'vitest';
import { seriousViolations } from '../support/axe.ts';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';

describe.skipIf(isWithoutBrowser())('a value that differs between environments', () => {
  const browser = useBrowser();
  const save = () => browser.page.getByRole('button', { name: 'Save', exact: true });
  const value = () => browser.page.getByRole('textbox', { name: 'Value', exact: true });

  test('is made with a type, told while it is wrong, and stands beside those of the other environments', async () => {
    const { page } = browser;
    await browser.server.api.put('/variables/prod/holdFor', {
      type: 'duration',
      value: 7200,
      purpose: 'How long an order waits for stock',
    });
    await browser.open('/variables');
    await page.getByRole('row', { name: /holdFor.*2 h/ }).waitFor();
    await page.getByRole('button', { name: 'New variable' }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('hold for');
    await page.getByText('Begin with a letter; then letters, digits and underscores.').waitFor();
    await page.getByRole('textbox', { name: 'Name' }).fill('holdFor');
    await page.getByRole('combobox', { name: 'Type' }).click();
    await page.getByRole('option', { name: 'Duration' }).click();
    await value().fill('soon');
    await page.getByText('Write a duration such as 15 min or 2 h.').waitFor();
    await value().fill('90 min');
    await page.getByRole('textbox', { name: 'Why' }).fill('Peak season');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create variable' }).click();
    await page.getByRole('row', { name: /holdFor.*1 h 30 min/ }).waitFor();
    expect((await browser.server.api.get<{ items: object[] }>('/variables?env=dev')).items).toMatchObject([
      { name: 'holdFor', type: 'duration', value: 5400, why: 'Peak season' },
    ]);
  });

  test('takes the value of another environment, and loses nothing when somebody else was quicker', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Use the value of prod' }).click();
    expect(await value().inputValue()).toBe('2 h');
    await browser.server.api.put('/variables/dev/holdFor', { type: 'duration', value: 60 });
    const done = browser.faults.expectOutage();
    await save().click();
    await page.getByText('changed it meanwhile').waitFor();
    done();
    expect(await value().inputValue()).toBe('2 h');
    await page.getByRole('button', { name: 'Show what stands now' }).click();
    await page.getByRole('row', { name: /holdFor.*1 min/ }).waitFor();
  });

  test('goes with its name typed where it is prod', async () => {
    const { page } = browser;
    await page.getByRole('button', { name: 'Environment dev, switch' }).click();
    await page.getByRole('menuitem', { name: /prod/ }).click();
    await page.getByRole('row', { name: /holdFor/ }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    const remove = page.getByRole('button', { name: 'Delete holdFor' });
    expect(await remove.isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Type holdFor to delete it in prod' }).fill('holdFor');
    await remove.click();
    await page.getByRole('row', { name: /holdFor.*not set/ }).waitFor();
  });
});
