import { getOwnCard, getOwnPoints, listOwnVouchers, listPurchases } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation, makeProduct } from '../support/makers/club.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeAwards } from '../support/makers/points.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { startClub, type TestClub } from '../support/portal.ts';
import { TillPage } from '../support/till-page.ts';

describe.runIf(await findBrowser())('till: rewards', () => {
  let club: TestClub;
  let cashier: SignedIn;
  let manager: SignedIn;
  let location: string;

  beforeAll(async () => {
    club = await startClub();
    ({ code: location } = await makeLocation(club.api, { name: 'Wien 1', taxRates: [20] }));
    await makeProduct(club.api, { sku: 'BEANS', name: 'House blend', category: 'coffee', quickKey: true });
    await makeReward(club.api, {
      name: { en: 'Mug' },
      points: 150,
      toPay: [{ amount: 300, currency: 'EUR' }],
    });
    await makeReward(club.api, {
      name: { en: 'Two off' },
      kind: 'discount',
      points: 100,
      effect: { kind: 'amount', amounts: [{ amount: 200, currency: 'EUR' }] },
    });
    await makeReward(club.api, { name: { en: 'Free shipping code' }, kind: 'discount', points: 50 });
    await makeReward(club.api, { name: { en: 'Grinder' }, points: 900 });
    await makeReward(club.api, { name: { en: 'One cup' }, points: 10, perMember: 1 });
    cashier = await makeStaff(club.api, ['cashier']);
    manager = await makeStaff(club.api, ['manager']);
  });
  afterAll(async () => {
    await club.close();
  });

  const saver = async (points: number, firstName = 'Anna'): Promise<SignedInMember> => {
    const made = await makeSignedInMember(club.api, { firstName, lastName: 'Krause' });
    await makeAwards(club.api, made.member.id, [{ points, expiresAt: null }]);
    return made;
  };
  const as = ({ cookie }: { cookie: string }) => club.api.client({ cookie });
  const availableTo = async (member: SignedInMember) => (await as(member).call(getOwnPoints)).available;
  const scan = async (till: TillPage, member: SignedInMember): Promise<void> => {
    await till.type((await as(member).call(getOwnCard)).card.number);
    await till.page.getByRole('heading', { name: 'Anna K.' }).waitFor();
  };
  /** An open purchase of one bag of beans for €8.90. */
  const sell = async (member: SignedInMember): Promise<TillPage> => {
    const till = await TillPage.open(club, { cookie: cashier.cookie, location });
    await scan(till, member);
    await till.button('Products').click();
    await till.button('House blend €8.90').click();
    return till;
  };
  const dialog = (till: TillPage) => till.page.getByRole('dialog', { name: 'Which reward?' });
  const offered = (till: TillPage, name: string) => dialog(till).getByRole('button', { name });
  const chosen = (till: TillPage) => till.page.getByRole('list', { name: 'Rewards of this purchase' });
  const choose = async (till: TillPage, name: string): Promise<void> => {
    await till.button('Redeem a reward').click();
    await offered(till, name).click();
    await dialog(till).waitFor({ state: 'detached' });
  };

  it('redeems goods, a discount and a voucher with the purchase, and shows them on the receipt', async () => {
    const anna = await saver(400);
    const till = await sell(anna);
    await till.button('Redeem a reward').click();
    await dialog(till).getByText('Anna K. has 400 points for it.').waitFor();
    await offered(till, 'Mug 150 points + €3.00').waitFor();
    await offered(till, 'Grinder 900 points 500 points missing').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await offered(till, 'Mug').click();
    await dialog(till).waitFor({ state: 'detached' });
    const mug = chosen(till).getByRole('listitem').filter({ hasText: 'Mug' });
    await mug.getByText('Hand it over with the goods.').waitFor();
    await mug.getByText(/^Besides the points: €3\.00\./u).waitFor();
    expect(await till.total.textContent()).toBe('€8.90');
    await choose(till, 'Two off');
    await expect.poll(() => till.total.textContent()).toBe('€6.90');
    await choose(till, 'Free shipping code');
    await chosen(till).getByText('For later: the voucher is with the member’s vouchers.').waitFor();
    await till.page.getByText('The member keeps 100 points.').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await till.page.reload();
    await expect.poll(() => till.total.textContent()).toBe('€6.90');
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    const done = till.page.getByRole('region', { name: 'Redeemed rewards' });
    await done.getByRole('listitem').filter({ hasText: 'Mug' }).getByText('−150 points').waitFor();
    await done.getByRole('listitem').filter({ hasText: 'Two off' }).getByText('−€2.00').waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    expect(await availableTo(anna)).toBe(100);

    const sold = (await as(manager).call(listPurchases, { query: { limit: 1 } })).data[0];
    expect(sold?.total.gross).toBe(690);
    const own = await club.page(anna.cookie, { width: 320, height: 568, language: 'en' });
    await own.goto(`/club/activity/${sold?.id}`);
    const kept = own.getByRole('list', { name: 'Redeemed rewards' }).getByRole('listitem');
    await expect
      .poll(() => kept.allInnerTexts())
      .toEqual([
        expect.stringMatching(/^Mug\s+handed over\s+−150 points$/u),
        expect.stringMatching(/^Two off\s+Already taken off\s+−100 points$/u),
        expect.stringMatching(/^Free shipping code\s+as a voucher\s+−50 points$/u),
      ]);
    expect(await axeFaults(own)).toEqual([]);

    await till.page.getByRole('button', { name: /^Undo/ }).click();
    await till.page.getByRole('heading', { name: 'Undone' }).waitFor();
    await till.page.getByText(/^Handed over, so still redeemed: Mug\./u).waitFor();
    expect(await availableTo(anna)).toBe(250);
    await own.reload();
    await expect.poll(() => kept.filter({ hasText: 'points are back' }).allInnerTexts()).toHaveLength(2);
    await own.context().close();
    await till.page.context().close();
  });

  it('says why a reward is not redeemed, and takes one out again', async () => {
    const anna = await saver(120);
    const till = await sell(anna);
    await till.button('Redeem a reward').click();
    await offered(till, 'Mug').click();
    await dialog(till)
      .getByRole('alert')
      .getByText(/150 points/u)
      .waitFor();
    expect(await axeFaults(till.page)).toEqual([]);
    await offered(till, 'Two off').click();
    await dialog(till).waitFor({ state: 'detached' });
    await expect.poll(() => till.total.textContent()).toBe('€6.90');
    await till.button('Redeem a reward').click();
    await dialog(till).getByText('Anna K. has 20 points for it.').waitFor();
    await offered(till, 'One cup').click();
    await dialog(till).waitFor({ state: 'detached' });
    await till.button('Redeem a reward').click();
    await offered(till, 'One cup 10 points 1 in this purchase').click();
    await dialog(till).getByRole('alert').waitFor();
    await till.page.keyboard.press('Escape');
    await expect.poll(() => chosen(till).getByRole('listitem').count()).toBe(2);
    await till.button('Remove reward: Two off').click();
    await till.button('Remove reward: One cup').click();
    await expect.poll(() => till.total.textContent()).toBe('€8.90');
    await expect.poll(() => chosen(till).count()).toBe(0);
    await till.post();
    await till.page.getByRole('heading', { name: 'Posted for Anna K.' }).waitFor();
    expect(await availableTo(anna)).toBe(120);
    expect((await as(anna).call(listOwnVouchers, {})).data).toEqual([]);
    await till.page.context().close();
  });

  it('needs the network, and drops the rewards of a member when another one pays', async () => {
    const anna = await saver(300);
    const ola = await saver(300, 'Ola');
    const till = await sell(anna);
    await choose(till, 'Two off');
    await expect.poll(() => till.total.textContent()).toBe('€6.90');
    await till.page.context().setOffline(true);
    await till.page.getByText('Rewards need the connection.').waitFor();
    expect(await till.button('Redeem a reward').isDisabled()).toBe(true);
    await till.page.context().setOffline(false);
    await expect.poll(() => till.button('Redeem a reward').isEnabled(), { timeout: 20_000 }).toBe(true);
    await till.button('Scan').click();
    const field = till.page.getByRole('dialog').getByLabel(/^Card or customer number/u);
    await field.fill((await as(ola).call(getOwnCard)).card.number);
    await field.press('Enter');
    await till.page.getByRole('button', { name: 'Post this purchase for Ola K.' }).click();
    await till.page.getByRole('heading', { name: 'Ola K.' }).waitFor();
    await expect.poll(() => till.total.textContent()).toBe('€8.90');
    expect(await chosen(till).count()).toBe(0);
    await till.page.context().close();
  });
});
