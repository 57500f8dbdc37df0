import { z } from 'zod';
import { currency, id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const version = z.int().describe('of the offer');
const met = z.object({ offerId: id, version });
const metExample = { offerId: exampleIds.offer, version: 2 };

const redemption = z.object({
  offerId: id,
  version,
  purchaseId: id,
  discount: z.int().describe('minor units'),
  points: z.int().optional().describe('that it added to those of the purchase, before returns'),
  currency,
});
const redemptionExample = {
  ...metExample,
  purchaseId: exampleIds.purchase,
  discount: 140,
  currency: 'EUR',
};

const budget = z.object({
  offerId: id,
  version: z.int().describe('of the offer'),
  currency,
  amount: z.int().describe('of the budget, in minor units'),
  spent: z.int().describe('in minor units, with what checkouts hold'),
});
const budgetExample = {
  offerId: exampleIds.offer,
  version: 2,
  currency: 'EUR',
  amount: 100_000,
  spent: 80_120,
};

export const offerEvents = {
  'offer.changed': event({
    when: 'The club created or changed an offer.',
    about: 'club',
    data: z.object({ offerId: id }),
    example: { offerId: exampleIds.offer },
  }),
  'offer.seen': event({
    when: 'A member who allows tracking saw an offer for the first time.',
    about: 'member',
    data: met,
    example: metExample,
  }),
  'offer.opened': event({
    when: 'A member who allows tracking opened the details of an offer for the first time.',
    about: 'member',
    data: met,
    example: metExample,
  }),
  'offer.activated': event({
    when: 'A member activated an offer.',
    about: 'member',
    data: met,
    example: metExample,
  }),
  'offer.deactivated': event({
    when: 'A member undid the activation of an offer.',
    about: 'member',
    data: met,
    example: metExample,
  }),
  'offer.redeemed': event({
    when: 'A purchase used an offer. If a return that had given the offer back was a mistake, it is used again.',
    about: 'member',
    data: redemption,
    example: redemptionExample,
  }),
  'offer.given-back': event({
    when: 'All goods of a purchase were returned, so its offer counts as not used.',
    about: 'member',
    data: redemption,
    example: redemptionExample,
  }),
  'offer.budget-nearly-used': event({
    when: 'Purchases took 80 % of the budget of an offer. Published once per currency and amount, within some minutes.',
    about: 'club',
    data: budget,
    example: budgetExample,
  }),
  'offer.budget-used-up': event({
    when: 'Purchases took the whole budget of an offer. Published once per currency and amount, within some minutes.',
    about: 'club',
    data: budget,
    example: { ...budgetExample, spent: 100_000 },
  }),
};
