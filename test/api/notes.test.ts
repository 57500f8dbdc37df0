import type { MemberNote, TimelineEntry } from '@regulars/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SweepNotesJob } from '../../apps/api/src/features/notes/index.ts';
import { EraseMembersJob } from '../../apps/api/src/features/privacy/index.ts';
import { PersonalData } from '../../apps/api/src/platform/privacy/personal-data.ts';
import { startApp, type TestApp } from '../support/app.ts';
import { makeKey, makeStaff, type SignedIn } from '../support/makers.ts';
import { makeLocation } from '../support/makers/club.ts';
import { makeMember } from '../support/makers/members.ts';
import { makeRule, Till } from '../support/makers/purchases.ts';
import { expectProblem, send } from '../support/requests.ts';
import { rowsOf } from '../support/rows.ts';
import { retentionKeys } from '../support/canary-member.ts';

let api: TestApp;
let key: string;
let manager: SignedIn;
let cashier: SignedIn;
let colleague: SignedIn;
beforeAll(async () => {
  api = await startApp(undefined, { RETENTION_KEYS: retentionKeys });
  key = await makeKey(api);
});
// The clock moves by days, and sessions of the team last for hours.
const signIn = async (): Promise<void> => {
  manager = await makeStaff(api, ['manager']);
  cashier = await makeStaff(api, ['cashier']);
  colleague = await makeStaff(api, ['cashier']);
};
beforeEach(signIn);
afterAll(() => api.close());

type Caller = SignedIn | { key: string };
const write = (as: Caller, id: string, text: string, pinned = false) =>
  send(api, 'post', `/members/${id}/notes`, { ...as, body: { text, pinned } });
const written = async (as: Caller, id: string, text: string, pinned = false): Promise<MemberNote> =>
  (await write(as, id, text, pinned).expect(201)).body;
const listed = async (id: string, query = '', as: Caller = manager) =>
  (await send(api, 'get', `/members/${id}/notes${query}`, as).expect(200)).body as {
    data: MemberNote[];
    cursor: { next: string | null };
    total?: number;
  };
const textsOf = async (id: string, query = ''): Promise<string[]> =>
  (await listed(id, query)).data.map(({ text }) => text);
const change = (as: Caller, id: string, note: MemberNote, body: object) =>
  send(api, 'patch', `/members/${id}/notes/${note.id}`, { ...as, version: note.version, body });
const remove = (as: Caller, id: string, { id: noteId }: MemberNote) =>
  send(api, 'delete', `/members/${id}/notes/${noteId}`, as);
const restore = (as: Caller, id: string, { id: noteId }: MemberNote) =>
  send(api, 'post', `/members/${id}/notes/${noteId}/restore`, as);

describe('notes on a member', () => {
  it('are listed with pinned ones first, then the newest, by pages', async () => {
    const { id } = await makeMember(api);
    for (const [text, pinned] of [
      ['first', false],
      ['allergic to nuts', true],
      ['third', false],
      ['prefers tea', true],
    ] as const) {
      await written(cashier, id, text, pinned);
      api.clock.advance({ seconds: 1 });
    }
    const whole = ['prefers tea', 'allergic to nuts', 'third', 'first'];
    expect(await textsOf(id)).toEqual(whole);
    expect(await textsOf(id, '?pinned=true')).toEqual(whole.slice(0, 2));
    expect((await listed(id, '?limit=1&include=total')).total).toBe(4);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await listed(id, `?limit=1${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.data.map(({ text }) => text));
      cursor = page.cursor.next;
    }
    expect(paged).toEqual(whole);
  });

  it('name who wrote them and when; only the text that changed has a second time', async () => {
    const { id } = await makeMember(api);
    const note = await written(cashier, id, '  Comes on Fridays.\nWith a dog.  ');
    expect(note).toMatchObject({
      text: 'Comes on Fridays.\nWith a dog.',
      author: 'cashier',
      createdAt: new Date(api.clock.now()).toISOString(),
      changedAt: null,
      mayChange: true,
    });
    api.clock.advance({ minutes: 1 });
    const { body: pinned } = await change(cashier, id, note, { pinned: true }).expect(200);
    expect(pinned).toMatchObject({ pinned: true, changedAt: null });
    const { body: changed } = await change(cashier, id, pinned, { text: 'Comes on Mondays.' }).expect(200);
    expect(changed).toMatchObject({ text: 'Comes on Mondays.', pinned: true, author: 'cashier' });
    expect(changed.changedAt).toBe(new Date(api.clock.now()).toISOString());
  });

  it('refuse no words, too many, hidden ones, and members that do not exist', async () => {
    const { id } = await makeMember(api);
    for (const text of ['', ' \n ', 'x'.repeat(2001), 'a\u202Eb'])
      await expectProblem(write(manager, id, text), 400, 'invalid-request', '/text');
    await written(manager, id, 'x'.repeat(2000));
    const nobody = '00000000-0000-7000-8000-000000000001';
    await expectProblem(write(manager, nobody, 'who?'), 404, 'not-found');
    await expectProblem(send(api, 'get', `/members/${nobody}/notes`, manager), 404, 'not-found');
    expect((await listed(id)).data).toHaveLength(1);
  });

  it('are changed and deleted by their author, a manager or a key, and by nobody else', async () => {
    const { id } = await makeMember(api);
    const { id: other } = await makeMember(api);
    const note = await written(cashier, id, 'A regular.');
    expect((await listed(id, '', colleague)).data[0]?.mayChange).toBe(false);
    expect((await listed(id, '', manager)).data[0]?.mayChange).toBe(true);
    await expectProblem(change(colleague, id, note, { text: 'no' }), 403, 'not-allowed');
    await expectProblem(remove(colleague, id, note), 403, 'not-allowed');
    // A note is found only with its member.
    await expectProblem(change(manager, other, note, { text: 'no' }), 404, 'not-found');
    await expectProblem(remove(manager, other, note), 404, 'not-found');
    expect(await textsOf(id)).toEqual(['A regular.']);
    const { body } = await change(manager, id, note, { text: 'A friend.' }).expect(200);
    await change({ key }, id, body, { pinned: true }).expect(200);
    expect((await listed(id)).data).toMatchObject([{ text: 'A friend.', pinned: true, author: 'cashier' }]);
    await remove(cashier, id, note).expect(204);
    expect(await textsOf(id)).toEqual([]);
  });

  it('come back after a deletion, for a day', async () => {
    const { id } = await makeMember(api);
    const note = await written(cashier, id, 'Keep me.');
    await remove(cashier, id, note).expect(204);
    await expectProblem(remove(cashier, id, note), 404, 'not-found');
    await expectProblem(change(cashier, id, { ...note, version: 2 }, { text: 'no' }), 404, 'not-found');
    await expectProblem(restore(colleague, id, note), 403, 'not-allowed');
    api.clock.advance({ hours: 2 });
    await api.app.get(SweepNotesJob).run();
    const { body } = await restore(cashier, id, note).expect(200);
    expect(body).toMatchObject({ id: note.id, text: 'Keep me.', createdAt: note.createdAt });
    // Twice does nothing more.
    expect((await restore(cashier, id, note).expect(200)).body.version).toBe(body.version);
    await remove(cashier, id, note).expect(204);
    api.clock.advance({ hours: 24, seconds: 1 });
    await signIn();
    await expectProblem(restore(manager, id, note), 404, 'not-found');
    await api.app.get(SweepNotesJob).run();
    expect(await rowsOf(api, 'select id from member_notes where id = $1', [note.id])).toEqual([]);
  });

  it('keep the first of two changes at the same moment', async () => {
    const { id } = await makeMember(api);
    const note = await written(manager, id, 'Before.');
    const statuses = (
      await Promise.all(['a', 'b', 'c'].map((text) => change(manager, id, note, { text })))
    ).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 412, 412]);
    expect((await listed(id)).data[0]?.version).toBe(note.version + 1);
  });

  it('leave entries without words in the audit log, and one in the timeline', async () => {
    const { id } = await makeMember(api);
    const note = await written(manager, id, 'Secret words.', true);
    await change(manager, id, note, { text: 'Other words.' }).expect(200);
    await remove(manager, id, note).expect(204);
    await restore(manager, id, note).expect(200);
    const entries = await rowsOf(
      api,
      'select action, member_id, before, after from audit_entries where subject_id = $1 order by id',
      [note.id],
    );
    expect(entries).toEqual(
      ['note.written', 'note.changed', 'note.deleted', 'note.restored'].map((action) => ({
        action,
        member_id: id,
        before: null,
        after: { pinned: true },
      })),
    );
    const told = async (): Promise<TimelineEntry[]> => {
      const { body } = await send(api, 'get', `/members/${id}/timeline`, manager).expect(200);
      return (body.data as TimelineEntry[]).filter(({ kind }) => kind === 'note.written');
    };
    expect(await told()).toMatchObject([{ details: { text: 'Other words.', author: 'manager' } }]);
    await remove(manager, id, note).expect(204);
    expect(await told()).toEqual([]);
  });
});

describe('the reach of notes', () => {
  it('ends at the members of the locations where the caller works', async () => {
    const [here, there] = [await makeLocation(api), await makeLocation(api)];
    const bound = await makeStaff(api, ['cashier'], { locationIds: [here.id] });
    const [{ id: known }, { id: unknown }] = [await makeMember(api), await makeMember(api)];
    await makeRule(api);
    await new Till(api, key, here.code).sell(known, 500);
    await new Till(api, key, there.code).sell(unknown, 500);
    await written(bound, known, 'ours');
    await expectProblem(write(bound, unknown, 'theirs'), 404, 'not-found');
    await expectProblem(send(api, 'get', `/members/${unknown}/notes`, bound), 404, 'not-found');
  });
});

describe('notes and the rights of a person', () => {
  it('are in the copy of the data, without the name of their author', async () => {
    const { id } = await makeMember(api);
    await written(cashier, id, 'Likes window seats.', true);
    const { member_notes: copied } = await api.app.get(PersonalData).copyOf(id);
    expect(copied).toMatchObject([{ text: 'Likes window seats.', pinned: true }]);
    expect(JSON.stringify(copied)).not.toContain('cashier');
  });

  it('go with the erased member, and no more are written', async () => {
    const { id } = await makeMember(api);
    await written({ key }, id, 'To be forgotten.');
    await send(api, 'post', `/members/${id}/close`, { key, body: { reason: 'moved' } }).expect(200);
    await written({ key }, id, 'Asked why.');
    api.clock.advance({ days: 31 });
    const late = [0, 1, 2].map((n) => write({ key }, id, `late ${n}`));
    const [, ...replies] = await Promise.all([api.app.get(EraseMembersJob).eraseDue(), ...late]);
    for (const { status } of replies) expect([201, 410]).toContain(status);
    expect(await rowsOf(api, 'select id from member_notes where member_id = $1', [id])).toEqual([]);
    await expectProblem(write({ key }, id, 'after'), 410, 'member-erased');
  });
});
