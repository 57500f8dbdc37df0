import { getMember, listMergeRequests } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const expectAccessible = async (page: Page): Promise<void> => {
  expect(await axeFaults(page)).toEqual([]);
  const wider = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
  expect(wider).toBeLessThanOrEqual(0);
};

describe.runIf(await findBrowser())('a member who was registered by staff', () => {
  let mailbox: Mailbox;
  let club: TestClub;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    club = await startClub({ SMTP_URL: mailbox.url });
    await makeLegalText(club.api);
  });
  afterAll(async () => {
    await club.close();
    await mailbox.away();
  });

  it('reaches the old points through the mail', async () => {
    const { id, email } = await makeMember(club.api);
    if (!email) throw new Error('no address');
    await makeAwards(club.api, id, [{ points: 240, expiresAt: null }]);
    const page = await club.page(undefined, { width: 320 });
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Passwort vergessen oder noch keines?' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dein Passwort' }).waitFor();
    await page.getByLabel('E-Mail').fill(email);
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Link schicken' }).click();
    await page.getByRole('heading', { name: 'Schau in dein Postfach' }).waitFor();

    const { url } = linkIn(await mailbox.received(email), '/open-account');
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: 'Willkommen, Anna Krause' }).waitFor();
    await expectAccessible(page);
    await page.getByLabel('Wähle ein Passwort').fill('ein kurzer Satz');
    await page.getByRole('button', { name: 'Konto öffnen' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByText('Ohne die Teilnahmebedingungen kannst du nicht Mitglied werden.').waitFor();
    await page.getByLabel('Wähle ein Passwort').fill('ein kurzer Satz');
    await page.getByLabel('Ich akzeptiere die Teilnahmebedingungen').check();
    await page.getByRole('button', { name: 'Konto öffnen' }).click();
    await page.waitForURL('**/club');
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();
    await page.getByRole('main').getByText('240', { exact: true }).first().waitFor();

    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: 'Link schon verwendet' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('main').getByRole('link', { name: 'Anmelden' }).waitFor();
    await page.context().close();
  });

  it('can join again without a hint about the old membership, and asks staff to merge the two', async () => {
    const { id, email } = await makeMember(club.api, { emailConfirmedAt: new Date() });
    if (!email) throw new Error('no address');
    const page = await club.page(undefined, { width: 320 });
    await page.goto('/join');
    await page.getByLabel('Vorname').fill('Anna');
    await page.getByLabel('E-Mail', { exact: true }).fill(email);
    await page.getByLabel('Passwort').fill('ein kurzer Satz');
    await page.getByLabel('Ich akzeptiere die Teilnahmebedingungen').check();
    await page.getByRole('button', { name: 'Mitmachen und Karte holen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();
    await page.goto(linkIn(await mailbox.received(email), '/confirm-email').url);
    await page.getByRole('heading', { level: 1, name: 'Du hast schon eine Mitgliedschaft' }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Zusammenlegen lassen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anfrage gesendet' }).waitFor();
    const apiKey = await makeKey(club.api);
    const { data } = await club.api.client({ apiKey }).call(listMergeRequests);
    expect(data).toMatchObject([{ state: 'open', other: { id } }]);
    await page.context().close();
  });

  it('is invited in the console, and opens the account without JavaScript', async () => {
    const { id, email } = await makeMember(club.api, {
      language: 'cs',
      consents: [{ purpose: 'terms', granted: true }],
    });
    if (!email) throw new Error('no address');
    const manager = await makeStaff(club.api, ['manager']);
    const console = await club.page(manager.cookie, { width: 1440, height: 900, language: 'en' });
    await console.goto(`/console/members/${id}`);
    await console.getByText('No account yet').waitFor();
    await console.getByRole('button', { name: 'Invite to the portal' }).click();
    await console.getByRole('dialog').getByText(email).waitFor();
    await expectAccessible(console);
    await console.getByRole('dialog').getByRole('button', { name: 'Invite to the portal' }).click();
    await console.getByText('Invitation sent').waitFor();

    const page = await club.page(undefined, { javaScript: false, language: 'cs', theme: 'dark' });
    await page.goto(linkIn(await mailbox.received(email), '/open-account').url);
    await page.getByRole('heading', { level: 1, name: 'Účet člena: Anna Krause' }).waitFor();
    await page.getByLabel('Zvolte si heslo').fill('jedna krátká věta');
    // What staff noted is not the member's own acceptance.
    await page.getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Otevřít účet' }).click();
    await page.waitForURL('**/club');
    const key = await makeKey(club.api);
    expect(await club.api.client({ apiKey: key }).call(getMember, { params: { id } })).toMatchObject({
      hasAccount: true,
      emailConfirmed: true,
    });
    await console.reload();
    await console.getByText('Has an account').waitFor();
    await expectAccessible(console);
    await page.context().close();
    await console.context().close();
  });

  it('sees that the link has expired, and the manager sees what an invitation lacks', async () => {
    const { id, email, version } = await makeMember(club.api);
    if (!email) throw new Error('no address');
    const manager = await makeStaff(club.api, ['manager']);
    const page = await club.page(manager.cookie, { language: 'en', theme: 'dark' });
    await page.goto(`/reset-password?email=${encodeURIComponent(email)}`);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByRole('heading', { name: 'Check your e-mail' }).waitFor();
    const { url } = linkIn(await mailbox.received(email), '/open-account');
    await club.api.http
      .patch(`/api/v1/members/${id}`)
      .set('cookie', manager.cookie)
      .set('origin', club.url)
      .set('if-match', `"${version}"`)
      .send({ email: null })
      .expect(200);
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: 'Link expired' }).waitFor();
    await page.getByRole('link', { name: 'Send me a new link' }).waitFor();
    await expectAccessible(page);
    await page.goto(`/console/members/${id}`);
    await page.getByText('Add an e-mail address to send an invitation.').waitFor();
    await expectAccessible(page);
    await page.context().close();
  });
});
