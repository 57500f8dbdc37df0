import { randomUUID } from 'node:crypto';
import type { Coupon } from '@regulars/contracts';
import { Coupons } from '../../../apps/api/src/features/coupons/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';

type Content = Parameters<Coupons['create']>[1];

type Shared = Coupon & { readonly code: string };

/** Live, with a code of its own that everyone types: a tenth off the cart. */
export const makeCoupon = async (
  api: TestApp,
  coupon: Partial<Content> & { readonly code?: string } = {},
): Promise<Shared> => {
  const code = coupon.code ?? randomUUID().slice(-12);
  return { ...(await make(api, { ...coupon, code })), code };
};

/** The same for codes that are used once each. It has none yet. */
export const makeUniqueCoupon = (api: TestApp, coupon: Partial<Content> = {}): Promise<Coupon> =>
  make(api, { ...coupon, code: null });

const make = async ({ app }: TestApp, coupon: Partial<Content> & Pick<Content, 'code'>): Promise<Coupon> =>
  app.get(Coupons).create(system, {
    state: 'live',
    name: { en: 'A tenth off', de: 'Ein Zehntel weniger' },
    description: null,
    picture: 'ticket',
    effect: { kind: 'percent', percent: 10, of: 'reduced' },
    on: {},
    nth: null,
    atMost: null,
    minimumSpend: null,
    budget: null,
    exclusive: false,
    category: null,
    startsAt: null,
    endsAt: null,
    weekdays: null,
    hours: null,
    locations: null,
    channels: null,
    codesReturn: true,
    daysAfterIssue: null,
    limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
    shown: false,
    audience: null,
    ...coupon,
  });
