import { getMemberPoints } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Page } from 'playwright-core';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeMergeRequest, makeSignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const desk = { width: 1440, height: 900, language: 'en' } as const;
const lost = {
  de: 'Diese Seite gibt es nicht',
  en: 'Page not found',
  cs: 'Tato stránka neexistuje',
};

describe.runIf(await findBrowser())('identity pages', { timeout: 120_000 }, () => {
  let club: TestClub;
  let location: { id: string };
  beforeAll(async () => {
    club = await startClub();
    location = await makeLocation(club.api);
  });
  afterAll(() => club.close());

  const expectClubsLook = async (page: Page, heading: string): Promise<void> => {
    await page.getByRole('heading', { name: heading }).waitFor();
    const { name } = (await (await fetch(`${club.url}/api/v1/club`)).json()) as { name: string };
    await page.locator('header, aside').getByText(name).filter({ visible: true }).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
  };

  it('an unknown address keeps the look of its area, the language, and a link back', async () => {
    const staff = await makeStaff(club.api, ['admin', 'cashier']);
    const { cookie } = await makeSignedInMember(club.api);
    const phone = { width: 390, height: 844 };
    const [light, dark] = ['light', 'dark'] as const;
    const unknown = '/console/members/00000000-0000-7000-8000-000000000000';
    const places = [
      { path: '/nowhere/at-all', home: '/', look: { ...phone, theme: dark, language: 'de' } },
      { path: '/club/nowhere', home: '/club', cookie, look: { ...phone, theme: light, language: 'cs' } },
      { path: '/till/nowhere', home: '/till', cookie: staff.cookie, look: desk },
      {
        path: '/console/nowhere/deep',
        home: '/console',
        cookie: staff.cookie,
        look: { ...phone, language: 'en' },
      },
      { path: unknown, home: '/console', cookie: staff.cookie, look: { ...desk, theme: dark } },
    ] as const;
    for (const { path, home, look, ...as } of places) {
      const page = await club.page('cookie' in as ? as.cookie : undefined, look);
      const reply = await page.goto(path);
      expect({ path, status: reply?.status() }).toEqual({ path, status: 404 });
      expect(await page.locator('html').getAttribute('lang')).toBe(look.language);
      await expectClubsLook(page, lost[look.language]);
      await page.locator(`main a[href="${home}"]`).filter({ visible: true }).first().waitFor();
      await page.context().close();
    }
  });

  it('a signed-out visitor signs in and returns to the page', async () => {
    const page = await club.page(undefined, { language: 'en' });
    await page.goto('/club/nowhere');
    expect(new URL(page.url()).searchParams.get('continue')).toBe('/club/nowhere');
  });

  it('a visitor without the right sees a refusal in the look of the club, and can sign in as someone else', async () => {
    const bound = await makeStaff(club.api, ['manager'], { locationIds: [location.id] });
    const page = await club.page(bound.cookie, desk);
    const reply = await page.goto('/console/merge-requests?state=open');
    expect(reply?.status()).toBe(403);
    await expectClubsLook(page, 'You do not have access');
    await page.getByRole('link', { name: 'Sign in with another account' }).click();
    await page.waitForURL(/\/sign-in/);
    expect(new URL(page.url()).searchParams.get('continue')).toBe('/console/merge-requests?state=open');
    await page.context().close();
  });

  it('a merge request appears on the overview, shows both members, and is declined with a reason', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/merge-requests');
    await page.getByText('No requests').waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const [asks, other] = [
      await makeMember(club.api, { firstName: 'Anna', lastName: 'Neu' }),
      await makeMember(club.api, { firstName: 'Anna', lastName: 'Alt' }),
    ];
    await makeAwards(club.api, other.id, [{ points: 70, expiresAt: null }]);
    await makeMergeRequest(club.api, asks.id, other.id);
    await page.goto('/console');
    await page.getByRole('link', { name: 'View requests' }).click();
    await page.getByRole('link', { name: 'Compare' }).waitFor();
    await page.getByRole('link', { name: 'Anna Alt' }).waitFor();
    await page.getByText('70', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    await page.getByRole('button', { name: 'Decline' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('Reason').fill('Mother and daughter');
    await dialog.getByRole('button', { name: 'Decline' }).click();
    await page.getByText('Request declined').waitFor();
    await page.goto('/console/merge-requests');
    await page.getByText('Mother and daughter').waitFor();
    await page.getByRole('listitem').getByText('Declined', { exact: true }).waitFor();
    await page.goto('/console');
    await page.getByText('Latest purchases').waitFor();
    expect(await page.getByRole('link', { name: 'View requests' }).count()).toBe(0);
    await page.context().close();
  });

  it('two memberships are compared, merged and taken apart again', async () => {
    const [keep, other] = [
      await makeMember(club.api, { firstName: 'Eva', lastName: 'Eins' }),
      await makeMember(club.api, { firstName: 'Eva', lastName: 'Zwei' }),
    ];
    await makeAwards(club.api, other.id, [{ points: 90, expiresAt: null }]);
    const manager = await makeStaff(club.api, ['manager']);
    const page = await club.page(manager.cookie, desk);
    const available = async (id: string): Promise<number> =>
      (await club.api.client({ cookie: manager.cookie }).call(getMemberPoints, { params: { id } })).available;

    await page.goto(`/console/duplicates/compare?keep=${keep.id}&other=${other.id}`);
    await page.getByText('Points: 90').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Merge', exact: true }).click();
    await expect.poll(() => available(keep.id)).toBe(90);

    await page.goto('/console/merges');
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Undo' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Points that go back to Eva Zwei: 90').waitFor();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('points that went back: 90').waitFor();
    expect([await available(keep.id), await available(other.id)]).toEqual([0, 90]);
    await page.context().close();
  });

  it('members with the same phone number, written differently, are shown side by side', async () => {
    await changeClub(club.api, { timeZone: 'UTC' });
    await makeMember(club.api, { firstName: 'Lena', lastName: 'Alt', phone: '0660 555 0001' });
    await changeClub(club.api, { timeZone: 'Europe/Vienna' });
    await makeMember(club.api, { firstName: 'Lena', lastName: 'Neu', phone: '+43 660 5550001' });
    const manager = await makeStaff(club.api, ['manager']);
    const page = await club.page(manager.cookie, desk);
    await page.goto('/console/merge-requests');
    await page.getByRole('link', { name: 'View them' }).click();
    await page.getByRole('heading', { name: '+436605550001' }).waitFor();
    await page.getByRole('link', { name: 'Lena Alt' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();
  });

  it('staff sign a member out everywhere, after a confirmation', async () => {
    const member = await makeSignedInMember(club.api);
    const page = await club.page((await makeStaff(club.api, ['manager'])).cookie, desk);
    await page.goto(`/console/members/${member.member.id}`);
    await page.getByText('Signed in on one device').waitFor();
    await page.getByRole('button', { name: 'Sign out everywhere' }).click();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
    await page.getByText('Not signed in anywhere').waitFor();
    const ended = await fetch(`${club.url}/api/v1/sessions/current`, { headers: { cookie: member.cookie } });
    expect(ended.status).toBe(401);
    await page.context().close();
  });

  it('staff without a membership see their devices and change the password, by the rule for staff', async () => {
    const cashier = await makeStaff(club.api, ['cashier']);
    const page = await club.page(cashier.cookie, desk);
    await page.goto('/account');
    await page.getByText('At least 12 characters').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Current password').fill(cashier.password);
    const next = page.getByLabel('New password');
    const change = page.getByRole('button', { name: 'Change password' });
    await next.fill('elf Zeichen');
    await change.click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Current password').fill(cashier.password);
    await next.fill('Password 2026!');
    await change.click();
    await page.getByText('This password is easy to guess').first().waitFor();
    await page.getByLabel('Current password').fill(cashier.password);
    await next.fill('zwölf Zeichen und mehr');
    await change.click();
    await page.getByRole('status').filter({ visible: true }).first().waitFor();
    const body = JSON.stringify({ email: cashier.email, password: 'zwölf Zeichen und mehr' });
    const headers = { 'content-type': 'application/json', origin: club.url };
    expect((await fetch(`${club.url}/api/v1/sessions`, { method: 'POST', headers, body })).status).toBe(201);
    await page.context().close();
  });
});
