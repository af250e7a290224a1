import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';

const password = 'velvet-harbour-onion-tram';

/** An admin lets an operator in, for test only; each test goes on where the one before ended. */
describe.skipIf(isWithoutBrowser())('an admin', () => {
  const browser = useBrowser();
  let link = '';
  let operator: Page;

  test('invites an operator for test only, and reads it back as a sentence', async () => {
    const { page } = browser;
    await browser.open('/people');
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const panel = page.getByRole('complementary', { name: 'Invite somebody' });
    await panel.getByRole('textbox', { name: 'Name' }).fill('Grace Okafor');
    await panel.getByRole('textbox', { name: 'Login' }).fill('grace');
    await panel.getByRole('checkbox', { name: 'Operator in test' }).check();
    await panel.getByText('Operator in test', { exact: true }).waitFor();
    await panel.getByRole('button', { name: 'Make the invitation' }).click();
    link = (await page.getByRole('complementary', { name: 'A link for Grace Okafor' }).locator('code').textContent()) ?? '';
    expect(link).toContain('/sign-in?token=');
    await page.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('row', { name: /Grace Okafor.*Operator in test.*Invited/ }).waitFor();
  });

  test('is not told of a login that is taken as of a fault, but beside the field', async () => {
    const { page } = browser;
    await browser.open('/people/accounts/new');
    await page.getByRole('textbox', { name: 'Name' }).fill('Another Grace');
    await page.getByRole('textbox', { name: 'Login' }).fill('grace');
    const done = browser.faults.expectOutage();
    await page.getByRole('button', { name: 'Make the invitation' }).click();
    await page
      .getByText(/grace.*(taken|already|another)/i)
      .first()
      .waitFor();
    done();
  });

  test('is the last one, and is told why that account stays as it is', async () => {
    const { page } = browser;
    await browser.open('/people');
    await page.getByRole('row', { name: /Mara Lind/ }).click();
    const panel = page.getByRole('complementary', { name: 'Mara Lind' });
    await panel.getByText('Nobody else may do everything here.').waitFor();
    expect(await panel.getByRole('button', { name: /Disable|Delete|Change roles/ }).count()).toBe(0);
  });

  test('sees the operator accept with a password of their own', async () => {
    const context = await browser.newContext({ isSignedIn: false });
    operator = await context.newPage();
    await operator.goto(link);
    await operator.getByRole('heading', { name: 'Welcome, Grace Okafor' }).waitFor();
    const accept = operator.getByRole('button', { name: 'Set password and sign in' });
    await operator.getByLabel('New password').fill('short');
    await operator.getByText('7 characters more are needed').waitFor();
    expect(await accept.isDisabled()).toBe(true);
    await operator.getByLabel('New password').fill(password);
    await operator.getByText('Strength: Strong').waitFor();
    await accept.click();
    await operator.getByRole('heading', { name: 'Flows' }).waitFor();
  });

  test('has an operator who finds neither people nor a way to edit connections or to touch prod', async () => {
    await operator.getByRole('row', { name: /Shopify order to ERP/ }).waitFor();
    for (const name of ['People', 'Audit']) expect(await operator.getByRole('link', { name, exact: true }).count(), name).toBe(0);
    expect(await operator.getByRole('button', { name: 'New flow' }).count()).toBe(0);
    await browser.open('/connections', operator);
    await operator.getByRole('heading', { name: 'Connections' }).waitFor();
    expect(await operator.getByRole('button', { name: /^New/ }).count()).toBe(0);
    await browser.open('/flows/shopify-order-to-erp', operator);
    await operator.getByText('Only to look at').waitFor();
    expect(await operator.getByRole('button', { name: /Publish|Add step|Deploy/ }).count()).toBe(0);
    await operator.keyboard.press('Control+k');
    await operator.getByRole('combobox').fill('>publish');
    expect(await operator.getByRole('option', { name: /Publish/ }).count()).toBe(0);
    await operator.keyboard.press('Escape');
    await browser.open('/people', operator);
    await operator.getByText('Your roles do not reach this screen.').waitFor();
  });

  test('changes what somebody may do, and it counts at once', async () => {
    const { page } = browser;
    await browser.open('/people');
    await page.getByRole('row', { name: /Grace Okafor/ }).click();
    const panel = page.getByRole('complementary', { name: 'Grace Okafor' });
    await panel.getByRole('button', { name: 'Change roles' }).click();
    await panel.getByRole('checkbox', { name: 'Analyst in dev' }).check();
    await panel.getByRole('button', { name: 'Save roles' }).click();
    await panel.getByRole('button', { name: 'Change roles' }).waitFor();
    await page.getByRole('row', { name: /Operator in test.*Analyst in dev/ }).waitFor();
    await browser.open('/flows', operator);
    await operator.getByRole('button', { name: 'New flow' }).waitFor();
  });

  test('makes a token for a program, which works through the API and is revoked', async () => {
    const { page, server } = browser;
    await browser.open('/people/services/new');
    await page.getByRole('textbox', { name: 'Name' }).fill('Stock export');
    await page.getByRole('textbox', { name: 'Login' }).fill('stock-export');
    await page.getByRole('checkbox', { name: 'Viewer in dev' }).check();
    await page.getByRole('button', { name: 'Make service account' }).click();
    const panel = page.getByRole('complementary', { name: 'Stock export' });
    await panel.getByRole('button', { name: 'New token' }).click();
    await panel.getByRole('textbox', { name: 'What it is for' }).fill('nightly');
    await panel.getByRole('button', { name: 'Make token' }).click();
    await panel.getByText('Copy it now').waitFor();
    const token = (await panel.locator('code').first().textContent()) ?? '';
    const asked = () =>
      fetch(`${server.url}/api/runs?env=dev`, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
    expect(await asked()).toBe(200);
    await panel.getByRole('button', { name: 'Done' }).click();
    await browser.open('/people/tokens');
    await page.getByRole('row', { name: /nightly.*Stock export/ }).click();
    const details = page.getByRole('complementary', { name: 'nightly' });
    await details.getByRole('button', { name: 'Revoke nightly' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke nightly' }).click();
    await details.getByText('Revoked').waitFor();
    expect(await asked()).toBe(401);
  });

  test('ends the session of somebody, who signs in again and is back where they were', async () => {
    const { page } = browser;
    await browser.open('/runs?status=failed', operator);
    await operator.getByRole('button', { name: /Status: Failed/ }).waitFor();
    await browser.open('/people');
    await page.getByRole('row', { name: /Grace Okafor/ }).click();
    await page.getByRole('button', { name: /^End the session of/ }).click();
    await page.getByText('Not signed in anywhere.').waitFor();
    const done = browser.faults.expectOutage();
    await operator.getByRole('link', { name: 'Approvals' }).click();
    await operator.getByText(/you are back where you were/).waitFor();
    done();
    await operator.getByRole('textbox', { name: 'Login' }).fill('grace');
    await operator.getByLabel('Password', { exact: true }).fill(password);
    await operator.getByRole('button', { name: 'Sign in', exact: true }).click();
    await operator.getByRole('heading', { name: 'Approvals' }).waitFor();
    expect(new URL(operator.url()).pathname).toBe('/approvals');
  });

  test('disables somebody, who is told so when they come back', async () => {
    const { page } = browser;
    // Their page, still open, hears of it first.
    const done = browser.faults.expectOutage();
    await browser.open('/people');
    await page.getByRole('row', { name: /Grace Okafor/ }).click();
    await page.getByRole('complementary', { name: 'Grace Okafor' }).getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Disable Grace Okafor' }).click();
    await page.getByRole('row', { name: /Grace Okafor.*Disabled/ }).waitFor();
    await browser.open('/profile');
    await page.getByLabel('New password').fill('seven-otters-cross-the-quay');
    await page.getByRole('button', { name: 'Set password' }).click();
    await page.getByText('The password is changed.').waitFor();
    await browser.open('/runs', operator);
    await operator.getByRole('textbox', { name: 'Login' }).fill('grace');
    await operator.getByLabel('Password', { exact: true }).fill(password);
    await operator.getByRole('button', { name: 'Sign in', exact: true }).click();
    await operator.getByText('This account is disabled.').waitFor();
    done();
  });

  test('finds all of it in the audit, whose chain holds', async () => {
    const { page } = browser;
    await browser.open('/audit');
    for (const [who, what, subject] of [
      ['Mara Lind', 'Made an account', 'grace'],
      ['Grace Okafor', 'Signed in by a one-time link', 'grace'],
      ['Mara Lind', 'Changed what somebody may do', 'grace'],
      ['Mara Lind', 'Made an API token', 'nightly'],
      ['Stock export', 'Used an API token for the first time', 'nightly'],
      ['Mara Lind', 'Revoked an API token', 'nightly'],
      ['Mara Lind', 'Ended 1 session', 'grace'],
      ['Grace Okafor', 'Signed in by password', 'grace'],
      ['Mara Lind', 'Disabled an account', 'grace'],
    ] as const) {
      await page
        .getByRole('row', { name: new RegExp(`${who}.*${what}.*${subject}`) })
        .first()
        .waitFor();
    }
    await page.getByRole('button', { name: 'Verify the chain' }).click();
    await page.getByText(/The chain holds/).waitFor();
  });
});
