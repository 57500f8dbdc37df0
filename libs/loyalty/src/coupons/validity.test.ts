import { describe, expect, it } from 'vitest';
import { instantOf } from '../clock.ts';
import { couponRefusal, type CouponSale, type CouponUses, type CouponValidity } from './validity.ts';

const always: CouponValidity = {
  state: 'live',
  startsAt: null,
  endsAt: null,
  weekdays: null,
  hours: null,
  locationIds: null,
  channels: null,
  limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
};
/** A Thursday, at 17:30 in Vienna. */
const sale: CouponSale = {
  at: instantOf('2026-11-26T16:30:00Z'),
  zone: 'Europe/Vienna',
  locationId: 'vienna',
  channel: 'till',
  hasMember: true,
  byCode: true,
};
const none: CouponUses = { total: 0, ofMember: 0, ofMemberToday: 0, today: 0, byCode: 0 };
const limits = (more: Partial<CouponValidity['limits']>) => ({ limits: { ...always.limits, ...more } });

describe('a coupon can be redeemed', () => {
  it.each<[string, Partial<CouponValidity>]>([
    ['always without terms', {}],
    ['from its start on', { startsAt: sale.at }],
    ['until just before its end', { endsAt: sale.at + 1 }],
    [
      'on its weekdays, by the clock of the club',
      { weekdays: [4], hours: { from: '17:00', until: '20:00' } },
    ],
    ['in its last minute', { hours: { from: '00:00', until: '17:31' } }],
    ['until midnight', { hours: { from: '17:30', until: '24:00' } }],
    ['at its locations and in its channels', { locationIds: ['vienna'], channels: ['till'] }],
    ['below its limits', limits({ total: 1, perMember: 1, perMemberAndDay: 1, perDay: 1, perCode: 1 })],
  ])('%s', (_, terms) => {
    expect(couponRefusal({ ...always, ...terms }, sale, none)).toBeNull();
  });
});

describe('hours over midnight', () => {
  const friday = { weekdays: [5], hours: { from: '22:00', until: '02:30' } };
  const refusalOf = (at: string, terms: Partial<CouponValidity> = friday) =>
    couponRefusal({ ...always, ...terms }, { ...sale, at: instantOf(at) }, none)?.kind ?? null;

  it.each([
    ['before they begin', '2026-11-27T21:59:59+01:00', 'wrong-time'],
    ['from their beginning on', '2026-11-27T22:00:00+01:00', null],
    ['before midnight', '2026-11-27T23:59:59+01:00', null],
    ['after midnight, on Saturday', '2026-11-28T00:00:00+01:00', null],
    ['in their last second', '2026-11-28T02:29:59+01:00', null],
    ['at their end', '2026-11-28T02:30:00+01:00', 'wrong-time'],
    ['on the evening of Saturday', '2026-11-28T23:00:00+01:00', 'wrong-time'],
    ['in the night that began on Thursday', '2026-11-27T01:00:00+01:00', 'wrong-time'],
  ])('belong to the weekday on which they begin: %s', (_, at, refusal) => {
    expect(refusalOf(at)).toBe(refusal);
  });

  it.each([
    // On 25 October 2026 the clock of Vienna shows 02:00 to 03:00 twice; on 29 March it shows none of it.
    ['in the hour that comes twice, the first time', '2026-10-25T02:15:00+02:00', null],
    ['in the hour that comes twice, the second time', '2026-10-25T02:15:00+01:00', null],
    ['between both, when the clock is past the end', '2026-10-25T02:45:00+02:00', 'wrong-time'],
    ['after both', '2026-10-25T02:30:00+01:00', 'wrong-time'],
    ['just before the hour that is missing', '2026-03-29T01:59:00+01:00', null],
    ['just after it', '2026-03-29T03:00:00+02:00', 'wrong-time'],
  ])('follow the clock on the wall when it changes: %s', (_, at, refusal) => {
    expect(refusalOf(at, { ...friday, weekdays: [6] })).toBe(refusal);
  });

  it('count on every day without weekdays, and until midnight with 00:00 as with 24:00', () => {
    const nights = { hours: friday.hours };
    expect(refusalOf('2026-11-25T01:00:00+01:00', nights)).toBeNull();
    expect(refusalOf('2026-11-25T12:00:00+01:00', nights)).toBe('wrong-time');
    for (const until of ['00:00', '24:00']) {
      const evening = { hours: { from: '22:00', until } };
      expect(refusalOf('2026-11-25T23:59:00+01:00', evening)).toBeNull();
      expect(refusalOf('2026-11-26T00:00:00+01:00', evening)).toBe('wrong-time');
    }
  });

  it('end on Monday, if they begin on Sunday', () => {
    expect(refusalOf('2026-11-30T01:00:00+01:00', { ...friday, weekdays: [7] })).toBeNull();
    expect(refusalOf('2026-11-30T01:00:00+01:00', { ...friday, weekdays: [1] })).toBe('wrong-time');
  });
});

describe('a coupon is refused', () => {
  it.each<[string, Partial<CouponValidity>, Partial<CouponUses>, object]>([
    ['before its start', { startsAt: sale.at + 1 }, {}, { kind: 'not-yet-valid', from: sale.at + 1 }],
    ['from its end on', { endsAt: sale.at }, {}, { kind: 'expired' }],
    ['if it has ended', { state: 'ended' }, {}, { kind: 'expired' }],
    ['while it is paused', { state: 'paused' }, {}, { kind: 'paused' }],
    ['on another weekday', { weekdays: [1, 2, 3, 5, 6, 7] }, {}, { kind: 'wrong-time' }],
    ['at the end of its hours', { hours: { from: '08:00', until: '17:30' } }, {}, { kind: 'wrong-time' }],
    ['at another location', { locationIds: ['berlin'] }, {}, { kind: 'wrong-location' }],
    ['in another channel', { channels: ['web-shop'] }, {}, { kind: 'wrong-channel' }],
    ['if it is used up', limits({ total: 20 }), { total: 20 }, { kind: 'used-up' }],
    ['if its code is used up', limits({ perCode: 5 }), { byCode: 5 }, { kind: 'code-used-up' }],
    [
      'if the last ones are held',
      limits({ total: 5 }),
      { total: 5, held: 1 },
      { kind: 'used-up', held: true },
    ],
    ['if it is used up, whatever is held', limits({ total: 5 }), { total: 7, held: 2 }, { kind: 'used-up' }],
    ['if it is used up today', limits({ perDay: 5 }), { today: 5 }, { kind: 'limit-of-day' }],
    [
      'if the member used it up',
      limits({ perMember: 2 }),
      { ofMember: 2 },
      { kind: 'limit-of-member', most: 2, today: false },
    ],
    [
      'if the member used it up today',
      limits({ perMember: 9, perMemberAndDay: 1 }),
      { ofMember: 1, ofMemberToday: 1 },
      { kind: 'limit-of-member', most: 1, today: true },
    ],
  ])('%s', (_, terms, uses, refusal) => {
    expect(couponRefusal({ ...always, ...terms }, sale, { ...none, ...uses })).toEqual(refusal);
  });

  it('not for the limit of the code that everyone types, with a code of its own', () => {
    const coupon = { ...always, ...limits({ perCode: 5 }) };
    expect(couponRefusal(coupon, { ...sale, byCode: false }, { ...none, byCode: 5 })).toBeNull();
  });

  it('without a member if each member may use it only so often', () => {
    const coupon = { ...always, ...limits({ perMember: 1 }) };
    expect(couponRefusal(coupon, { ...sale, hasMember: false }, none)).toEqual({ kind: 'needs-member' });
  });
});
