import type { Offer } from '@regulars/contracts';
import { Offers } from '../../../apps/api/src/features/offers/index.ts';
import { system } from '../../../apps/api/src/platform/actor.ts';
import type { TestApp } from '../app.ts';

type Content = Parameters<Offers['create']>[1];

/** Live, for all members, who activate it: a tenth off the cart. */
export const makeOffer = async ({ app }: TestApp, offer: Partial<Content> = {}): Promise<Offer> =>
  app.get(Offers).create(system, {
    state: 'live',
    name: { en: 'A tenth for you', de: 'Ein Zehntel für dich' },
    description: null,
    reason: null,
    picture: 'gift',
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
    limits: { total: null, perMember: null, perMemberAndDay: null, perDay: null, perCode: null },
    audience: null,
    activation: 'by-member',
    heldOut: 0,
    place: 100,
    ...offer,
  });
