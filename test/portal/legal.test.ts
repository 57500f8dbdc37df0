import { getMember, getOwnPreferencesLink, getOwnTerms, listMemberConsents } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults, colourFaults, switchToDark } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const dayMs = 86_400_000;

// In this order, because a published text stays: first the club has none.
describe.runIf(await findBrowser())('legal texts', { shuffle: false }, () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  it('are linked and asked for only where the club has them', async () => {
    const page = await club.page();
    await page.goto('/join');
    await page.getByRole('button', { name: 'Mitmachen und Karte holen' }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    expect(await page.getByRole('navigation', { name: 'Rechtliches' }).count()).toBe(0);
    const missing = await page.goto('/legal/terms');
    expect(missing?.status()).toBe(404);
    await page.context().close();
  });

  it('are read, compared with earlier versions, and accepted when joining', async () => {
    const hostile = '<script>document.title = "hacked"</script>';
    const de = `## 1. Punkte\n\n- [Zum Shop](https://shop.example)\n- [Böse](javascript:alert(1))\n\n${hostile}`;
    await makeLegalText(club.api, 'privacy', { content: { de: 'Deine Daten' } });
    await makeLegalText(club.api, 'terms', { content: { de, en: '## 1. Points' } });
    // The portal keeps the list for some seconds.
    const page = await club.page(undefined, { theme: 'system', width: 320 });
    await expect
      .poll(
        async () => {
          await page.goto('/join');
          return page.getByRole('checkbox').count();
        },
        { timeout: 15_000, interval: 500 },
      )
      .toBe(1);
    await page.getByRole('contentinfo').getByRole('link', { name: 'Teilnahmebedingungen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Teilnahmebedingungen' }).waitFor();
    await page.getByRole('heading', { level: 2, name: '1. Punkte' }).waitFor();
    await page.getByText(hostile).waitFor();
    const article = page.getByRole('article');
    expect(await article.getByRole('link').allTextContents()).toEqual(['Zum Shop']);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await axeFaults(page)).toEqual([]);
    await switchToDark(page);
    expect(await colourFaults(page)).toEqual([]);

    const czech = await club.page(undefined, { language: 'cs' });
    await czech.goto('/legal/terms');
    await czech.getByText('Čtete jej v jazyce: Deutsch').waitFor();
    expect(await czech.getByRole('article').getAttribute('lang')).toBe('de');
    await czech.context().close();

    await page.goto('/join');
    await page.getByLabel('Vorname').fill('Anna');
    await page.getByLabel('E-Mail', { exact: true }).fill('anna@member.example');
    await page.getByLabel('Passwort').fill('ein kurzer Satz');
    await page.getByRole('button', { name: 'Mitmachen und Karte holen' }).click();
    await page.getByText('Ohne die Teilnahmebedingungen kannst du nicht Mitglied werden.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Passwort').fill('ein kurzer Satz');
    await page.getByLabel('Ich akzeptiere die Teilnahmebedingungen').check();
    await page.getByRole('button', { name: 'Mitmachen und Karte holen' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Datenschutz' }).waitFor();
    const [session] = (await page.context().cookies()).filter(({ name }) => name === 'regulars');
    const own = club.api.client({ cookie: `regulars=${session?.value}` });
    expect((await own.call(getOwnTerms)).accepted).toMatchObject({ version: 1, language: 'de' });
    await page.context().close();
  });

  it('that change are announced on home, and asked for once they are in effect; the card stays open', async () => {
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie, { theme: 'system' });
    await page.goto('/club');
    await page.getByRole('heading', { level: 1, name: 'Bitte akzeptiere unsere' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Meine Karte zeigen' }).click();
    await page.getByTestId('qr').waitFor();
    await page.goto('/club/terms');
    await page.getByRole('button', { name: 'Ich bin einverstanden' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();

    const from = new Date(club.api.clock.now() + 31 * dayMs).toISOString();
    await makeLegalText(club.api, 'terms', { content: { de: '## Neu' }, effectiveFrom: from });
    await page.goto('/club');
    await page.getByText('Bis dahin ändert sich nichts.').waitFor();
    club.api.clock.advance({ days: 32 });
    await page.goto('/club/rewards');
    await page.getByRole('heading', { level: 1, name: 'haben sich geändert' }).waitFor();
    await page.getByRole('heading', { level: 2, name: 'Neu' }).waitFor();
    await switchToDark(page);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Mitgliedschaft beenden' }).click();
    await page.waitForURL('**/club/profile#closing');
    await page.goto('/club');
    await page.getByRole('button', { name: 'Ich bin einverstanden' }).click();
    await page.getByRole('heading', { level: 1, name: 'Anna' }).waitFor();
    await page.context().close();
  });

  it('are begun from a template, finished, compared and published in the console', async () => {
    const { cookie } = await makeStaff(club.api, ['manager']);
    const page = await club.page(cookie, { width: 1440, height: 900, theme: 'system' });
    await page.goto('/console/settings/legal');
    await page.getByLabel('Firma oder Person').fill('Blau GmbH');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.locator('[data-sonner-toast]').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Kontakt' }).click();
    await page.getByRole('button', { name: 'Vorlage verwenden' }).click();
    await page.getByText('Deutsch, Zeile').first().waitFor();
    const publish = page.getByRole('button', { name: 'Veröffentlichen' }).first();
    expect(await publish.isDisabled()).toBe(true);
    expect(await page.getByLabel('Deutsch').inputValue()).toContain('Blau GmbH');
    expect(await axeFaults(page)).toEqual([]);
    for (const [language, text] of [
      ['Deutsch', '## Ruf uns an'],
      ['English', '## Call us'],
      ['Čeština', '## Zavolejte'],
    ] as const)
      await page.getByLabel(language).fill(text);
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('heading', { name: 'Ruf uns an' }).waitFor();
    await publish.click();
    await page.getByRole('dialog').getByRole('button', { name: 'Veröffentlichen' }).click();
    await page.getByRole('link', { name: 'Fassung 1' }).waitFor();
    await page.getByLabel('Deutsch').fill('## Schreib uns');
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByRole('heading', { name: 'Änderungen gegenüber der letzten Fassung: Deutsch' }).waitFor();
    await page.goto('/legal/contact');
    await page.getByRole('heading', { level: 2, name: 'Ruf uns an' }).waitFor();
    await page.context().close();
  });

  it('are reached from the set-up, and lead back to it', async () => {
    const { cookie } = await makeStaff(club.api, ['admin']);
    const page = await club.page(cookie, { width: 1440, height: 900, theme: 'system' });
    await page.goto('/set-up/legal');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'Kontakt' }).click();
    await page.getByRole('heading', { level: 1, name: 'Kontakt' }).waitFor();
    await page.getByRole('main').getByRole('link', { name: 'Rechtliches' }).click();
    await page.getByRole('link', { name: 'Deinen Club einrichten' }).click();
    await page.getByRole('heading', { level: 1, name: 'Rechtstexte' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/set-up/legal');
    await page.context().close();
  });

  it('nothing asks for consents that nothing uses; those given elsewhere can be withdrawn', async () => {
    const given = ['newsletter', 'personalisation'] as const;
    const { cookie, member } = await makeSignedInMember(club.api, {
      consents: given.map((purpose) => ({ purpose, granted: true })),
    });
    const page = await club.page(cookie, { theme: 'system' });
    await page.goto('/club/profile');
    const form = page.locator('form[action="?/consents"]');
    expect(await form.getByRole('checkbox').count()).toBe(2);
    await form.getByRole('checkbox', { name: 'Neuigkeiten und Angebote per E-Mail' }).uncheck();
    await form.getByRole('button', { name: 'Speichern' }).click();
    await expect.poll(() => form.getByRole('checkbox').count()).toBe(1);
    expect(await axeFaults(page)).toEqual([]);
    const { cookie: manager } = await makeStaff(club.api, ['manager']);
    const asked = { params: { id: member.id } };
    expect((await club.api.client({ cookie: manager }).call(getMember, asked)).consents).toMatchObject([
      { purpose: 'marketing', channel: 'email', granted: false },
      { purpose: 'newsletter', granted: false },
      { purpose: 'personalisation', granted: true },
      { purpose: 'profiling', granted: true },
    ]);
    await page.getByText('Was du wann gesagt hast').click();
    await page.getByText('abgelehnt oder widerrufen').waitFor();
    await page.context().close();
    const other = await makeSignedInMember(club.api);
    const bare = await club.page(other.cookie, { theme: 'system' });
    await bare.goto('/club/profile');
    await bare.getByRole('heading', { level: 2 }).first().waitFor();
    expect(await bare.locator('form[action="?/consents"]').count()).toBe(0);
    await bare.context().close();
  });

  it('preferences are chosen without signing in and without scripts', async () => {
    const { cookie, member } = await makeSignedInMember(club.api, { emailConfirmedAt: new Date() });
    const { page: path } = await club.api.client({ cookie }).call(getOwnPreferencesLink);
    const page = await club.page(undefined, { theme: 'system', width: 320, javaScript: false });
    await page.goto(path ?? '');
    const news = page.getByRole('group', { name: 'Neuigkeiten und Angebote' });
    await news.getByRole('checkbox', { name: 'E-Mail' }).check();
    await page.getByRole('button', { name: 'Speichern' }).click();
    await page.getByText('Deine Auswahl ist gespeichert.').waitFor();
    expect(await news.getByRole('checkbox', { name: 'E-Mail' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Alles abbestellen' }).click();
    await page.getByText('Alles ist abbestellt.').waitFor();
    expect(await news.getByRole('checkbox', { checked: true }).count()).toBe(0);
    const { cookie: manager } = await makeStaff(club.api, ['manager']);
    const { data } = await club.api
      .client({ cookie: manager })
      .call(listMemberConsents, { params: { id: member.id } });
    // At the same moment of the club, the last change counts. What nobody asked for yet is refused too.
    expect(data.map(({ purpose, channel, ...said }) => [purpose, channel, said.state, said.source])).toEqual(
      ['marketing', 'surveys'].flatMap((purpose) =>
        ['email', 'portal'].map((channel) => [purpose, channel, 'refused', 'preferences']),
      ),
    );
    await page.goto('/preferences/' + 'x'.repeat(43));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.context().close();
  });
});
