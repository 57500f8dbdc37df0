import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { makeSignedInMember } from '../support/makers/members.ts';
import { pickUpSample } from '../support/makers/product-tests.ts';
import { makeReward } from '../support/makers/rewards.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

describe.runIf(await findBrowser())('product tests in the browser', () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  it('a manager opens one, a member gets a sample and writes, and everyone reads that it was free', async () => {
    const { api } = club;
    const community = await makeCommunity(api);
    await makeReward(api, { state: 'draft', name: { en: 'Nyeri, 250 g' }, stock: 10 });
    const { cookie } = await makeStaff(api, ['manager']);
    const desk = await club.page(cookie, { language: 'en' });
    await desk.goto(`/console/communities/${community.id}/product-tests/new`);
    await untilHydrated(desk);
    await desk.getByLabel('Text', { exact: false }).first().fill('How does the *new* roast taste?');
    await desk.getByText('First come', { exact: true }).click();
    expect(await axeFaults(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Open a product test' }).click();
    await desk.getByRole('heading', { level: 1, name: 'Nyeri, 250 g' }).waitFor();
    const id = new URL(desk.url()).pathname.split('/').at(-1) ?? '';

    const member = await makeSignedInMember(api, { firstName: 'Anna', lastName: 'Krause' });
    await makeCommunityMember(api, community, member.member);
    const phone = await club.page(member.cookie, { language: 'en' });
    await phone.goto(`/club/communities/${community.id}/posts/${id}`);
    await untilHydrated(phone);
    await phone.getByText('10 of 10 samples left').waitFor();
    await phone.getByRole('button', { name: 'I want to test' }).click();
    await phone.getByText('You have a sample.').waitFor();
    await phone.getByText('9 of 10 samples left').waitFor();
    expect(await axeFaults(phone)).toEqual([]);

    await pickUpSample(api, member.member.id);
    await phone.reload();
    await untilHydrated(phone);
    await phone.getByLabel('What do you think of the product?').fill('Too sour for me.');
    await phone.getByText('2 ★').click();
    expect(await axeFaults(phone)).toEqual([]);
    await phone.getByRole('button', { name: 'Publish my opinion' }).click();
    await phone.getByText('Received free', { exact: true }).waitFor();
    await phone.getByText('2 of 5 stars').waitFor({ state: 'attached' });

    await desk.reload();
    await desk.getByText('Too sour for me.').waitFor();
    await desk.getByText('Received free', { exact: true }).waitFor();
    await desk.getByText('Has written', { exact: true }).waitFor();
    expect(await axeFaults(desk)).toEqual([]);
  }, 60_000);
});
