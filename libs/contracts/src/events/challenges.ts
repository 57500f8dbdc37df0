import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const data = z.object({
  challengeId: id,
  fillId: id.describe('the filled card'),
  purchaseId: id,
});
const example = {
  challengeId: exampleIds.challenge,
  fillId: exampleIds.fill,
  purchaseId: exampleIds.purchase,
};

export const challengeEvents = {
  'challenge.filled': event({
    when: 'A purchase filled a card of a challenge. A card that was withdrawn by a mistaken return is filled again.',
    about: 'member',
    data,
    example,
  }),
  'challenge.withdrawn': event({
    when: 'A return took back what had filled a card, and its unused voucher was withdrawn.',
    about: 'member',
    data,
    example,
  }),
  'challenge.kept': event({
    when: 'A return took back what had filled a card, but its voucher had been used. The voucher stays.',
    about: 'member',
    data: data.extend({ purchaseId: id.describe('the purchase whose goods came back') }),
    example,
  }),
  'challenge.changed': event({
    when: 'The club created or changed a challenge.',
    about: 'club',
    data: z.object({ challengeId: id }),
    example: { challengeId: exampleIds.challenge },
  }),
};
