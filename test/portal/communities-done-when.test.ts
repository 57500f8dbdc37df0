import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { cardOf, inHours, makeGathering, pointsOf } from '../support/makers/gatherings.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeReport, trustMembers } from '../support/makers/moderation.ts';
import { by, joinNew, makePost } from '../support/makers/posts.ts';
import { makeRule } from '../support/makers/purchases.ts';
import { drawPng, scriptedSvg } from '../support/pictures.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { readAs } from '../support/posts.ts';
import { TillPage } from '../support/till-page.ts';

const narrow = { language: 'en', width: 320, height: 700 } as const;
const reason = 'Selling cards in our name is fraud.';

/** What communities promise, in one story: each step goes on where the one before ended. */
describe.runIf(await findBrowser())('a community', { timeout: 120_000 }, () => {
  let club: TestClub;
  let id: string;
  let front: string;
  let location: string;
  let author: SignedInMember;
  let guest: SignedInMember;
  let moderator: SignedInMember;
  beforeAll(async () => {
    club = await startClub();
    const { api } = club;
    const community = await makeCommunity(api);
    id = community.id;
    front = `/club/communities/${id}`;
    ({ code: location } = await makeLocation(api, { name: 'Wien 1' }));
    const place = { kind: 'location', location } as const;
    const soon = { startsAt: inHours(api, 1), endsAt: inHours(api, 3) };
    await makeGathering(api, { community: id, ...soon, place, places: 16 });
    await makeRule(api, {
      effect: { kind: 'custom-event', type: 'gathering-attended', points: 50, perField: null },
    });
    author = await makeSignedInMember(api);
    guest = await makeSignedInMember(api, { firstName: 'Anna', lastName: 'Krause' });
    moderator = await makeSignedInMember(api);
    await makeCommunityMember(api, community, moderator.member, { role: 'moderator' });
  });
  afterAll(() => club.close());

  const open = async ({ cookie }: { readonly cookie: string }, path: string): Promise<Page> => {
    const page = await club.page(cookie, narrow);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const press = (page: Page, name: string | RegExp) =>
    page.getByRole('button', { name, exact: true }).click();
  const file = (name: string, buffer: Buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

  const publish = async (): Promise<void> => {
    const page = await open(author, front);
    await press(page, 'Join');
    await page.getByRole('link', { name: /^Joined/u }).waitFor();
    await page.goto(`${front}/write`);
    await untilHydrated(page);
    await page.getByLabel('Text', { exact: true }).fill('What do we brew on Sunday?');
    await page
      .getByLabel('Add pictures')
      .setInputFiles([
        file('dripper.png', drawPng({ width: 90, height: 60 })),
        file('drawing.svg', scriptedSvg, 'image/svg+xml'),
      ]);
    await page.getByText('Only JPEG, PNG and WebP work', { exact: false }).waitFor();
    await press(page, 'Remove picture 2');
    await page.getByLabel('What does picture 1 show?').fill('My dripper');
    await page.getByText('Add a poll').click();
    await page.getByLabel('Answer 1').fill('Yirgacheffe');
    await page.getByLabel('Answer 2').fill('Huila');
    expect(await axeFaults(page)).toEqual([]);
    await press(page, 'Publish');
    await page.waitForURL(`**${front}/posts/*`);
    await page.getByRole('img', { name: 'My dripper' }).waitFor();
    await page.context().close();
  };

  it('has members who join, show a picture, vote, comment, come, are checked in by card and get points', async () => {
    const { api } = club;
    await publish();
    const page = await open(guest, front);
    await press(page, 'Join');
    await page.getByRole('link', { name: /^Joined/u }).waitFor();
    await press(page, /^Huila/u);
    await page.getByRole('button', { name: /^Huila.*100/u, pressed: true }).waitFor();
    await page.getByText('1 vote', { exact: true }).waitFor();
    await press(page, 'Take back my vote');
    await press(page, /^Huila/u);
    await page.getByText('1 vote', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'My dripper, Picture 1 of 1' }).click();
    const viewer = page.getByRole('dialog');
    await viewer.getByRole('img', { name: 'My dripper' }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await page.getByText('16 of 16 places left').waitFor();
    await press(page, 'I’m coming');
    await page.getByText('You’re coming.').waitFor();
    await page.getByText('15 of 16 places left').waitFor();
    await press(page, 'I can’t come');
    await page.getByText('16 of 16 places left').waitFor();
    await press(page, 'I’m coming');
    await page.getByText('15 of 16 places left').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.goto(front);
    await untilHydrated(page);
    await page.getByRole('link', { name: '0 comments' }).click();
    await page.getByLabel('Your comment').fill('The Huila, please!');
    await press(page, 'Comment');
    await page.getByText('The Huila, please!').first().waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();

    const cashier = await makeStaff(api, ['cashier']);
    const { page: till } = await TillPage.open(club, { cookie: cashier.cookie, location });
    await till.getByRole('link', { name: 'Gatherings here today' }).click();
    await till.getByText('0 of 1 are there').waitFor();
    await untilHydrated(till);
    await till.getByLabel('Card, number, e-mail or phone').fill(await cardOf(api, guest));
    await press(till, 'Check in');
    await till.getByRole('heading', { name: 'Welcome, Anna K.' }).waitFor();
    expect(await pointsOf(api, guest)).toBe(50);
    expect(await axeFaults(till)).toEqual([]);
    await press(till, 'Undo');
    await till.getByText('0 of 1 are there').waitFor();
    expect(await pointsOf(api, guest)).toBe(0);
    await till.context().close();
  });

  it('hides a spammer by three trusted reports and not by others; a moderator bans, the author reads why and appeals', async () => {
    const { api } = club;
    const spammer = await joinNew(api, id);
    const spam = await makePost(api, id, spammer, { source: 'Cards at https://cards.example, be quick!' });
    const stateNow = async () =>
      (await readAs<{ state: string }>(api, `/me/posts/${spam.id}`, spammer)).state;
    const reporters: SignedInMember[] = [];
    for (let n = 0; n < 6; n++) reporters.push(await joinNew(api, id));
    const [last, ...others] = reporters;
    if (!last) throw new Error('members were made');
    for (const reporter of others.slice(0, 3)) await makeReport(api, spam, reporter);
    await trustMembers(
      api,
      [last, ...others.slice(3)].map(({ member }) => member.id),
    );
    for (const reporter of others.slice(3)) await makeReport(api, spam, reporter);
    expect(await stateNow()).toBe('shown');
    const reporting = await open(last, `/club/moderation/report/post/${spam.id}`);
    await press(reporting, 'Send report');
    await reporting.getByText('Choose a reason.').last().waitFor();
    await reporting.getByLabel('What is wrong with it?').selectOption('fraud');
    expect(await axeFaults(reporting)).toEqual([]);
    await press(reporting, 'Send report');
    await reporting.getByText('Thank you. A person looks at it.').waitFor();
    await reporting.context().close();
    expect(await stateNow()).toBe('hidden');

    const page = await open(moderator, front);
    await page.getByRole('link', { name: 'Moderation: 1 text waits' }).click();
    await page.getByRole('link', { name: /Hidden by 6 reports.*Cards at/su }).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByRole('link', { name: /Cards at/u }).click();
    await page.getByText('Only the team sees who reported it.').waitFor();
    await untilHydrated(page);
    await page.getByRole('radio', { name: /^Delete and ban from this club/u }).check();
    expect(await axeFaults(page)).toEqual([]);
    await press(page, 'Decide');
    await page.getByText('At least ten characters: the author reads why.').waitFor();
    await page.getByLabel('Reason, the author reads it').fill(reason);
    await press(page, 'Decide');
    await page.getByText('Decided.', { exact: false }).waitFor();
    await page.getByText('Nothing waits').waitFor();
    await page.getByRole('link', { name: 'Decided', exact: true }).click();
    await page.getByText(reason).waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.context().close();

    // Out with the next request.
    expect((await by(api, 'get', `/me/communities/${id}/posts`, spammer)).status).toBe(404);
    const own = await open(spammer, front);
    await own.getByText('You are banned from this club').waitFor();
    await own.getByText(reason).waitFor();
    await own.goto('/club/notices');
    await own.getByText('You are no longer part of Slow mornings.', { exact: false }).click();
    await own.waitForURL('**/club/moderation/*');
    await own.getByText(reason).waitFor();
    await untilHydrated(own);
    await own.getByLabel('What should we know?').fill('The shop asked me to write it');
    await press(own, 'Appeal');
    await own.getByText('Your appeal has arrived').waitFor();
    expect(await axeFaults(own)).toEqual([]);
    await own.context().close();
  });
});
