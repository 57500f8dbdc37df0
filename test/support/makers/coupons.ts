import { randomUUID } from 'node:crypto';
import type { Coupon } from '@regulars/contracts';
import { Coupons } from '../../../apps/api/src/features/coupons/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';

type Content = Parameters<Coupons['create']>[1];

/** Live, with a code of its own: a tenth off the cart. */
export const makeCoupon = async ({ app }: TestApp, coupon: Partial<Content> = {}): Promise<Coupon> =>
  app.get(Coupons).create(system, {
    state: 'live',
    name: { en: 'A tenth off', de: 'Ein Zehntel weniger' },
    description: null,
    picture: 'ticket',
    code: randomUUID().slice(0, 23),
    effect: { kind: 'percent', percent: 10, of: 'reduced' },
    on: {},
    atMost: null,
    minimumSpend: null,
    exclusive: false,
    startsAt: null,
    endsAt: null,
    weekdays: null,
    hours: null,
    locations: null,
    channels: null,
    limits: { total: null, perMember: null, perMemberAndDay: null },
    shown: false,
    audience: null,
    ...coupon,
  });
