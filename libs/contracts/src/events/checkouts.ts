import { z } from 'zod';
import { currency, id, instant } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const checkoutId = id;
const example = { checkoutId: exampleIds.checkout };

export const checkoutEvents = {
  'checkout.reserved': event({
    when: 'A checkout holds its coupons, offers, vouchers, rewards and points while someone pays, or holds them for longer.',
    about: 'member-if-any',
    data: z.object({
      checkoutId,
      expiresAt: instant.describe('until when'),
      total: z.int().describe('what is paid, in minor units'),
      points: z.int().describe('that it holds'),
      currency,
    }),
    example: { ...example, expiresAt: '2026-11-22T10:30:00Z', total: 3024, points: 150, currency: 'EUR' },
  }),
  'checkout.cancelled': event({
    when: 'A reserved checkout was cancelled, or got another cart. What it held is free again.',
    about: 'member-if-any',
    data: z.object({ checkoutId, replaced: z.boolean().describe('whether it is open with another cart') }),
    example: { ...example, replaced: false },
  }),
  'checkout.expired': event({
    when: 'The time of a reserved checkout ended without a purchase. What it held is free again. Published within some minutes.',
    about: 'member-if-any',
    data: z.object({ checkoutId }),
    example,
  }),
};
