import { z } from 'zod';
import { tierReasons } from '../schemas/tiers.ts';
import { event } from './event.ts';

export const tierEvents = {
  'tier.changed': event({
    when: 'A member moved to another tier.',
    about: 'member',
    data: z.object({
      from: z.string().nullable().describe('code of the previous tier'),
      to: z.string().nullable().describe('code of the new tier'),
      direction: z.enum(['up', 'down']),
      status: z.int().describe('status credit that decided the tier'),
      reason: z.enum(tierReasons),
    }),
    example: { from: 'silver', to: 'gold', direction: 'up', status: 1004, reason: 'credit-reached' },
  }),
  'ladder.changed': event({
    when: 'The club created or changed a tier.',
    about: 'club',
    data: z.object({ tier: z.string().describe('its code') }),
    example: { tier: 'gold' },
  }),
};
