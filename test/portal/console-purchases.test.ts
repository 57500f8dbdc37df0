import { getMemberPoints, getPurchase } from '@regulars/contracts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { startClub, type TestClub, untilGone } from '../support/portal.ts';

const desk = { width: 1280, height: 900, language: 'en' } as const;

describe.runIf(await findBrowser())('the page of a purchase', { timeout: 180_000 }, () => {
  let club: TestClub;
  let anna: SignedIn;
  let till: Till;
  let memberId: string;
  beforeAll(async () => {
    club = await startClub();
    await makeTier(club.api);
    await makeRule(club.api);
    anna = await makeStaff(club.api, ['manager']);
    memberId = (await makeMember(club.api, { firstName: 'Clara', lastName: 'Vogel' })).id;
    till = new Till(club.api, await makeKey(club.api), (await makeLocation(club.api)).code);
  });
  afterAll(() => club.close());

  it('takes goods back, and takes that back again as a mistake', async () => {
    const { id } = await till.sell(memberId, { lines: [{ name: 'Mug', quantity: 2, amount: 2000 }] });
    const read = () => club.api.client(anna).call(getPurchase, { params: { id } });
    const points = () => club.api.client(anna).call(getMemberPoints, { params: { id: memberId } });
    const page = await club.page(anna.cookie, desk);
    await page.goto(`/console/purchases/${id}`);
    await page.getByRole('link', { name: /Clara/ }).waitFor();
    await page.getByRole('button', { name: 'Return goods' }).click();
    const returning = page.getByRole('dialog');
    await returning.getByRole('button', { name: 'Book return' }).click();
    await returning.getByRole('alert').waitFor();
    await returning.getByLabel('Mug').fill('1');
    await returning.getByLabel('Reason', { exact: false }).fill('Broken');
    expect(await axeFaults(page)).toEqual([]);
    await returning.getByRole('button', { name: 'Book return' }).click();
    await page.getByRole('heading', { name: 'Returns' }).waitFor();
    expect(await points()).toMatchObject({ available: 10 });

    await page.getByRole('button', { name: 'Take back this return' }).click();
    const mistake = page.getByRole('dialog');
    await mistake.getByLabel('Reason', { exact: false }).fill('Wrong receipt');
    await mistake.getByRole('button', { name: 'Take back this return' }).click();
    await page.getByText('Taken back', { exact: true }).waitFor();
    await untilGone(page.getByRole('button', { name: 'Take back this return' }));
    expect((await read()).returns).toMatchObject([{ reversed: { reason: 'Wrong receipt', points: 10 } }]);
    expect(await points()).toMatchObject({ available: 20 });
    expect(await axeFaults(page)).toEqual([]);
  });

  it('assigns a purchase without a member to a member who is looked up', async () => {
    const { id } = await till.sell(null, { lines: [{ name: 'Mug', amount: 2000 }] });
    const { id: finderId } = await makeMember(club.api, { firstName: 'Dora', lastName: 'Finder' });
    const page = await club.page(anna.cookie, desk);
    await page.goto(`/console/purchases/${id}`);
    await page.getByRole('button', { name: 'Assign to a member' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Assign purchase' }).click();
    await dialog.getByText('Choose a member.').waitFor();
    await dialog.getByLabel('Member', { exact: true }).fill('nobody of this name');
    await dialog.getByText('No member found.').waitFor();
    await dialog.getByLabel('Member', { exact: true }).fill('Finder');
    await dialog.getByRole('radio', { name: /Dora/ }).check();
    expect(await axeFaults(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Assign purchase' }).click();
    await page.getByRole('link', { name: /Dora/ }).waitFor();
    await untilGone(page.getByRole('button', { name: 'Assign to a member' }));
    expect(await club.api.client(anna).call(getMemberPoints, { params: { id: finderId } })).toMatchObject({
      available: 20,
    });
  });
});
