import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { cardOf, inHours, makeGathering, pointsOf } from '../support/makers/gatherings.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('gatherings in the browser', () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  it('a member says that they come, is checked in by card at the till, and has the points', async () => {
    const { api } = club;
    const { code: location } = await makeLocation(api, { name: 'Wien 1' });
    const community = await makeCommunity(api);
    const soon = { startsAt: inHours(api, 1), endsAt: inHours(api, 3) };
    const place = { kind: 'location', location } as const;
    await makeGathering(api, { community: community.id, ...soon, place, places: 16 });
    await makeRule(api, {
      effect: { kind: 'custom-event', type: 'gathering-attended', points: 50, perField: null },
    });
    const member = await makeSignedInMember(api, { firstName: 'Anna', lastName: 'Krause' });
    await makeCommunityMember(api, community, member.member);

    const phone = await club.page(member.cookie, { language: 'en' });
    await phone.goto(`/club/communities/${community.id}`);
    await untilHydrated(phone);
    await phone.getByText('16 of 16 places left').waitFor();
    await phone.getByRole('button', { name: 'I’m coming' }).click();
    await phone.getByText('You’re coming.').waitFor();
    await phone.getByText('15 of 16 places left').waitFor();
    expect(await axeFaults(phone)).toEqual([]);

    const { cookie } = await makeStaff(api, ['cashier']);
    const { page } = await TillPage.open(club, { cookie, location });
    await page.getByRole('link', { name: 'Gatherings here today' }).click();
    await page.getByText('0 of 1 are there').waitFor();
    await untilHydrated(page);
    await page.getByLabel('Card, number, e-mail or phone').fill(await cardOf(api, member));
    await page.getByRole('button', { name: 'Check in', exact: true }).click();
    await page.getByRole('heading', { name: 'Welcome, Anna K.' }).waitFor();
    await page.getByText('1 of 1 are there').waitFor();
    expect(await pointsOf(api, member)).toBe(50);
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('button', { name: 'Undo', exact: true }).click();
    await page.getByText('0 of 1 are there').waitFor();
    expect(await pointsOf(api, member)).toBe(0);

    // The answer led to the page of the gathering.
    await phone.reload();
    await phone.getByRole('heading', { level: 1, name: 'Cupping: three Kenyas' }).waitFor();
    await phone.getByRole('button', { name: 'I can’t come' }).click();
    await phone.getByText('You’re not coming.').waitFor();
  }, 60_000);
});
