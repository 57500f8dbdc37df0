import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFaults } from '../support/axe.ts';
import { findBrowser } from '../support/browser.ts';
import { makeStaff } from '../support/makers.ts';
import { makeReport, setModeration } from '../support/makers/moderation.ts';
import { by, makeCircle, makePost } from '../support/makers/posts.ts';
import { startClub, untilHydrated, type TestClub } from '../support/portal.ts';
import { readAs } from '../support/posts.ts';

const desk = { language: 'en', width: 1440, height: 900 } as const;
const phone = { language: 'en', width: 320, height: 640 } as const;

describe.runIf(await findBrowser())('moderation', { timeout: 120_000 }, () => {
  let club: TestClub;
  beforeAll(async () => {
    club = await startClub();
  });
  afterAll(() => club.close());

  const open = async (
    cookie: string | undefined,
    path: string,
    look: typeof desk | typeof phone = desk,
  ): Promise<Page> => {
    const page = await club.page(cookie, look);
    await page.goto(path);
    await untilHydrated(page);
    return page;
  };

  it('is decided by keyboard: a manager bans, the author reads why and appeals, another one answers', async () => {
    const { api } = club;
    const { id, members } = await makeCircle(api, 2);
    const [author, reader] = members;
    if (!author || !reader) throw new Error('members were made');
    const spam = await makePost(api, id, author, { source: 'Cards at https://cards.example, be quick!' });
    await makeReport(api, spam, reader);

    const manager = await makeStaff(api, ['manager']);
    const queue = await open(manager.cookie, '/console/communities/moderation');
    await queue.getByText('1 report', { exact: true }).waitFor();
    expect(await axeFaults(queue)).toEqual([]);
    await queue.keyboard.press('3');
    expect(await queue.getByRole('radio', { name: /^Delete and ban/u }).isChecked()).toBe(true);
    await queue.keyboard.press('Control+Enter');
    await queue.getByText('At least ten characters: the author reads why.').waitFor();
    const reason = 'Selling cards in our name is fraud.';
    await queue.getByLabel('Reason, the author reads it').fill(reason);
    await queue.keyboard.press('Control+Enter');
    await queue.getByRole('button', { name: 'Undo' }).waitFor();
    await queue.getByText('Nothing waits').waitFor();

    // Out with the next request, and the reason can be read and answered.
    expect((await by(api, 'get', `/me/communities/${id}`, author)).status).toBe(404);
    const decisions = await open(manager.cookie, '/console/communities/moderation/decisions', phone);
    await decisions.getByText(reason).waitFor();
    await decisions.context().close();
    const { data } = await readAs<{ data: { path: string }[] }>(api, '/me/notices', author);
    const path = data.map((notice) => notice.path).find((to) => to.startsWith('/club/moderation/'));
    const own = await open(author.cookie, path ?? '', phone);
    await own.getByText('You are banned from all clubs').waitFor();
    await own.context().close();
    const appeal = { text: 'The shop asked me to write it' };
    await by(api, 'post', `/me${(path ?? '').slice('/club'.length)}/appeals`, author, appeal).expect(201);

    const other = await makeStaff(api, ['manager']);
    const appeals = await open(other.cookie, '/console/communities/moderation?kind=appeal');
    await appeals.getByText('The shop asked me to write it').waitFor();
    await appeals.getByLabel('Answer, the author reads it').fill('You are right, we are sorry.');
    await appeals.getByRole('button', { name: 'Decide' }).click();
    await appeals.getByText('The appeal is answered.').waitFor();
    expect((await by(api, 'get', `/me/communities/${id}`, author)).status).toBe(200);
  });

  it('takes a report of a stranger after the browser has computed', async () => {
    const { api } = club;
    const { id, members } = await makeCircle(api, 1);
    const [author] = members;
    if (!author) throw new Error('a member was made');
    const post = await makePost(api, id, author);
    await setModeration(api, { proof: 'low' });
    const page = await open(undefined, `/report?address=/club/communities/${id}/posts/${post.id}`, phone);
    await page.getByText('Checked: you are no program.').waitFor();
    expect(await axeFaults(page)).toEqual([]);
    await page.getByLabel('Why is it illegal?').fill('It copies the text of my book');
    await page.getByLabel('Your name').fill('Eva Stranger');
    await page.getByLabel('Your e-mail').fill('eva@law.example');
    await page.getByLabel('As far as I know').check();
    await page.getByRole('button', { name: 'Send report' }).click();
    await page.getByText('Your report has arrived').waitFor();
  });

  it('has word lists and trust levels that managers change', async () => {
    const manager = await makeStaff(club.api, ['manager']);
    const words = await open(manager.cookie, '/console/communities/moderation/words');
    await words.getByLabel('Word', { exact: true }).last().fill('scam*');
    await words.getByRole('button', { name: 'Add word' }).click();
    await words.getByRole('cell', { name: 'scam*', exact: true }).waitFor();
    expect(await axeFaults(words)).toEqual([]);
    const trust = await open(manager.cookie, '/console/communities/moderation/trust');
    await trust.getByLabel('Days to appeal').fill('3');
    await trust.getByRole('button', { name: 'Save' }).click();
    await trust.getByText('Between 14 and 365.').waitFor();
    await trust.getByLabel('Days to appeal').fill('20');
    await trust.getByRole('button', { name: 'Save' }).click();
    await trust.getByText('Saved').waitFor();
    expect(await axeFaults(trust)).toEqual([]);
  });
});
