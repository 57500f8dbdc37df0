import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { changeClub } from '../support/makers/purchases.ts';
import { makeCircle, makePost } from '../support/makers/posts.ts';
import { drawPng } from '../support/pictures.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';

const narrow = { language: 'en', width: 320, height: 700 } as const;
const desk = { language: 'en', width: 1440, height: 900 } as const;

describe.runIf(await findBrowser())('posts of communities', () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  const open = async ({ cookie }: { cookie: string }, path: string, look: object = narrow): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const choose = async (page: Page, name: string): Promise<void> => {
    await page.getByRole('button', { name: 'More about this post' }).click();
    await page.getByRole('menuitem', { name }).click();
  };

  it('are written, answered, changed and deleted, and those who read see what is new', async () => {
    const { id, members } = await makeCircle(club.api);
    const [author, reader] = members;
    if (!author || !reader) throw new Error('a circle of two');
    const front = `/club/communities/${id}`;
    await changeClub(club.api, { interests: [{ key: 'filter', name: { en: 'Filter coffee' } }] });

    const writing = await open(author, `${front}/write`);
    await writing.getByLabel('Title').fill('Three pours');
    await writing.getByLabel('Text', { exact: true }).fill('Rinse the paper **twice**.');
    await writing.getByLabel('Filter coffee').check();
    await press(writing, 'Preview');
    await writing.getByRole('status').getByText('Three pours').waitFor();
    expect(await writing.getByLabel('Filter coffee').isChecked()).toBe(true);
    await press(writing, 'Publish');
    await writing.waitForURL(`**${front}/posts/*`);
    const path = new URL(writing.url()).pathname;

    const reading = await open(reader, front);
    await reading.getByRole('button', { name: 'Likes', pressed: false }).click();
    await reading.getByRole('button', { name: /Likes/u, pressed: true }).waitFor();
    club.api.clock.advance({ minutes: 1 });
    await makePost(club.api, id, author, { title: 'Kenya Nyeri' });
    // The page asks again when someone comes back to it.
    const news = reading.getByRole('button', { name: '1 new post', exact: true });
    await expect
      .poll(async () => {
        await reading.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
        return news.count();
      })
      .toBe(1);
    await news.click();
    await reading.getByRole('link', { name: 'Kenya Nyeri' }).first().waitFor();
    expect(await axeFaults(reading)).toEqual([]);

    await reading.getByRole('link', { name: 'Filter coffee', exact: true }).first().click();
    await reading.waitForURL(`**${front}?interest=filter`);
    await reading.getByRole('link', { name: 'Three pours' }).waitFor();
    await expect.poll(() => reading.getByRole('link', { name: 'Kenya Nyeri' }).count()).toBe(0);
    expect(await axeFaults(reading)).toEqual([]);

    await reading.goto(path);
    await untilHydrated(reading);
    await reading.getByLabel('Your comment').fill('How hot is the water?');
    await press(reading, 'Comment');
    await reading.getByText('How hot is the water?').first().waitFor();
    expect(await axeFaults(reading)).toEqual([]);

    await writing.goto(path);
    await untilHydrated(writing);
    await choose(writing, 'Edit');
    await writing.getByLabel('Text', { exact: true }).fill('Rinse the paper once.');
    const picture = { name: 'a.png', mimeType: 'image/png', buffer: drawPng({ width: 90, height: 60 }) };
    await writing.getByLabel('Add pictures').setInputFiles(picture);
    await writing.locator('input[name=picture]').waitFor({ state: 'attached' });
    await press(writing, 'Save');
    await writing.waitForURL(`**${path}`);
    await writing.getByText('Rinse the paper once.').waitFor();
    await untilHydrated(writing);
    await choose(writing, 'Edit');
    await writing.getByLabel('What does picture 1 show?').fill('Wet paper');
    expect(await axeFaults(writing)).toEqual([]);
    await press(writing, 'Save');
    await writing.getByRole('img', { name: 'Wet paper' }).waitFor();
    await untilHydrated(writing);
    await choose(writing, 'Earlier versions');
    await writing.getByText('twice', { exact: true }).waitFor();

    await writing.goto(path);
    await untilHydrated(writing);
    await choose(writing, 'Delete');
    await press(writing, 'Delete');
    await reading.goto(path);
    await reading.getByText('This post was deleted.').waitFor();
    await reading.getByText('How hot is the water?').first().waitFor();
  });

  it('are looked through by managers, who announce, pin and take down what the club wrote', async () => {
    const { id, members } = await makeCircle(club.api, 1);
    const [author] = members;
    if (!author) throw new Error('a circle of one');
    await makePost(club.api, id, author, { title: 'Three pours' });
    const page = await open(await makeStaff(club.api, ['manager']), `/console/communities/${id}/posts`, desk);
    await page.getByText('Three pours').waitFor();
    await press(page, 'Announce');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Title').fill('Kenya lands on Friday');
    await dialog.getByRole('button', { name: 'Announce', exact: true }).click();
    await dialog.getByText('Please fill this in').waitFor();
    await dialog.getByLabel('Text', { exact: true }).fill('Sixty bags.');
    await dialog.getByRole('button', { name: 'Announce', exact: true }).click();
    const row = page.getByRole('row', { name: /Kenya lands on Friday/u });
    await row.getByRole('button', { name: 'Pin', exact: true }).click();
    await row.getByText('Pinned', { exact: true }).waitFor();
    expect(await axeFaults(page)).toEqual([]);

    const feed = await open(author, `/club/communities/${id}`);
    await feed.getByRole('link', { name: 'Kenya lands on Friday' }).waitFor();

    await page.getByRole('link', { name: /Three pours/u }).click();
    await page.getByRole('heading', { name: 'Three pours' }).waitFor();
    await page.getByLabel('Comment', { exact: true }).fill('Come by, we show you.');
    await press(page, 'Comment');
    const answer = page.getByRole('listitem').filter({ hasText: 'Come by, we show you.' });
    await answer.waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await answer.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await answer.waitFor({ state: 'hidden' });
    await page.goBack();

    await row.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Deleted', { exact: true }).first().waitFor();
    await feed.reload();
    await feed.getByRole('link', { name: 'Three pours' }).first().waitFor();
    expect(await feed.getByText('Kenya lands on Friday').count()).toBe(0);
  });
});
