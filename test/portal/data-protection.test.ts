import { readFile } from 'node:fs/promises';
import type { getOwnData, ReplyOf } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { axeFaults, colourFaults, switchToDark } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { retentionKeys } from '../support/canary-member.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeMember, makeSignedInMember } from '../support/makers/members.ts';
import { startClub, type Look, type TestClub } from '../support/portal.ts';
import { send } from '../support/requests.ts';

const phone = { width: 390, height: 844, theme: 'system' } as const;
const desk = { width: 1440, height: 900, theme: 'system' } as const;

const words = {
  de: {
    own: 'Deine Daten',
    leave: 'Mitgliedschaft beenden',
    gone: 'Gelöschtes Mitglied',
    data: 'Meine Daten herunterladen',
    after: 'Nach dem Ende einer Mitgliedschaft',
    erased: /^Gelöscht am /u,
  },
  en: {
    own: 'Your data',
    leave: 'End membership',
    gone: 'Erased member',
    data: 'Download my data',
    after: 'After a membership ends',
    erased: /^Erased on /u,
  },
  cs: {
    own: 'Vaše údaje',
    leave: 'Ukončení členství',
    gone: 'Smazaný člen',
    data: 'Stáhnout moje údaje',
    after: 'Po skončení členství',
    erased: /^Smazáno /u,
  },
} as const;
const languages = ['de', 'en', 'cs'] as const;
type Language = (typeof languages)[number];

describe.runIf(await findBrowser())('pages of data protection', () => {
  let club: TestClub;
  let manager: SignedIn;
  beforeAll(async () => {
    club = await startClub({ RETENTION_KEYS: retentionKeys });
    manager = await makeStaff(club.api, ['manager', 'admin']);
  });
  afterAll(() => club.close());

  const open = async (cookie: string, path: string, look: Look): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    return page;
  };
  const makeClosed = async (lastName: string): Promise<string> => {
    const consents = [{ purpose: 'newsletter' as const, granted: true }];
    const { id } = await makeMember(club.api, { lastName, consents });
    await send(club.api, 'post', `/members/${id}/close`, { ...manager, body: { reason: 'moved' } })
      .set('origin', club.url)
      .expect(200);
    return id;
  };
  /** Colours do not differ by language, so the dark ones are checked in one. */
  const expectAccessible = async (page: Page, language: Language): Promise<void> => {
    expect(await axeFaults(page)).toEqual([]);
    if (language !== 'de') return;
    await switchToDark(page);
    expect(await colourFaults(page)).toEqual([]);
  };

  it.each(languages)(
    'a member reads in %s what is erased, and downloads their own data by keyboard',
    async (language) => {
      const { cookie, email, member } = await makeSignedInMember(club.api, { language });
      const page = await open(cookie, '/club/profile', { ...phone, language });
      await page.getByRole('heading', { name: words[language].leave }).waitFor();
      await page.getByRole('heading', { name: words[language].own }).waitFor();
      const link = page.getByRole('link', { name: words[language].data });
      // Not among the words about leaving.
      expect(await page.locator('#closing').getByRole('link').count()).toBe(0);
      await link.focus();
      const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toBe('my-data.json');
      const data = JSON.parse(await readFile(await download.path(), 'utf8')) as ReplyOf<typeof getOwnData>;
      expect(data.members).toMatchObject([{ id: member.id }]);
      expect(data.accounts).toMatchObject([{ email }]);
      await expectAccessible(page, language);
      await page.context().close();
    },
  );

  it.each(languages)(
    'the page of an erased member shows in %s what remains, and until when',
    async (language) => {
      const id = await makeClosed('Vanishing');
      const path = `/console/members/${id}`;
      const start = club.api.clock.now();
      club.api.clock.advance({ days: 30 });
      await club.api.app.get(EraseMembersJob).eraseDue();
      club.api.clock.set(new Date(start).toISOString());
      const page = await open(manager.cookie, path, { ...desk, language });
      await page.getByText(words[language].erased).first().waitFor();
      await page.getByRole('heading', { level: 1, name: words[language].gone }).waitFor();
      expect(await page.getByText('Vanishing').count()).toBe(0);
      // The history can be read; nothing offers an action.
      expect(await page.locator('main').getByRole('button').count()).toBe(0);
      expect(await page.locator('main a[href*="tab=profile"]').count()).toBe(0);
      await expectAccessible(page, language);
      await page.goto(`${path}?tab=profile`);
      expect(new URL(page.url()).search).toBe('');
      await page.goto('/console/members?status=closed');
      const row = page.getByRole('row', { name: words[language].gone }).first();
      await row.waitFor();
      await page.context().close();
    },
  );

  it('the page of a closed member says when the data are erased, and offers no card and no points', async () => {
    const id = await makeClosed('Waiting');
    const page = await open(manager.cookie, `/console/members/${id}`, { ...desk, language: 'de' });
    await page.getByText(/Das Mitglied wird in der Nacht nach dem/u).waitFor();
    const buttons = page.locator('main').getByRole('button');
    await buttons.filter({ hasText: 'Mitgliedschaft wiederherstellen' }).waitFor();
    expect(await buttons.filter({ hasText: /Punkte korrigieren|Karte ausgeben/u }).count()).toBe(0);
    await expectAccessible(page, 'de');
    await page.context().close();
  });

  it('a member tells an address without JavaScript, and the console says who did', async () => {
    const { cookie, member } = await makeSignedInMember(club.api, { language: 'en' });
    const own = await open(cookie, '/club/profile', { ...phone, language: 'en', javaScript: false });
    await own.getByRole('link', { name: 'Change address and company' }).click();
    await own.getByRole('textbox', { name: /^Street/u }).fill('Mühlgasse 4');
    await own.getByRole('textbox', { name: /^Town/u }).fill('Wien');
    await own.getByRole('combobox', { name: /^Country/u }).selectOption({ label: 'Austria' });
    await own.getByRole('textbox', { name: /^Second phone/u }).fill('none');
    await own.getByRole('button', { name: 'Save', exact: true }).click();
    await own.locator('input[name=secondPhone][aria-invalid=true]').waitFor();
    expect(await own.getByRole('textbox', { name: /^Town/u }).inputValue()).toBe('Wien');
    await own.getByRole('textbox', { name: /^Second phone/u }).fill('01 5123987');
    await own.getByRole('button', { name: 'Save', exact: true }).click();
    await own.getByRole('status').getByText('Saved', { exact: false }).waitFor();
    await own.context().close();
    const page = await open(manager.cookie, `/console/members/${member.id}`, { ...phone, language: 'en' });
    const about = page.locator('dl').filter({ hasText: 'Mühlgasse 4' });
    await about.getByText('Austria').waitFor();
    await about.getByText('+43 1 5123987').or(about.getByText('+4315123987')).waitFor();
    expect(await about.getByText(/^by the member, /u).count()).toBe(2);
    await expectAccessible(page, 'en');
    await page.context().close();
  });

  it('a member downloads their own data without JavaScript', async () => {
    const { cookie, member } = await makeSignedInMember(club.api, { language: 'de' });
    const page = await open(cookie, '/club/profile', { ...phone, language: 'de', javaScript: false });
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: words.de.data }).click(),
    ]);
    const data = JSON.parse(await readFile(await download.path(), 'utf8')) as ReplyOf<typeof getOwnData>;
    expect(data.members).toMatchObject([{ id: member.id }]);
    await page.context().close();
  });

  it.each(languages)(
    'the settings show the retention periods in %s, and refuse invalid input',
    async (language) => {
      const page = await open(manager.cookie, '/console/settings/privacy', { ...desk, language });
      await page.getByRole('heading', { name: words[language].after }).waitFor();
      const days = page.locator('input[name=profileDays]');
      await days.fill('many');
      await days.press('Enter');
      await page.locator('input[name=profileDays][aria-invalid=true]').waitFor();
      await expectAccessible(page, language);
      await days.fill('45');
      await days.press('Enter');
      await expect
        .poll(
          async () => (await send(club.api, 'get', '/privacy-settings', manager)).body.effective.profileDays,
        )
        .toBe(45);
      await send(club.api, 'put', '/privacy-settings', {
        ...manager,
        body: { country: null, profileDays: null, consentProofYears: null, bookkeepingYears: null },
      })
        .set('origin', club.url)
        .expect(200);
      await page.context().close();
    },
  );
});
