import type { TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember, makeSignedInMember, type SignedInMember } from '../support/makers/members.ts';
import { makeRule, makeTier, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';

let api: TestApp;
let till: Till;
let other: Till;
let shop: string;
let otherShop: string;
let manager: SignedIn;
let cashier: SignedIn;
let elsewhere: SignedIn;
beforeAll(async () => {
  api = await startApp();
  await makeTier(api, { code: 'bronze' });
  await makeRule(api);
  const key = await makeKey(api);
  const [here, there] = [await makeLocation(api), await makeLocation(api)];
  shop = here.id;
  till = new Till(api, key, here.code);
  other = new Till(api, key, there.code);
  otherShop = there.id;
});
// The clock moves by days, and sessions of the team last for hours.
const signIn = async (): Promise<void> => {
  manager = await makeStaff(api, ['manager']);
  cashier = await makeStaff(api, ['cashier'], { locationIds: [shop] });
  elsewhere = await makeStaff(api, ['cashier'], { locationIds: [otherShop] });
};
beforeEach(signIn);
afterAll(() => api.close());

const report = (me: SignedInMember, purchase: string, text: string) =>
  send(api, 'post', `/purchases/${purchase}/reports`, { ...me, body: { text } });
const reported = async (text = 'I bought two.') => {
  const me = await makeSignedInMember(api, { emailConfirmedAt: api.clock.date() });
  const purchase = await till.sell(me.member.id, 1000);
  const { body } = await report(me, purchase.id, text).expect(201);
  return { me, purchase, task: body as { id: string } };
};
interface Story {
  data: TimelineEntry[];
  cursor: { next: string | null };
}
const tasks = async (as: SignedIn, query = '') =>
  (await send(api, 'get', `/tasks${query}`, as).expect(200)).body;
const idsOf = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);
const finish = (as: SignedIn, id: string, note = 'Booked the second one.') =>
  send(api, 'post', `/tasks/${id}/done`, { ...as, body: { note } });

describe('a member who finds a receipt wrong', () => {
  it('reports it once per purchase; more words go to the same task', async () => {
    const { me, purchase, task } = await reported();
    expect(task).toMatchObject({ state: 'open', purchaseId: purchase.id, text: 'I bought two.', note: null });
    const { body: again } = await report(me, purchase.id, 'And a cake.').expect(201);
    expect(again).toMatchObject({ id: task.id, state: 'open', text: 'I bought two.\n\nAnd a cake.' });
    const { body } = await send(api, 'get', `/me/tasks?purchase=${purchase.id}`, me).expect(200);
    expect(idsOf(body)).toEqual([task.id]);
    expect(
      await rowsOf(api, `select data from events where name = 'task.created' and member_id = $1`, [
        me.member.id,
      ]),
    ).toEqual([{ data: { taskId: task.id, kind: 'receipt-wrong' } }]);
  });

  it('makes one task of reports sent at the same moment', async () => {
    const me = await makeSignedInMember(api);
    const { id } = await till.sell(me.member.id, 1000);
    const replies = await Promise.all(['a', 'b', 'c', 'd'].map((text) => report(me, id, text)));
    expect(new Set(replies.map(({ body }) => body.id)).size).toBe(1);
    const { body } = await send(api, 'get', '/me/tasks', me).expect(200);
    expect((body.data[0].text as string).split('\n\n').sort()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('reports it also if they work at another location', async () => {
    const member = await makeMember(api);
    const me = await makeStaff(api, ['cashier'], { memberId: member.id, locationIds: [otherShop] });
    const { id } = await till.sell(member.id, 1000);
    await send(api, 'post', `/purchases/${id}/reports`, { ...me, body: { text: 'I bought two.' } }).expect(
      201,
    );
    const { body: listed } = await send(api, 'get', `/purchases?member=${member.id}`, me).expect(200);
    expect(idsOf(listed)).toEqual([id]);
    const { id: foreign } = await till.sell(null, 1000);
    await expectProblem(send(api, 'get', `/purchases/${foreign}`, me), 404, 'not-found');
    const { body: everyone } = await send(api, 'get', '/purchases', me).expect(200);
    expect(idsOf(everyone)).toEqual([]);
  });

  it('cannot report a purchase of someone else, nothing, or too much', async () => {
    const { purchase } = await reported();
    const me = await makeSignedInMember(api);
    await expectProblem(report(me, purchase.id, 'mine!'), 404, 'not-found');
    const own = await till.sell(me.member.id, 1000);
    for (const text of ['', '  ', 'x'.repeat(1001)])
      await expectProblem(report(me, own.id, text), 400, 'invalid-request', '/text');
    for (let count = 0; count < 4; count += 1) await report(me, own.id, 'x'.repeat(1000)).expect(201);
    await expectProblem(report(me, own.id, 'x'.repeat(1000)), 400, 'invalid-request', '/text');
    expect((await send(api, 'get', '/me/tasks', me)).body.data).toHaveLength(1);
  });

  it('reads the answer, and opens the task again with another report', async () => {
    const { me, purchase, task } = await reported();
    await finish(cashier, task.id).expect(200);
    const { body: read } = await send(api, 'get', `/me/tasks?purchase=${purchase.id}`, me).expect(200);
    expect(read.data[0]).toMatchObject({ state: 'done', note: 'Booked the second one.' });
    expect(read.data[0].doneAt).toBe(new Date(api.clock.now()).toISOString());
    expect(JSON.stringify(read)).not.toContain('doneBy');
    expect(
      await rowsOf(api, `select template, data->>'note' as note from mails where about_id = $1`, [
        me.member.id,
      ]),
    ).toContainEqual({ template: 'report-answered', note: 'Booked the second one.' });
    const { body: again } = await report(me, purchase.id, 'Still wrong.').expect(201);
    expect(again).toMatchObject({ id: task.id, state: 'reopened' });
  });
});

describe('the team', () => {
  it('sees tasks of its locations: the most urgent first, or the newest', async () => {
    const first = await reported('first');
    api.clock.advance({ days: 1 });
    await signIn();
    const second = await reported('second');
    const me = await makeSignedInMember(api);
    const sold = await other.sell(me.member.id, 500);
    const { body: third } = await report(me, sold.id, 'third').expect(201);
    const mine = [first.task.id, second.task.id, third.id];
    const among = async (as: SignedIn, query: string) =>
      idsOf(await tasks(as, query)).filter((id) => mine.includes(id));
    expect(await among(manager, '?state=open')).toEqual(mine);
    expect(await among(manager, '?sort=newest')).toEqual([...mine].reverse());
    expect(await among(cashier, '')).toEqual(mine.slice(0, 2));
    expect(await among(elsewhere, '')).toEqual([third.id]);
    await expectProblem(finish(elsewhere, first.task.id), 404, 'not-found');
    const pages: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: { data: { id: string }[]; cursor: { next: string | null } } = await tasks(
        manager,
        `?limit=1${cursor && `&cursor=${cursor}`}`,
      );
      pages.push(...idsOf(page));
      cursor = page.cursor.next;
    }
    expect(new Set(pages).size).toBe(pages.length);
    expect(pages.filter((id) => mine.includes(id))).toEqual(mine);
  });

  it('assigns, finishes with a note, and opens again, each with its trace', async () => {
    const { task, me } = await reported();
    const path = `/tasks/${task.id}`;
    const assigned = await send(api, 'post', `${path}/assign`, {
      ...manager,
      body: { assigneeId: cashier.accountId },
    }).expect(200);
    expect(assigned.body).toMatchObject({ assignee: { id: cashier.accountId }, location: { id: shop } });
    expect(idsOf(await tasks(cashier, '?mine=true'))).toContain(task.id);
    expect(idsOf(await tasks(manager, '?mine=true'))).not.toContain(task.id);
    await finish(cashier, task.id).expect(200);
    // The second one to finish it changes nothing.
    expect((await finish(manager, task.id, 'Me too.').expect(200)).body.note).toBe('Booked the second one.');
    expect(idsOf(await tasks(manager, '?state=open'))).not.toContain(task.id);
    expect(idsOf(await tasks(manager, '?state=done'))).toContain(task.id);
    const reopened = await send(api, 'post', `${path}/reopen`, cashier).expect(200);
    expect(reopened.body).toMatchObject({ state: 'reopened' });
    const entries = await rowsOf(
      api,
      `select action, member_id from audit_entries where subject_id = $1 order by id`,
      [task.id],
    );
    expect(entries).toEqual(
      ['task.assigned', 'task.done', 'task.reopened'].map((action) => ({ action, member_id: me.member.id })),
    );
    expect(
      await rowsOf(api, `select member_id from events where name = 'task.done' and data->>'taskId' = $1`, [
        task.id,
      ]),
    ).toEqual([{ member_id: me.member.id }]);
  });

  it('finds reports and answers in the timeline of the member, each where it may look', async () => {
    const { task, me, purchase } = await reported('Two cakes, not three.');
    api.clock.advance({ minutes: 5 });
    await finish(cashier, task.id, 'One taken off.').expect(200);
    const path = `/members/${me.member.id}/timeline`;
    const told = async (as: SignedIn, query = ''): Promise<Story> =>
      (await send(api, 'get', `${path}${query}`, as).expect(200)).body;
    const entries = (await told(manager)).data.filter(({ kind }) => kind.startsWith('task.'));
    expect(entries).toMatchObject([
      {
        id: `tasks-done-${task.id}`,
        kind: 'task.done',
        at: new Date(api.clock.now()).toISOString(),
        subject: { type: 'purchase', id: purchase.id },
        details: { task: 'receipt-wrong', text: 'One taken off.', author: 'cashier' },
      },
      {
        id: `tasks-${task.id}`,
        kind: 'task.created',
        details: { task: 'receipt-wrong', text: 'Two cakes, not three.', author: null },
      },
    ]);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page: Story = await told(manager, `?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.data.map(({ kind }) => kind));
      cursor = page.cursor.next;
    }
    expect(paged.filter((kind) => kind.startsWith('task.'))).toEqual(['task.done', 'task.created']);
    // The member bought at the other shop too, so its team sees the member, but not this shop's tasks.
    await other.sell(me.member.id, 500);
    const there = await makeStaff(api, ['manager'], { locationIds: [otherShop] });
    expect(JSON.stringify(await told(there))).not.toContain('task.');
  });

  it('refuses an assignee who is not on the team, and a note without words', async () => {
    const { task, me } = await reported();
    const assign = (assigneeId: string) =>
      send(api, 'post', `/tasks/${task.id}/assign`, { ...manager, body: { assigneeId } });
    await expectProblem(assign(me.member.id), 404, 'not-found');
    await expectProblem(finish(manager, task.id, ' '), 400, 'invalid-request', '/note');
    expect((await tasks(manager, '?sort=newest')).data[0]).toMatchObject({
      id: task.id,
      state: 'open',
      assignee: null,
    });
  });

  it('finds what is overdue, and counts what is open', async () => {
    const { task } = await reported();
    expect(idsOf(await tasks(manager, '?overdue=true'))).not.toContain(task.id);
    api.clock.advance({ days: 4 });
    await signIn();
    expect(idsOf(await tasks(manager, '?overdue=true'))).toContain(task.id);
    const before = (await tasks(manager, '?state=open&include=total&limit=1')).total;
    await finish(manager, task.id).expect(200);
    expect((await tasks(manager, '?state=open&include=total&limit=1')).total).toBe(before - 1);
    expect(idsOf(await tasks(manager, '?overdue=true'))).not.toContain(task.id);
  });
});
