import { getMe, getOwnCard } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PayReferralsJob } from '../../apps/api/src/features/referrals/index.ts';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff } from '../support/makers.ts';
import { cups, makeStampCard } from '../support/makers/challenges.ts';
import { makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { fixedPoints, makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { makeReferralRule } from '../support/makers/referrals.ts';
import { readQr, startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { openShop, type Shop } from '../support/shop.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('how to earn', () => {
  let club: TestClub;
  let shop: Shop;
  let till: Till;
  beforeAll(async () => {
    club = await startClub();
    shop = await openShop(club.api);
    till = new Till(club.api, await makeKey(club.api), shop.location.code);
    await makeProduct(club.api, { category: 'coffee' });
  });
  afterAll(() => club.close());

  it('a member comes from home and reads what gives points, what is missing and what is used up', async () => {
    const { id: gold } = await makeTier(club.api, {
      code: 'gold',
      name: { de: 'Gold', en: 'Gold' },
      threshold: 10_000,
    });
    const name = { de: 'Für Gold', en: 'For gold' };
    const when = { fact: 'member.tier', op: 'is', value: gold } as const;
    await makeRule(club.api, { name, effect: fixedPoints(50), when });
    const caps = [{ per: 'day' as const, points: 5 }];
    await makeRule(club.api, { name: { de: 'Täglich', en: 'Daily' }, effect: fixedPoints(5), caps });
    await makeStampCard(club.api);
    const { member, cookie } = await makeSignedInMember(club.api);
    await till.sell(member.id, cups(2));

    const page = await club.page(cookie, { language: 'en', width: 320, height: 640 });
    await page.goto('/club');
    await untilHydrated(page);
    await page.getByRole('link', { name: 'How to earn points' }).click();
    await page.getByRole('heading', { level: 1, name: 'How to earn points' }).waitFor();
    const group = (title: string) =>
      page.getByRole('region', { name: title }).getByRole('listitem').allInnerTexts();
    expect(await group('Right now')).toContainEqual(
      expect.stringMatching(/You get 1 point for every €1\.00\./u),
    );
    const [missing] = await group('Something is still missing');
    expect(missing).toMatch(/You get 50 points per purchase, if .*Gold/u);
    expect(missing).toContain('Still open: ');
    expect(await group('Used up')).toEqual([expect.stringContaining('used up for today')]);
    expect(await group('Challenges')).toEqual([expect.stringContaining('One stamp to go')]);
    expect(await axeFaults(page)).toEqual([]);
  });

  it('a cashier reads how much more gives further points, before posting', async () => {
    const minimums = [{ currency: 'EUR', amount: 6000 }];
    const effect = { kind: 'fixed-points', points: 40, minimums } as const;
    await makeRule(club.api, { name: { de: 'Ab 60', en: 'From 60' }, effect });
    const { cookie } = await makeSignedInMember(club.api);
    const { card } = await club.api.client({ cookie }).call(getOwnCard);
    const cashier = await makeStaff(club.api, ['cashier']);
    const counter = await TillPage.open(club, { cookie: cashier.cookie ?? '', location: shop.location.code });
    await counter.type(card.number);
    await counter.page.getByText('€60.00 more: 40 points').waitFor();
    await counter.tap('50.00');
    await counter.page.getByText('€10.00 more: 40 points').waitFor();
    expect(await axeFaults(counter.page)).toEqual([]);
    await counter.tap('9.00');
    await counter.page.getByText('more: 40 points').waitFor({ state: 'detached' });
    await counter.page.context().close();
  });

  it('a member shares the link, a friend joins by it and buys, and both see their points', async () => {
    await makeReferralRule(club.api, { minimumSpend: 1000, mostPerYear: 10 });
    const { cookie } = await makeSignedInMember(club.api);
    const page = await club.page(cookie, { language: 'en', width: 320, height: 640 });
    await page.goto('/club/earn');
    await untilHydrated(page);
    await page.getByRole('link', { name: 'Share link' }).click();
    await page.getByRole('heading', { level: 1, name: 'Bring friends' }).waitFor();
    await page.getByText('Your friend gets 100 points.').waitFor();
    await page.getByText('Nobody yet').waitFor();
    const link = (await page.getByTestId('referral-link').textContent()) ?? '';
    expect(await readQr(page.getByTestId('qr'))).toBe(link);
    expect(await axeFaults(page)).toEqual([]);

    const other = await club.page(undefined, { language: 'en' });
    await other.goto('/join?from=NONSENSE');
    await other.getByText('This invitation is no longer valid').waitFor();
    await other.goto(link.replace(/^https?:\/\/[^/]+/u, ''));
    await other.getByText('A member invited you: 100 points after your first purchase.').waitFor();
    // Another day, in the same browser.
    await other.goto('/');
    await other.goto('/join');
    await other.getByText('A member invited you').waitFor();
    await other.getByLabel('First name').fill('Frieda');
    await other.getByLabel('E-mail', { exact: true }).fill('frieda@member.example');
    await other.getByLabel('Password').fill('a short sentence');
    await other.getByRole('button', { name: 'Join and get my card' }).click();
    await other.getByRole('heading', { level: 1, name: 'Frieda' }).waitFor();
    const [session] = (await other.context().cookies()).filter(({ name }) => name === 'regulars');
    const friend = club.api.client({ cookie: `regulars=${session?.value}` });
    await other.goto('/club/refer');
    await other.getByText('Buy something to get your points.').waitFor();

    const { member } = await friend.call(getMe);
    await till.sell(member.id, 1500);
    club.api.clock.advance({ days: 16 });
    await club.api.app.get(PayReferralsJob).run();
    await page.goto('/club/refer');
    await page.getByText('You got 200 points').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Frieda');
    await other.goto('/club/activity');
    await other.getByText('+100', { exact: true }).waitFor();
    await other.getByText('100 points for joining through a friend').waitFor();
    await other.goto('/club');
    await other.getByRole('link', { name: 'Bring friends' }).waitFor();
    await page.context().close();
    await other.context().close();
  });

  it('says so if nothing gives points', async () => {
    const other = await startClub();
    const { cookie } = await makeSignedInMember(other.api);
    const page = await other.page(cookie, { language: 'en' });
    await page.goto('/club/earn');
    await page.getByText('There are no points to earn at the moment').waitFor();
    await other.close();
  });
});
