import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TermsNoticesJob } from '../../apps/api/src/features/legal/index.ts';
import { TermsMails } from '../../apps/api/src/features/legal/terms-mails.ts';
import type { TestApp } from '../support/app.ts';
import { startMailedApp, type MailedApp } from '../support/mailed-app.ts';
import { makeLegalText } from '../support/makers/legal.ts';
import { makeMember } from '../support/makers/members.ts';
import { rowsOf } from '../support/rows.ts';

let club: MailedApp;
let api: TestApp;
beforeEach(async () => {
  club = await startMailedApp();
  api = club.api;
});
afterEach(() => club.close());

const confirmed = { emailConfirmedAt: new Date('2026-11-01') };
const told = () =>
  rowsOf<{ recipient: string; times: number }>(
    api,
    `select recipient, count(*) as times from mails where template = 'terms-changed' group by 1 order by 1`,
  );

describe('members are told of new terms', () => {
  it('each once and nobody is missed, even if the work is killed in the middle', async () => {
    const first = await makeLegalText(api);
    const made = [];
    for (let number = 0; number < 420; number += 1)
      made.push({ language: 'de' as const, email: `m${number}@member.example`, ...confirmed });
    for (const member of made) await makeMember(api, member);
    // Not told: an address that nobody confirmed, and one who accepted ahead.
    await makeMember(api, { email: 'typed@member.example' });
    const ahead = await makeMember(api, { email: 'ahead@member.example', ...confirmed });
    // Before the publication, which starts the job at once, the API accepts no version.
    await rowsOf(api, `insert into terms_acceptances values ($1, $2, 'de', now(), 'asked')`, [
      ahead.id,
      first.version + 1,
    ]);

    // The second batch breaks as if the process had died before its commit.
    const mails = api.app.get(TermsMails);
    const send = mails.send.bind(mails);
    let batches = 0;
    const broken = vi.spyOn(mails, 'send').mockImplementation(async (...sent) => {
      const queued = await send(...sent);
      batches += 1;
      if (batches === 2) throw new Error('killed');
      return queued;
    });
    const job = api.app.get(TermsNoticesJob);
    const { effectiveFrom } = await makeLegalText(api);
    expect(effectiveFrom).toBe('2026-12-22T09:00:00.000Z');
    await vi.waitFor(() => expect(batches).toBeGreaterThanOrEqual(2), { timeout: 20_000 });
    broken.mockRestore();
    // A second worker at the same time does not write twice either.
    await Promise.all([job.tell(), job.tell()]);
    await vi.waitFor(async () => expect(await told()).toHaveLength(420), { timeout: 20_000 });
    await job.tell();
    const reached = await told();
    expect(reached.filter(({ times }) => times !== 1)).toEqual([]);
    expect(reached.map(({ recipient }) => recipient)).not.toContain('ahead@member.example');
  });

  it('in their language, with the day from which the terms hold and a link to them', async () => {
    await makeLegalText(api);
    await makeMember(api, { language: 'de', email: 'm7@member.example', ...confirmed });
    await makeLegalText(api);
    const mail = await club.mailbox.received('m7@member.example');
    expect(mail.subject).toBe('Neue Teilnahmebedingungen ab 22. Dezember 2026');
    expect(mail.text).toContain('/legal/terms?version=2');
    // At the foot: the texts that there are, and no others.
    expect(mail.text).toMatch(/^Teilnahmebedingungen: \S+\/legal\/terms$/m);
    expect(mail.html).toMatch(/href="[^"]+\/legal\/terms"/);
    expect(mail.html).not.toContain('/legal/imprint');
  });
});
