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
    leave: 'Den Club verlassen',
    data: 'Meine Daten herunterladen',
    after: 'Nach dem Ende einer Mitgliedschaft',
    erased: /^Gelöscht am /u,
  },
  en: {
    leave: 'Leave the club',
    data: 'Download my data',
    after: 'After a membership ends',
    erased: /^Erased on /u,
  },
  cs: {
    leave: 'Opustit klub',
    data: 'Stáhnout moje údaje',
    after: 'Po skončení členství',
    erased: /^Smazáno /u,
  },
} as const;
const languages = ['de', 'en', 'cs'] as const;

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
  const expectAccessible = async (page: Page): Promise<void> => {
    expect(await axeFaults(page)).toEqual([]);
    await switchToDark(page);
    expect(await colourFaults(page)).toEqual([]);
  };

  it.each(languages)(
    'a member reads in %s what is erased, and downloads their own data by keyboard',
    async (language) => {
      const { cookie, email, member } = await makeSignedInMember(club.api, { language });
      const page = await open(cookie, '/club/profile', { ...phone, language });
      await page.getByRole('heading', { name: words[language].leave }).waitFor();
      const link = page.getByRole('link', { name: words[language].data });
      await link.focus();
      const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')]);
      expect(download.suggestedFilename()).toBe('my-data.json');
      const data = JSON.parse(await readFile(await download.path(), 'utf8')) as ReplyOf<typeof getOwnData>;
      expect(data.members).toMatchObject([{ id: member.id }]);
      expect(data.accounts).toMatchObject([{ email }]);
      await expectAccessible(page);
      await page.context().close();
    },
  );

  it.each(languages)(
    'the page of an erased member shows in %s what remains, and until when',
    async (language) => {
      const consents = [{ purpose: 'newsletter' as const, granted: true }];
      const { id } = await makeMember(club.api, { lastName: 'Vanishing', consents });
      const { cookie } = manager;
      await send(club.api, 'post', `/members/${id}/close`, { cookie, body: { reason: 'moved' } })
        .set('origin', club.url)
        .expect(200);
      const path = `/console/members/${id}`;
      const waiting = await open(cookie, path, { ...desk, language: 'en' });
      await waiting.getByText(/The member is erased in the night after/u).waitFor();
      await expectAccessible(waiting);
      await waiting.context().close();
      const start = club.api.clock.now();
      club.api.clock.advance({ days: 30 });
      expect(await club.api.app.get(EraseMembersJob).eraseDue()).toBe(1);
      club.api.clock.set(new Date(start).toISOString());
      const page = await open(cookie, path, { ...desk, language });
      await page.getByText(words[language].erased).first().waitFor();
      expect(await page.getByText('Vanishing').count()).toBe(0);
      await expectAccessible(page);
      await page.context().close();
    },
  );

  it.each(languages)(
    'the settings show the retention periods in %s, and refuse invalid input',
    async (language) => {
      const page = await open(manager.cookie, '/console/settings/privacy', { ...desk, language });
      await page.getByRole('heading', { name: words[language].after }).waitFor();
      const days = page.locator('input[name=profileDays]');
      await days.fill('many');
      await days.press('Enter');
      await page.locator('input[name=profileDays][aria-invalid=true]').waitFor();
      await expectAccessible(page);
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
