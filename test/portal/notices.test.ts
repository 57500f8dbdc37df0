import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { NewNotice } from '../../apps/api/src/features/notices/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { tellMembers } from '../support/makers/notices.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

describe.runIf(await findBrowser())('notices', () => {
  let club: TestClub;
  let anna: SignedInMember;
  beforeAll(async () => {
    club = await startClub();
    anna = await makeSignedInMember(club.api);
  });
  afterAll(() => club.close());

  const tell = (key: string, notice: Pick<NewNotice, 'kind' | 'path' | 'params'>): Promise<void> =>
    tellMembers(club.api, { memberId: anna.member.id, key, ...notice });
  const bell = (page: Page, name: string) => page.getByRole('link', { name, exact: true });

  it('ring the bell, lead to their page, are read together and unread again, and are turned off', async () => {
    const page = await club.page(anna.cookie, { language: 'en', width: 320, height: 640 });
    await page.goto('/club');
    await untilHydrated(page);
    await bell(page, 'Notifications').waitFor();
    await tell('tier', {
      kind: 'points',
      path: '/club/tier',
      params: { what: 'tier-up', tier: { en: 'Gold' } },
    });
    const reply = { what: 'comment', nickname: 'Jana 12', title: 'Which grinder?', community: 'Mornings' };
    await tell('reply', { kind: 'reply', path: '/club/activity', params: reply });
    await tell('later', { kind: 'offer', path: '/club/offers', params: { what: 'not-known-yet' } });
    await page.getByRole('link', { name: 'Rewards' }).first().click();
    await bell(page, '3 unread notifications').click();
    await page.getByRole('heading', { level: 1, name: 'Notifications' }).waitFor();
    await page.getByRole('heading', { name: 'Today' }).waitFor();
    await page.getByRole('link', { name: 'There is a new offer for you.' }).waitFor();
    await page
      .getByRole('link', { name: 'Unread: Jana 12 commented on your post “Which grinder?”.' })
      .waitFor();
    await page.getByText('Mornings ·').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('link', { name: 'You have reached Gold.' }).click();
    await page.waitForURL('**/club/tier');
    await bell(page, '2 unread notifications').click();
    // The undo is about what was read at one moment.
    club.api.clock.advance({ seconds: 1 });
    await page.getByRole('button', { name: 'Mark all as read' }).click();
    await page.getByText('2 notifications are marked as read.').waitFor();
    await bell(page, 'Notifications').waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('They are unread again.').waitFor();
    await bell(page, '2 unread notifications').waitFor();

    await page.getByRole('link', { name: 'Choose notifications' }).click();
    await page.getByRole('checkbox', { name: 'Points and tiers' }).uncheck();
    await page.getByRole('radio', { name: 'Every week' }).check();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Saved.').waitFor();
    expect(await page.getByRole('radio', { name: 'Every week' }).isChecked()).toBe(true);
    await page.getByText('It comes once you agree').waitFor();
    await tell('points', { kind: 'points', path: '/club/activity', params: { what: 'bonus', points: '5' } });
    await page.goto('/club/notices');
    expect(await page.getByRole('link', { name: 'You received' }).count()).toBe(0);
  });

  it('work without scripts', async () => {
    const member = await makeSignedInMember(club.api);
    await tellMembers(club.api, {
      ...{ memberId: member.member.id, key: 'points', kind: 'points', path: '/club/activity' },
      params: { what: 'purchase', points: '47' },
    });
    const page = await club.page(member.cookie, { language: 'cs', javaScript: false });
    await page.goto('/club/notices');
    await page.getByRole('button', { name: 'Označit vše jako přečtené' }).click();
    await page.getByRole('button', { name: 'Vrátit zpět' }).click();
    await page.getByRole('link', { name: 'Za nákup máte 47 bodů.' }).click();
    await page.getByRole('heading', { level: 1, name: 'Aktivita' }).waitFor();
  });
});
