import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeCommunity, makeCommunityMember } from '../support/makers/communities.ts';
import { makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { drawPng, scriptedSvg } from '../support/pictures.ts';
import { startClub, type TestClub } from '../support/portal.ts';

const narrow = { language: 'en', width: 320, height: 700 } as const;

describe.runIf(await findBrowser())('pictures and polls of posts', () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  const open = async ({ cookie }: SignedInMember, path: string): Promise<Page> => {
    const page = await club.page(cookie, narrow);
    await page.goto(path);
    return page;
  };
  const file = (name: string, buffer: Buffer, mimeType = 'image/png') => ({ name, mimeType, buffer });

  it('are written by one member, looked at and voted on by another', async () => {
    const community = await makeCommunity(club.api);
    const [author, reader] = [await makeSignedInMember(club.api), await makeSignedInMember(club.api)];
    for (const { member } of [author, reader]) await makeCommunityMember(club.api, community, member);
    const front = `/club/communities/${community.id}`;

    const writing = await open(author, `${front}/write`);
    await writing.getByLabel('Text', { exact: true }).fill('What do we brew on Sunday?');
    const chooser = writing.getByLabel('Add pictures');
    await chooser.setInputFiles([
      file('dripper.png', drawPng({ width: 90, height: 60 })),
      file('drawing.svg', scriptedSvg, 'image/svg+xml'),
    ]);
    await writing.getByText('Only JPEG, PNG and WebP work', { exact: false }).waitFor();
    await writing.getByRole('button', { name: 'Remove picture 2' }).click();
    await writing.getByLabel('What does picture 1 show?').fill('My dripper');
    await writing.getByText('Add a poll').click();
    await writing.getByLabel('Answer 1').fill('Yirgacheffe');
    await writing.getByLabel('Answer 2').fill('Huila');
    expect(await axeFaults(writing)).toEqual([]);
    await writing.getByRole('button', { name: 'Publish', exact: true }).click();
    await writing.waitForURL(`**${front}/posts/*`);
    await writing.getByRole('img', { name: 'My dripper' }).waitFor();

    const reading = await open(reader, front);
    await reading.getByText('0 votes').waitFor();
    await reading.getByRole('button', { name: /^Huila/u }).click();
    await reading.getByRole('button', { name: /^Huila.*100/u, pressed: true }).waitFor();
    await reading.getByText('1 vote', { exact: true }).waitFor();
    expect(await axeFaults(reading)).toEqual([]);
    await reading.getByRole('link', { name: 'My dripper, Picture 1 of 1' }).click();
    const viewer = reading.getByRole('dialog');
    await viewer.getByRole('img', { name: 'My dripper' }).waitFor();
    expect(await axeFaults(reading)).toEqual([]);
    await reading.keyboard.press('Escape');
    await viewer.waitFor({ state: 'detached' });
    await reading.getByRole('button', { name: 'Take back my vote' }).click();
    await reading.getByText('0 votes', { exact: false }).waitFor();
  });
});
