import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { signOut } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { rowsOf } from '../support/rows.ts';

/** How many lines the first word of the club's name takes. */
const linesOfFirstWord = `(() => {
  const [text] = document.querySelector('header a[href="/"] span:last-child').childNodes;
  const word = document.createRange();
  word.setStart(text, 0);
  word.setEnd(text, text.data.indexOf(' '));
  return word.getClientRects().length;
})()`;

describe.runIf(await findBrowser())('missing pages', { timeout: 120_000 }, () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
    await changeClub(club.api, { name: 'Morgenrot Kaffeegenossenschaftsladen' });
  });
  afterAll(() => club.close());

  const clubName = async (): Promise<string> =>
    ((await (await fetch(`${club.url}/api/v1/club`)).json()) as { name: string }).name;

  const expectClubsLook = async (page: Page, heading: string): Promise<void> => {
    await page.getByRole('heading', { name: heading }).waitFor();
    const name = await clubName();
    await page.locator('header, aside').getByText(name).filter({ visible: true }).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
  };

  /** `PICTURES=<folder>` keeps what the test saw. */
  const picture = async (page: Page, name: string): Promise<void> => {
    const folder = process.env['PICTURES'];
    if (folder) await page.screenshot({ path: `${folder}/${name}.png` });
  };

  it.each(['de', 'en', 'cs'] as const)(
    'the header at 320 px breaks no word of the club’s name, and a long word does not overflow (%s)',
    async (language) => {
      const page = await club.page(undefined, { width: 320, language });
      await page.goto('/nowhere');
      const mark = page.locator('header a[href="/"]');
      await mark.waitFor();
      await page.evaluate('document.fonts.ready');
      expect(await page.evaluate<number>(linesOfFirstWord)).toBe(1);
      const name = await mark.boundingBox();
      const next = await page.locator('header').getByRole('link').last().boundingBox();
      expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThanOrEqual(next?.x ?? 0);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
      await picture(page, `name-320-${language}`);
      await page.context().close();
    },
  );

  const signedOut = {
    de: { heading: 'Bitte melde dich an', signIn: 'Anmelden', save: 'Speichern' },
    en: { heading: 'Please sign in', signIn: 'Sign in', save: 'Save' },
    cs: { heading: 'Přihlaste se, prosím', signIn: 'Přihlásit se', save: 'Uložit' },
  };

  it.each([
    { language: 'de', theme: 'dark', width: 390 },
    { language: 'en', theme: 'light', width: 1440 },
    { language: 'cs', theme: 'light', width: 390 },
  ] as const)(
    'a form sent after the session ended keeps its input until the next sign-in ($language)',
    async (look) => {
      const { cookie, email, password, member } = await makeSignedInMember(club.api);
      const { heading, signIn } = signedOut[look.language];
      const page = await club.page(cookie, look);
      const listening = page.waitForResponse(/\/api\/v1\/me\/events$/u);
      await page.goto('/club/profile');
      await listening;
      const form = page.locator('form:has([name="firstName"])');
      await form.locator('[name="firstName"]').fill('Florentina');
      const noticed = page.waitForResponse(/\/sessions\/current$/u);
      await club.api.client({ cookie }).call(signOut);
      // The page hears that its session ended, and keeps the input.
      expect((await noticed).status()).toBe(401);
      await form.locator('[type="submit"]').click();
      const dialog = page.getByRole('dialog', { name: heading });
      await dialog.waitFor();
      expect(await axeFaults(page)).toEqual([]);
      await picture(page, `401-form-${look.language}`);

      const opened = page.context().waitForEvent('page');
      await dialog.getByRole('link', { name: signIn, exact: true }).click();
      const other = await opened;
      await other.waitForURL(/\/sign-in\?continue=%2Fclub%2Fprofile$/);
      await other.locator('html[data-alive]').waitFor({ state: 'attached' });
      await other.locator('[name="email"]').fill(email);
      await other.locator('[name="password"]').fill(password);
      await other.getByRole('main').getByRole('button', { name: signIn, exact: true }).click();
      await other.waitForURL(/\/club\/profile$/);

      await form.locator('[type="submit"]').click();
      const nameOf = () => rowsOf(club.api, 'select first_name from members where id = $1', [member.id]);
      await expect.poll(nameOf).toEqual([{ first_name: 'Florentina' }]);
      // Chromium may never close a context that opened a window by a link. It goes with the browser.
    },
  );

  it('a console form sent after the session ended keeps its input', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const page = await club.page(manager.cookie, { width: 1440, language: 'en' });
    await page.goto('/console/rewards/new');
    const name = page.locator('[name="name_en"]');
    await name.fill('A cup of coffee');
    await club.api.client({ cookie: manager.cookie }).call(signOut);
    await page.locator('main form [type="submit"]').first().click();
    await page.getByRole('dialog', { name: 'Please sign in' }).waitFor();
    expect(await name.inputValue()).toBe('A cup of coffee');
    await page.context().close();
  });

  it.each(['de', 'en', 'cs'] as const)(
    'without scripts, such a form ends on a 401 page that leads back (%s)',
    async (language) => {
      const { cookie } = await makeSignedInMember(club.api);
      const { heading, signIn } = signedOut[language];
      const page = await club.page(cookie, { language, theme: 'dark', javaScript: false });
      await page.goto('/club/profile');
      await club.api.client({ cookie }).call(signOut);
      const replied = page.waitForResponse((response) => response.request().method() === 'POST');
      await page.locator('form:has([name="firstName"]) [type="submit"]').click();
      expect((await replied).status()).toBe(401);
      await page.getByRole('heading', { name: heading }).waitFor();
      await page
        .locator('header')
        .getByText(await clubName())
        .first()
        .waitFor();
      await picture(page, `401-${language}`);
      await page.locator('main').getByRole('link', { name: signIn, exact: true }).click();
      await page.waitForURL(/\/sign-in\?continue=%2Fclub%2Fprofile$/);
      await page.context().close();
    },
  );

  it.each([
    ['de', 'Etwas ist schiefgegangen', 390, 'dark'],
    ['en', 'Something went wrong', 1440, 'light'],
    ['cs', 'Něco se nepovedlo', 390, 'light'],
  ] as const)('an internal error has the look of the club (%s)', async (...at) => {
    const [language, heading, width, theme] = at;
    const manager = await makeStaff(club.api, ['manager']);
    const page = await club.page(manager.cookie, { width, language, theme });
    await rowsOf(club.api, 'alter table rewards rename to lost_rewards');
    const reply = await page.goto('/console/rewards');
    await rowsOf(club.api, 'alter table lost_rewards rename to rewards');
    expect(reply?.status()).toBe(500);
    await expectClubsLook(page, heading);
    await picture(page, `500-${language}`);
    await page.context().close();
  });

  it.each([
    ['de', 'Du bist offline', 390, 'dark'],
    ['en', 'You are offline', 1440, 'light'],
    ['cs', 'Jste offline', 390, 'light'],
  ] as const)('the offline page has the language, the theme and the look of the club (%s)', async (...at) => {
    const [language, heading, width, theme] = at;
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie, { language, width, theme, installed: true });
    await page.goto('/club');
    const kept = "caches.open('shell').then((shell) => shell.match('/offline')).then(Boolean)";
    await expect.poll(() => page.evaluate<boolean>(kept), { timeout: 15_000 }).toBe(true);
    // The worker keeps the page before it answers requests.
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.context().setOffline(true);
    await page.goto('/club/activity');
    expect(await page.locator('html').getAttribute('class')).toBe(theme);
    await picture(page, `offline-${language}`);
    await expectClubsLook(page, heading);
    await page.context().close();
  });
});

/** A limit that a person meets within a test. */
const few = { CALLS_PER_MINUTE: '120' };

describe.runIf(await findBrowser())('a pause that the API asks for', { timeout: 60_000 }, () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub(few);
  });
  afterAll(() => club.close());

  /** Uses up the calls of an account. The next minute is some seconds away then. */
  const useUp = async (cookie: string): Promise<void> => {
    for (;;) {
      const { status, headers } = await fetch(`${club.url}/api/v1/sessions/current`, { headers: { cookie } });
      if (status === 429 && Number(headers.get('retry-after')) > 5) return;
    }
  };

  it.each([
    ['de', 'Einen Moment, bitte', /Bitte warte noch \d+ Sekunden?\./u, 'dark'],
    ['en', 'One moment, please', /Please wait \d+ seconds?\./u, 'light'],
    ['cs', 'Chvilku strpení, prosím', /doba čekání: \d+ sekund[ay]?\./u, 'light'],
  ] as const)('has the status 429 and says how long it is (%s)', async (language, heading, text, theme) => {
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie, { language, theme });
    await useUp(cookie);
    const reply = await page.goto('/club');
    expect(reply?.status()).toBe(429);
    expect(Number(reply?.headers()['retry-after'])).toBeGreaterThan(0);
    await page.getByRole('heading', { name: heading }).waitFor();
    await page.getByText(text).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    // Nobody has to sign in again for it.
    expect(reply?.headers()).not.toHaveProperty('set-cookie');
    expect((await page.context().cookies()).map(({ name }) => name)).toContain(cookie.split('=')[0]);
    await page.context().close();
  });

  it('shows on the next page too, and does not lead to the sign-in', async () => {
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie);
    await page.goto('/club');
    await useUp(cookie);
    await page.getByRole('link', { name: 'Prämien' }).first().click();
    await page.getByRole('heading', { name: 'Einen Moment, bitte' }).waitFor();
    await page.getByText(/Bitte warte noch \d+ Sekunden?\./u).waitFor();
    expect(new URL(page.url()).pathname).toBe('/club/rewards');
    await page.context().close();
  });

  it('keeps what was typed in a form, and changes nothing', async () => {
    const { cookie, member } = await makeSignedInMember(club.api, { firstName: 'Flora' });
    const page = await club.page(cookie);
    await page.goto('/club/profile');
    const form = page.locator('form:has([name="firstName"])');
    await form.locator('[name="firstName"]').fill('Florentina');
    await useUp(cookie);
    const replied = page.waitForResponse((response) => response.request().method() === 'POST');
    await form.locator('[type="submit"]').click();
    const reply = await replied;
    expect(reply.status()).toBe(429);
    expect(Number(reply.headers()['retry-after'])).toBeGreaterThan(0);
    await page.getByText(/Bitte warte noch \d+ Sekunden?\./u).waitFor();
    expect(await form.locator('[name="firstName"]').inputValue()).toBe('Florentina');
    const nameOf = () => rowsOf(club.api, 'select first_name from members where id = $1', [member.id]);
    expect(await nameOf()).toEqual([{ first_name: 'Flora' }]);
    await page.context().close();
  });

  it('is not a fault of the portal if no page expects it', async () => {
    const { cookie } = await makeSignedInMember(club.api);
    await useUp(cookie);
    const headers = { cookie, origin: club.url, accept: 'text/html' };
    const reply = await fetch(`${club.url}/sign-out`, { method: 'POST', headers, redirect: 'manual' });
    expect(reply.status).toBe(429);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  /** What a visitor at this address of the machine gets. */
  const ask = async (localAddress: string, path: string, cookie = ''): Promise<IncomingMessage> => {
    const sent = get(`${club.url}${path}`, { localAddress, headers: { cookie } });
    const [reply] = (await once(sent, 'response')) as [IncomingMessage];
    reply.resume();
    return reply;
  };

  it('is asked of one visitor, not of all who come by the portal', async () => {
    const [busy, other] = ['127.0.0.2', '127.0.0.3'];
    const isPaused = async (): Promise<boolean> => {
      const { statusCode, headers } = await ask(busy, '/api/v1/club');
      return statusCode === 429 && Number(headers['retry-after']) > 5;
    };
    while (!(await isPaused()));
    // The page asks the API for the text.
    expect((await ask(busy, '/legal/terms')).statusCode).toBe(429);
    expect((await ask(other, '/legal/terms')).statusCode).toBe(404);
    // Members share the address of a shop, not its limit.
    const { cookie } = await makeSignedInMember(club.api);
    expect((await ask(busy, '/club', cookie)).statusCode).toBe(200);
  });
});
