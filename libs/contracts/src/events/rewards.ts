import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const voucher = z.object({ voucherId: id, redemptionId: id });
const example = { voucherId: exampleIds.voucher, redemptionId: exampleIds.redemption };

export const rewardEvents = {
  'voucher.issued': event({
    when: 'A reward was redeemed, or a filled card or a reached tier gave one. The member received a voucher.',
    about: 'member',
    data: voucher.extend({ rewardId: id }),
    example: { ...example, rewardId: exampleIds.reward },
  }),
  'voucher.used': event({
    when: 'A voucher was used.',
    about: 'member',
    data: voucher.extend({
      location: z.string().nullish().describe('name of the location; absent in timelines'),
      rewardId: id.optional().describe('in timelines'),
    }),
    example: { ...example, location: 'Berlin Mitte' },
  }),
  'voucher.cancelled': event({
    when: 'A redemption was cancelled and its points were returned, or a return withdrew a voucher that was given.',
    about: 'member',
    data: voucher,
    example,
  }),
  'voucher.given-back': event({
    when: 'All goods of a purchase came back whose price the voucher had lowered. It can be used again.',
    about: 'member',
    data: voucher,
    example,
  }),
  'voucher.expired': event({
    when: 'A voucher expired unused and gave back its points, its piece of the stock or the code of a partner. One that gives nothing back has no event.',
    about: 'member',
    data: voucher.extend({ points: z.int().describe('that came back; 0 for a voucher that was given') }),
    example: { ...example, points: 100 },
  }),
  'reward.changed': event({
    when: 'The club created or changed a reward.',
    about: 'club',
    data: z.object({ rewardId: id }),
    example: { rewardId: exampleIds.reward },
  }),
};
