import { getMe, listStaff, requestEmailChange } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { linkIn, Mailbox } from '../support/mailbox.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { startClub, type Look, type TestClub } from '../support/portal.ts';

describe.runIf(await findBrowser())('mail links and the team', () => {
  let mailbox: Mailbox;
  let club: TestClub;

  beforeAll(async () => {
    mailbox = await Mailbox.open();
    club = await startClub({ SMTP_URL: mailbox.url });
  });
  afterAll(async () => {
    await club.close();
    await mailbox.away();
  });

  const desk: Look = { width: 1440, height: 900, language: 'en' };
  const cookieOn = async (page: Page): Promise<string> => {
    const found = (await page.context().cookies()).find(({ name }) => name === 'regulars');
    return `regulars=${found?.value ?? ''}`;
  };

  it('confirm the e-mail of a newcomer by a button, never by opening the link', async () => {
    let page = await club.page();
    await page.goto('/join');
    await page.getByLabel('Vorname').fill('Eva');
    await page.getByLabel('E-Mail', { exact: true }).fill('eva@member.example');
    await page.getByLabel('Passwort').fill('ein kurzer Satz');
    await page.getByRole('button', { name: 'Mitmachen und Karte holen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Eva' }).waitFor();
    const api = club.api.client({ cookie: await cookieOn(page) });
    const isConfirmed = async (): Promise<boolean> => (await api.call(getMe)).member.emailConfirmed;

    const hint = page.getByText('Bestätige deine E-Mail');
    await hint.waitFor();
    const first = await mailbox.received('eva@member.example');
    await page.getByRole('button', { name: 'Erneut senden' }).click();
    await page.getByRole('status').getByText('Wir haben dir einen neuen Link geschickt.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    const { url } = linkIn(await mailbox.received('eva@member.example', 2), '/confirm-email');
    expect(url).not.toBe(linkIn(first, '/confirm-email').url);
    const home = page;
    page = await page.context().newPage();
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: 'E-Mail bestätigen' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    expect(await isConfirmed()).toBe(false);
    await page.getByRole('button', { name: 'E-Mail-Adresse bestätigen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bestätigt' }).waitFor();
    expect(await isConfirmed()).toBe(true);
    await home.bringToFront();
    await hint.waitFor({ state: 'detached' });
    await home.goto('/club/profile');
    expect(await hint.count()).toBe(0);
    await page.goto(url);
    await page.getByRole('heading', { level: 1, name: 'Link schon verwendet' }).waitFor();
    await page.context().close();
  });

  it('ask for a new password if another browser than the joining one confirms', async () => {
    const joined = await club.page();
    await joined.goto('/join');
    await joined.getByLabel('Vorname').fill('Ada');
    await joined.getByLabel('E-Mail', { exact: true }).fill('ada@member.example');
    await joined.getByLabel('Passwort').fill('ein kurzer Satz');
    await joined.getByRole('button', { name: 'Mitmachen und Karte holen' }).click();
    await joined.getByRole('heading', { level: 1, name: 'Ada' }).waitFor();
    const { url } = linkIn(await mailbox.received('ada@member.example'), '/confirm-email');
    const page = await club.page(undefined, { language: 'cs', theme: 'dark', width: 320 });
    await page.goto(url);
    await page.getByLabel('Zvolte si heslo').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Potvrdit e-mailovou adresu' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Zvolte si heslo').fill('jedna nová věta');
    await page.getByRole('button', { name: 'Potvrdit e-mailovou adresu' }).click();
    await page.getByRole('heading', { level: 1, name: 'Potvrzeno' }).waitFor();
    await page.getByRole('main').getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Ada' }).waitFor();
    await joined.goto('/club');
    await joined.waitForURL('**/sign-in**');
    await page.context().close();
    await joined.context().close();
  });

  it('set a forgotten password, also without JavaScript', async () => {
    const { email } = await makeStaff(club.api, ['cashier']);
    const page = await club.page(undefined, { javaScript: false });
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Passwort vergessen oder noch keines?' }).click();
    await page.getByLabel('E-Mail').fill(email);
    await page.getByRole('button', { name: 'Link schicken' }).click();
    await page.getByRole('heading', { name: 'Schau in dein Postfach' }).waitFor();
    await page.goto(linkIn(await mailbox.received(email), '/reset-password').url);
    await page.getByLabel('Neues Passwort').fill('kurz');
    await page.getByRole('button', { name: 'Passwort festlegen' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Neues Passwort').fill('ein neuer Satz');
    await page.getByRole('button', { name: 'Passwort festlegen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Dein Passwort wurde geändert' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Anmelden' }).click();
    await page.getByLabel('E-Mail').fill(email);
    await page.getByLabel('Passwort', { exact: true }).fill('ein neuer Satz');
    await page.getByRole('main').getByRole('button', { name: 'Anmelden' }).click();
    await page.waitForURL('**/till**');
    await page.context().close();
  });

  it('suppress an address, find it again only by typing it, and release it', async () => {
    const admin = await makeStaff(club.api, ['admin']);
    const page = await club.page(admin.cookie, desk);
    await page.goto('/console/settings/permissions');
    await page.getByRole('link', { name: 'Show the suppression list' }).click();
    await page.getByText('No suppressed addresses').waitFor();
    await page.getByRole('button', { name: 'Suppress an address' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail address or phone number').fill('nobody');
    await dialog.getByRole('button', { name: 'Suppress an address' }).click();
    await dialog.getByText('Please enter an e-mail address').waitFor();
    await dialog.getByLabel('E-mail address or phone number').fill('Lea@member.example');
    await dialog.getByLabel('Reason').selectOption('complaint');
    await dialog.getByRole('button', { name: 'Suppress an address' }).click();
    await page.getByRole('row', { name: /complaint.*team/u }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('main').getByLabel('E-mail address or phone number').fill('lea@member.example');
    await page.getByRole('button', { name: 'Check', exact: true }).click();
    await page.getByText(/^This address is suppressed since .*: complaint\.$/u).waitFor();
    await page
      .getByRole('row')
      .getByRole('button', { name: /^Release: complaint/u })
      .click();
    await page.getByLabel('Why').selectOption('mistake');
    await page.getByRole('dialog').getByRole('button', { name: 'Release' }).click();
    await page.getByText('No suppressed addresses').waitFor();
    await page.context().close();
  });

  it('invite a cashier, who chooses a password and opens the till, and end the job', async () => {
    const { name } = await makeLocation(club.api, { name: 'Morgenrot Praha' });
    const admin = await makeStaff(club.api, ['admin']);
    const console = await club.page(admin.cookie, desk);
    await console.goto('/console/staff');
    await console.getByRole('link', { name: 'Invite someone' }).click();
    const sheet = console.getByRole('dialog');
    await sheet.getByLabel('Name').fill('Jan Novák');
    await sheet.getByLabel('E-mail').fill('jan@staff.example');
    await sheet.getByLabel(name).check();
    await sheet.getByRole('button', { name: 'Send the invitation' }).click();
    await console.getByRole('row', { name: /Jan Novák.*Invited/u }).waitFor();
    expect(await axeFaults(console)).toEqual([]);

    const mail = await mailbox.received('jan@staff.example');
    expect(mail.subject).toBe('Invitation to the team of Regulars');
    const page = await club.page(undefined, { language: 'cs', theme: 'dark' });
    await page.goto(linkIn(mail, '/invitation').url);
    await page.getByRole('heading', { level: 1, name: 'Pozvánka do týmu: Jan Novák' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Zvolte si heslo').fill('jedna krátká věta');
    await page.getByRole('button', { name: 'Přijmout pozvánku' }).click();
    await page.waitForURL('**/till**');
    await page.goto(linkIn(mail, '/invitation').url);
    await page.getByRole('heading', { level: 1, name: 'Odkaz už byl použit' }).waitFor();

    await console.goto('/console/staff');
    await console.getByRole('link', { name: 'Jan Novák' }).click();
    await console.getByRole('button', { name: 'Deactivate' }).click();
    await console
      .getByRole('dialog', { name: 'Jan Novák' })
      .last()
      .getByRole('button', { name: 'Deactivate' })
      .click();
    await console.getByRole('row', { name: /Jan Novák.*Deactivated/u }).waitFor();
    await page.goto('/till');
    await page.waitForURL('**/sign-in**');
    const { data } = await club.api.client({ cookie: admin.cookie }).call(listStaff);
    expect(data.find(({ email }) => email === 'jan@staff.example')?.state).toBe('inactive');
    await page.context().close();
    await console.context().close();
  });

  it('change one’s own e-mail', async () => {
    const staff = await makeStaff(club.api, ['cashier']);
    const page = await club.page(staff.cookie, desk);
    await page.goto('/confirm-email');
    await page.getByLabel('New e-mail').fill('new@staff.example');
    await page.getByLabel('Your password').fill('wrong');
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('This is not your password.').waitFor();
    expect(await page.getByLabel('New e-mail').inputValue()).toBe('new@staff.example');
    await page.getByLabel('Your password').fill(staff.password);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await page.getByText('We have sent the link to new@staff.example.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(linkIn(await mailbox.received('new@staff.example'), '/confirm-email/change').url);
    await page.getByRole('button', { name: 'Confirm the new address' }).click();
    await page.getByRole('heading', { level: 1, name: 'Confirmed' }).waitFor();
    expect((await mailbox.received(staff.email)).text).toContain('new@staff.example');
    await page.context().close();
  });

  it('stop a change of the e-mail from the old address', async () => {
    const staff = await makeStaff(club.api, ['cashier']);
    await club.api
      .client({ cookie: staff.cookie })
      .call(requestEmailChange, { body: { email: 'thief@staff.example', password: staff.password } });
    const page = await club.page(undefined, { theme: 'dark', width: 320 });
    await page.goto(linkIn(await mailbox.received(staff.email), '/confirm-email/stop').url);
    await page.getByRole('heading', { level: 1, name: 'Änderung stoppen' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Änderung stoppen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Änderung gestoppt' }).waitFor();
    await page.goto(linkIn(await mailbox.received('thief@staff.example'), '/confirm-email/change').url);
    await page.getByRole('heading', { level: 1, name: 'Link abgelaufen' }).waitFor();
    await page.context().close();
  });
});
