import { describe, expect, it } from 'vitest';
import * as exported from './index.ts';
import type { Endpoint } from './index.ts';

const isEndpoint = (value: unknown): value is Endpoint =>
  typeof value === 'object' && value !== null && 'method' in value && 'path' in value;
const endpoints = Object.values<unknown>(exported).filter(isEndpoint);
const namesOf = (some: readonly Endpoint[]): string[] => some.map(({ name }) => name).sort();
const changes = endpoints.filter(({ method }) => method !== 'GET');

describe('the wallet of a change', () => {
  it('is declared by every change, and by no read', () => {
    expect(changes.length).toBeGreaterThan(50);
    expect(namesOf(changes.filter(({ wallet }) => wallet === undefined))).toEqual([]);
    expect(
      namesOf(endpoints.filter(({ method, wallet }) => method === 'GET' && wallet !== undefined)),
    ).toEqual([]);
  });

  it('is that of the member in the path, if there is one', () => {
    const named = changes.filter(({ path }) => path.startsWith('/members/{id}'));
    expect(namesOf(changes.filter(({ wallet }) => wallet === 'member'))).toEqual(namesOf(named));
  });

  it('is known for every endpoint that moves points', () => {
    const moving = changes.filter(({ idempotent }) => idempotent);
    // A voucher was paid for when it was redeemed. Using it moves no points, nor does a coupon. A bulk
    // change is done by a job. What the club writes moves none.
    expect(namesOf(moving.filter(({ wallet }) => wallet === 'none'))).toEqual([
      'announce',
      'commentAsClub',
      'createProductTest',
      'rollBackCouponRedemption',
      'runCheckedBulk',
      'startMemberBulk',
      'undoMemberBulk',
      'useVoucher',
    ]);
  });

  it('is found by another object only if the path has one', () => {
    const things: readonly string[] = exported.walletThings;
    const byThing = changes.filter(({ wallet = 'none' }) => things.includes(wallet));
    expect(new Set(byThing.map(({ wallet }) => wallet))).toEqual(new Set(things));
    expect(namesOf(byThing.filter(({ path }) => !path.includes('/{id}')))).toEqual([]);
  });
});
