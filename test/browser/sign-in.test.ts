import { describe, expect, test } from 'vitest';
import { isWithoutBrowser } from '../support/browser.ts';
import { useBrowser } from '../support/browser-session.ts';

const password = 'copper-lantern-ferry-nine';

/** Nobody was here before: each test goes on where the one before ended. */
describe.skipIf(isWithoutBrowser())('signing in', () => {
  const browser = useBrowser({ isSignedIn: false });

  test('the first admin comes by the link, and gets a name and a password', async () => {
    const { page, server } = browser;
    await page.goto(server.signInLink);
    await page.getByRole('heading', { name: 'You run this Crossdock now' }).waitFor();
    await page.getByLabel('Your name').fill('Mara Lind');
    await page.getByLabel('New password').fill(password);
    await page.getByRole('button', { name: 'Save and start' }).click();
    await page.getByRole('heading', { name: 'Flows' }).waitFor();
    await page.getByRole('button', { name: /^Mara Lind/ }).waitFor();
  });

  test('with a password one comes back to the page one asked for, and a wrong one is told as such', async () => {
    const { page } = browser;
    await browser.open('/profile');
    const login = (await page.locator('p:has-text("Login") .mono').textContent()) ?? '';
    await page.getByRole('button', { name: /Mara Lind/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('textbox', { name: 'Login' }).waitFor();
    const done = browser.faults.expectOutage();
    await browser.open('/audit?days=7');
    await page.getByRole('textbox', { name: 'Login' }).fill(login);
    await page.getByLabel('Password', { exact: true }).fill('copper-lantern-ferry-ten');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('Login or password is wrong.').waitFor();
    done();
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('button', { name: 'Period: Last 7 days' }).waitFor();
    expect(page.url()).toContain('/audit?days=7');
  });

  test('who signs out while a page is loading is out without a complaint, or is told when it did not work', async () => {
    const context = await browser.newContext({ name: 'Oda Berg' });
    const other = await context.newPage();
    let answer = () => {};
    const isAnswered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await other.route('**/api/runs?*', async (route) => {
      await isAnswered;
      await route.continue();
    });
    await other.route('**/api/session', (route) => (route.request().method() === 'DELETE' ? route.abort() : route.continue()));
    await browser.open('/runs', other);
    await other.getByRole('button', { name: /^Oda Berg/ }).click();
    const done = browser.faults.expectOutage();
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    answer();
    await other.getByText('You are still signed in.').waitFor();
    done();
    await other.unroute('**/api/session');
    await other.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByRole('textbox', { name: 'Login' }).waitFor();
    expect((await context.request.get(`${browser.server.url}/api/flows`)).status()).toBe(401);
    await context.close();
  });

  test('after too many tries the screen counts down how long nobody is listened to', async () => {
    const context = await browser.newContext({ isSignedIn: false });
    const other = await context.newPage();
    const done = browser.faults.expectOutage();
    const { url } = browser.server;
    const guess = () => context.request.post(`${url}/api/session`, { data: { login: 'somebody', password: 'guess guess guess' } });
    while ((await guess()).status() !== 429);
    await browser.open('/flows', other);
    await other.getByRole('textbox', { name: 'Login' }).fill('somebody');
    await other.getByLabel('Password', { exact: true }).fill('guess guess guess');
    await other.getByRole('button', { name: 'Sign in', exact: true }).click();
    await other.getByText(/Too many tries. The next one counts in \d+ s./).waitFor();
    expect(await other.getByRole('button', { name: 'Sign in', exact: true }).isDisabled()).toBe(true);
    done();
    await context.close();
  });

  test('a link made for somebody who forgot the password lets them choose another, or keep it', async () => {
    const { api, url } = browser.server;
    const { items } = await api.get<{ items: { id: string; name: string }[] }>('/people');
    const mara = items.find(({ name }) => name === 'Mara Lind');
    const { token } = await api.post<{ token: string }>(`/people/${mara?.id}/links`, {});
    const context = await browser.newContext({ isSignedIn: false });
    const other = await context.newPage();
    await other.goto(`${url}/sign-in?token=${token}`);
    await other.getByRole('heading', { name: 'A new password for Mara Lind' }).waitFor();
    await other.getByRole('button', { name: 'Keep my password and sign in' }).click();
    await other.getByRole('heading', { name: 'Flows' }).waitFor();
    await context.close();
  });

  test('one changes the own password with the one before, and is told when that is wrong', async () => {
    const { page } = browser;
    await browser.open('/profile');
    const done = browser.faults.expectOutage();
    await page.getByLabel('Password now').fill('not this one at all');
    await page.getByLabel('New password').fill('seven-otters-cross-the-quay');
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The password was not changed').waitFor();
    done();
    await page.getByLabel('Password now').fill(password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await page.getByText('The password is changed.').waitFor();
  });
});
