import { inviteStaff, listLocations } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ClubSettings } from '../../apps/api/src/features/club/index.ts';
import { SetupLink } from '../../apps/api/src/features/setup/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { layoutFaultsInSizes } from '../support/layout.ts';
import { Mailbox } from '../support/mailbox.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { NameServer } from '../support/name-server.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';
import { TillPage } from '../support/till-page.ts';

const longName = 'Kaffeerösterei und Buchhandlung Morgenröte am Gendarmenmarkt';

describe.runIf(await findBrowser())('pages of the set-up and of links in mails', () => {
  let mailbox: Mailbox;
  let names: NameServer;
  let club: TestClub;
  let admin: string;
  let faultsOfTheLink: string[];

  beforeAll(async () => {
    [mailbox, names] = await Promise.all([Mailbox.open(), NameServer.open()]);
    club = await startClub({
      SMTP_URL: mailbox.url,
      MAIL_FROM: 'hallo@morgenrot.example',
      DNS_SERVERS: names.address,
    });
    faultsOfTheLink = await stepsOfTheLink();
    ({ cookie: admin } = await makeStaff(club.api, ['admin']));
    await makeLocation(club.api, { name: longName, code: 'long' });
  });
  afterAll(async () => {
    await club.close();
    await mailbox.away();
    await names.close();
  });

  const faultsAt = async (page: Page, paths: readonly string[]): Promise<string[]> => {
    const found: string[] = [];
    for (const path of paths) {
      await page.goto(path);
      // A page that leads elsewhere would be looked at twice.
      expect(new URL(page.url()).pathname).toBe(path);
      found.push(...(await layoutFaultsInSizes(page, path)));
    }
    return found;
  };

  /** What is broken on the steps of the link, which ends once there is an admin. */
  const stepsOfTheLink = async (): Promise<string[]> => {
    const token = await club.api.app.get(SetupLink).issue();
    const page = await club.page();
    await page.goto(`/set-up?token=${token}`);
    const found = await layoutFaultsInSizes(page, '/set-up/club');
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByLabel('Name des Clubs').fill(longName);
    await page.getByRole('main').getByRole('button', { name: 'Weiter' }).click();
    await page.waitForURL('**/set-up/admin');
    found.push(...(await layoutFaultsInSizes(page, '/set-up/admin')));
    await page.context().close();
    return found;
  };

  it('hold in every size, from the first step to the last', async () => {
    expect(faultsOfTheLink).toEqual([]);
    const signedIn = await club.page(admin);
    const steps = ['locations', 'rule', 'points', 'tiers', 'team', 'legal', 'done'];
    const paths = steps.map((step) => `/set-up/${step}`);
    expect(await faultsAt(signedIn, [...paths, '/console/locations/long/poster'])).toEqual([]);
    await signedIn.context().close();
  });

  it('propose the usual tax rates, by the currency', async () => {
    const page = await club.page(admin, { width: 1440, height: 900 });
    await page.goto('/set-up/locations');
    const rates = page.getByLabel('Steuersätze für eingetippte Beträge');
    expect(await rates.inputValue()).toBe('20; 10; 13');
    await page.getByText('Vorausgefüllt mit den üblichen Sätzen (Österreich)').waitFor();
    await page.getByLabel('Währung').fill('czk');
    await expect.poll(() => rates.inputValue()).toBe('21; 12');
    await rates.fill('21');
    await page.getByLabel('Name').fill('Praha');
    await page.getByRole('button', { name: 'Standort hinzufügen' }).click();
    await page.getByRole('listitem').filter({ hasText: 'Praha' }).waitFor();
    const { data } = await club.api.client().call(listLocations);
    expect(data.find(({ name }) => name === 'Praha')).toMatchObject({
      currency: 'CZK',
      taxRates: [21],
    });

    await page.goto('/console/settings');
    await page.getByRole('radio', { name: 'Nettopreise' }).check();
    await page.locator('form[action="?/points"]').getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Eingetippte Beträge bringen zu viele Punkte').waitFor();
    await page.getByRole('link', { name: 'Steuersätze festlegen' }).click();
    await page.waitForURL('**/console/locations');
    const told = page.getByText(`zählt dort der Preis mit Steuer: ${longName}`);
    await told.waitFor();
    await page.getByRole('main').getByRole('link', { name: longName }).click();
    await page.getByRole('button', { name: 'Übliche Sätze übernehmen: 20; 10; 13' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Speichern' }).click();
    await told.waitFor({ state: 'detached' });
    await page.context().close();
  });

  it('hold behind the links of mails', async () => {
    const invited = `${'kassiererin.'.repeat(3)}theodora@morgenrot.example`;
    await club.api.client({ cookie: admin }).call(inviteStaff, {
      body: { email: invited, displayName: 'Maximiliane-Theodora', role: 'cashier', language: 'de' },
    });
    const { id, email } = await makeMember(club.api, { firstName: 'Maximiliane-Theodora' });
    await send(club.api, 'post', `/members/${id}/account-invitations`, { cookie: admin });
    const joining = 'eva@member.example';
    await send(club.api, 'post', '/registrations', {
      body: {
        email: joining,
        password: 'ein kurzer Satz',
        firstName: 'Eva',
        language: 'de',
        consents: [{ purpose: 'terms', granted: true }],
      },
    });
    const page = await club.page();
    expect(
      await faultsAt(page, [
        `/invitation/${await mailbox.link(invited, '/invitation')}`,
        `/open-account/${await mailbox.link(email ?? '', '/open-account')}`,
        `/confirm-email/${await mailbox.link(joining, '/confirm-email')}`,
        '/invitation/gone-gone-gone-gone-gone-gone-gone-gone-gone-',
        '/set-up',
      ]),
    ).toEqual([]);
    await page.context().close();
  });

  it('send a test mail and check the domain of the sender', async () => {
    const staff = await makeStaff(club.api, ['manager']);
    const page = await club.page(staff.cookie);
    await page.goto('/console/settings/mail');
    await page.getByText(`Handys können ${club.url} nicht öffnen`).waitFor();
    await untilHydrated(page);
    await page.getByRole('button', { name: 'Test-E-Mail senden' }).click();
    await page.getByRole('status').getByText('Der Mailserver hat die E-Mail angenommen').waitFor();
    expect((await mailbox.received(staff.email)).subject).toBe(`Test e-mail from ${longName}`);
    mailbox.refused.add(staff.email);
    await page.getByRole('button', { name: 'Noch eine senden' }).click();
    await page.getByRole('status').getByText('Der Mailserver lehnt den Empfänger ab').waitFor();
    await page.getByText('Seine Antwort: 550 No such mailbox').waitFor();

    names.zone = {
      'morgenrot.example': {
        mx: [[10, 'mx.morgenrot.example']],
        txt: ['v=spf1 include:_spf.morgenrot.example -all'],
      },
      'morgenrot-bestellungen._domainkey.morgenrot.example': { txt: ['v=DKIM1; p=MIIB'] },
    };
    await page.getByRole('button', { name: 'Domain prüfen' }).click();
    await page.getByRole('heading', { name: 'Ergebnis für morgenrot.example' }).waitFor();
    const findings = page.getByRole('listitem').filter({ hasText: /^(?:MX|SPF|DMARC|DKIM)/u });
    expect(await findings.count()).toBe(4);
    await findings.filter({ hasText: 'DMARC' }).getByText('Bitte beheben').waitFor();
    await findings
      .filter({ hasText: 'SPF' })
      .getByText('v=spf1 include:_spf.morgenrot.example -all')
      .waitFor();
    expect(await layoutFaultsInSizes(page, '/console/settings/mail')).toEqual([]);
    expect(await axeFaults(page)).toEqual([]);

    names.silent = true;
    await page.getByRole('button', { name: 'Noch einmal prüfen' }).click();
    await page.getByRole('status').getByText('Kein Nameserver antwortet').waitFor();
    await page.context().close();
  });

  it('says at the till that typed amounts have no tax rate', async () => {
    const { points } = await club.api.app.get(ClubSettings).current();
    await changeClub(club.api, { points: { ...points, base: 'net' } });
    await makeLocation(club.api, { code: 'unrated', name: 'Ohne Satz' });
    const { cookie } = await makeStaff(club.api, ['cashier']);
    const till = await TillPage.open(club, { cookie, location: 'unrated' });
    await till.button('Without card').click();
    const { page } = till;
    await page.getByText('No tax rate is set here').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });
});
