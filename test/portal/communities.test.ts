import type { Community } from '@regulars/contracts';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { drawPng } from '../support/pictures.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

const narrow = { language: 'en', width: 320, height: 700 } as const;
const desk = { language: 'en', width: 1440, height: 900 } as const;

describe.runIf(await findBrowser())('communities', () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  const open = async ({ cookie }: { cookie: string }, path: string, look: object = narrow): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const confirm = (page: Page, name: string) =>
    page.getByRole('alertdialog').getByRole('button', { name, exact: true }).click();
  const pathOf = ({ id }: Community): string => `/club/communities/${id}`;

  it('are found, joined with one press, heard less of, and left', async () => {
    const community = await makeCommunity(club.api, {
      name: { en: 'Quiet evenings' },
      rules: { en: '## House rules\n\n- Be **kind**.' },
    });
    const page = await open(await makeSignedInMember(club.api), '/club');
    await page.getByRole('link', { name: 'Clubs', exact: true }).click();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Quiet evenings' }).click();
    await press(page, 'Join');
    await page.getByRole('link', { name: /^Joined/u }).click();
    await page.waitForURL(`**${pathOf(community)}/about`);
    await page.getByRole('heading', { name: 'House rules' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('radio', { name: 'Nothing' }).check();
    await page.getByRole('group', { name: 'What you hear' }).locator('xpath=..').getByRole('button').click();
    await page.getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Leave this club' }).click();
    await confirm(page, 'Leave this club');
    await page.waitForURL('**/club/communities');
    await page.getByRole('heading', { name: 'Find a club' }).waitFor();
  });

  it('let in who a moderator accepts, and nobody who was banned a moment before', async () => {
    const community = await makeCommunity(club.api, { entry: 'request' });
    const [moderator, member]: SignedInMember[] = [
      await makeSignedInMember(club.api),
      await makeSignedInMember(club.api),
    ];
    if (!moderator || !member) throw new Error('two members');
    await makeCommunityMember(club.api, community, moderator.member, { role: 'moderator' });
    const asking = await open(member, pathOf(community));
    await asking.waitForURL(`**${pathOf(community)}/about`);
    await asking.getByLabel('A few words about you').fill('I roast at home');
    await press(asking, 'Ask to join');
    await asking.getByText('You have asked').waitFor();
    expect(await axeFaults(asking)).toEqual([]);

    const deciding = await open(moderator, `${pathOf(community)}/members`);
    await deciding.getByText('I roast at home').waitFor();
    expect(await axeFaults(deciding)).toEqual([]);
    await deciding.getByRole('button', { name: /^Accept:/u }).click();
    await deciding.getByText('Accepted', { exact: true }).waitFor();

    await asking.goto(pathOf(community));
    await asking.getByRole('link', { name: /^Joined/u }).waitFor();
    await makeCommunityMember(club.api, community, member.member, { state: 'banned', reason: 'Sold spam' });
    await asking.reload();
    await asking.getByText('You are banned from this club').waitFor();
    await asking.getByText('Sold spam').waitFor();
  });

  it('are made, published and staffed by managers', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const { member } = await makeSignedInMember(club.api, { firstName: 'Zdenka', lastName: 'Nová' });
    const page = await open(manager, '/console/communities/new', desk);
    await page.getByRole('button', { name: 'Create as a draft' }).waitFor();
    await page.locator('input[name=name_en]').fill('Tea circle');
    await page.locator('textarea[name=description_en]').fill('Leaves, slowly');
    await page.getByTestId('community-preview').getByText('Tea circle').waitFor();
    await press(page, 'Create as a draft');
    await page.getByRole('heading', { name: 'Tea circle', level: 1 }).waitFor();
    await press(page, 'Publish');
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Members find it now.').waitFor();
    const photo = { name: 'a.png', mimeType: 'image/png', buffer: drawPng({ width: 90, height: 60 }) };
    await page.getByLabel('Choose a photo').setInputFiles(photo);
    await press(page, 'Save photo');
    await page.getByRole('link', { name: 'Remove photo' }).waitFor();
    await page.locator('input[name=text_en]').fill('A shelf of tins');
    await press(page, 'Save photo');
    await page.getByRole('img', { name: 'A shelf of tins' }).first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'Members', exact: true }).last().click();
    await press(page, 'Invite');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('searchbox').fill(member.email ?? '');
    await dialog.getByRole('radio', { name: /Zdenka/u }).check();
    await dialog.getByRole('button', { name: 'Invite' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('link', { name: 'Invited', exact: true }).click();
    await page.getByRole('link', { name: 'Zdenka N.' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
  });

  it('find what suits them by interests that managers send as a file', async () => {
    const page = await open(await makeStaff(club.api, ['manager']), '/console/settings/interests', desk);
    await untilHydrated(page);
    const check = async (text: string): Promise<void> => {
      const file = { name: 'interests.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
      await page.getByLabel('CSV file').setInputFiles(file);
      await press(page, 'Check the file');
    };
    await check('de;en\n;\n');
    await page.getByText('Line 2: A new interest needs a name.').waitFor();
    await check('de;en\nKäse;Cheese\n');
    await page.getByRole('heading', { name: 'The file would change this' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await press(page, 'Apply the changes');
    await expect
      .poll(async () => (await club.api.http.get('/api/v1/club')).body.interests)
      .toEqual([{ key: 'kase', name: { de: 'Käse', en: 'Cheese' } }]);
    await page.getByRole('heading', { name: 'The file would change this' }).waitFor({ state: 'hidden' });
  });
});
