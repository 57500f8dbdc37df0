import { describe, expect, it } from 'vitest';
import { rightsIn, type Standing } from './rights.ts';

const now = Date.parse('2026-11-30T10:00:00Z');
const membership = (state: NonNullable<Standing['membership']>['state'], more: object = {}) => ({
  state,
  role: 'member' as const,
  since: now,
  silencedUntil: null,
  ...more,
});
const rights = (standing: Partial<Standing>) =>
  rightsIn(
    { state: 'open', entry: 'open', fulfils: true, membership: null, restriction: null, ...standing },
    now,
  );
const nothing = { find: false, read: false, write: false, moderate: false, enter: null };

describe('rights in a community', () => {
  it('are none in a draft, also for its owner', () => {
    expect(rights({ state: 'draft', membership: membership('member', { role: 'owner' }) })).toEqual(nothing);
  });

  it('let anyone read an open one, and only members write', () => {
    expect(rights({})).toEqual({ ...nothing, find: true, read: true, enter: 'join' });
    const isIn = { find: true, read: true, write: true, moderate: false, enter: null };
    expect(rights({ membership: membership('member') })).toEqual(isIn);
    const owner = membership('member', { role: 'owner' });
    expect(rights({ membership: owner })).toEqual({ ...isIn, moderate: true });
  });

  it('are none for who is banned from all, and reading for who is silenced', () => {
    const owner = membership('member', { role: 'owner' });
    expect(rights({ membership: owner, restriction: 'banned' })).toEqual(nothing);
    const reads = { ...nothing, find: true, read: true };
    expect(rights({ membership: owner, restriction: 'silenced' })).toEqual(reads);
  });

  it('are reading for who is silenced by its moderators, until then', () => {
    const silenced = (until: number) =>
      rights({ membership: membership('member', { role: 'moderator', silencedUntil: until }) });
    expect(silenced(now + 1)).toMatchObject({ read: true, write: false, moderate: false });
    expect(silenced(now)).toMatchObject({ write: true, moderate: true });
  });

  it.each([
    ['request', 'ask', true],
    ['invitation', null, false],
    ['condition', 'join', true],
  ] as const)('show nothing that was written in one by %s', (entry, enter, find) => {
    expect(rights({ entry })).toEqual({ ...nothing, find, enter });
    expect(rights({ entry, membership: membership('member') })).toMatchObject({ read: true, write: true });
  });

  it('end as soon as the condition does not hold, and are back when it holds again', () => {
    const owner = membership('member', { role: 'owner' });
    const lost = { entry: 'condition', fulfils: false, membership: owner } as const;
    expect(rights(lost)).toEqual({ ...nothing, find: true });
    expect(rights({ ...lost, fulfils: true })).toMatchObject({ read: true, moderate: true });
    expect(rights({ fulfils: false })).toMatchObject({ read: false, enter: null });
  });

  it('of a banned member are to know about it, even where anyone reads', () => {
    expect(rights({ membership: membership('banned') })).toEqual({ ...nothing, find: true });
  });

  it('lead an invited member in, and one who asks waits', () => {
    const entry = 'invitation';
    expect(rights({ entry, membership: membership('invited') })).toMatchObject({ find: true, enter: 'join' });
    expect(rights({ entry: 'request', membership: membership('asked') })).toMatchObject({ enter: null });
  });

  it('let a refused member ask again after seven days', () => {
    const refused = (days: number) =>
      rights({ entry: 'request', membership: membership('refused', { since: now - days * 86_400_000 }) });
    expect(refused(6.9)).toMatchObject({ find: true, enter: null });
    expect(refused(7)).toMatchObject({ enter: 'ask' });
  });

  it('forget an invitation that the member left behind', () => {
    expect(rights({ entry: 'invitation', membership: membership('left') })).toEqual(nothing);
  });

  it('are to read in an archived one', () => {
    const archived = { state: 'archived', membership: membership('member', { role: 'owner' }) } as const;
    expect(rights(archived)).toEqual({ ...nothing, find: true, read: true });
    expect(rights({ state: 'archived' })).toMatchObject({ read: true, enter: null });
  });
});
