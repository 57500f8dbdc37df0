import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const posted = z.object({
  transactionId: id,
  points: z.int().describe('points moved by the posting, without status credit'),
  purchaseId: id.optional().describe('the purchase that caused it'),
  redemptionId: id.optional().describe('the redemption that caused it'),
});
const example = { transactionId: exampleIds.transaction, points: 47 };
const ofPurchase = { ...example, purchaseId: exampleIds.purchase };
const ofRedemption = { ...example, redemptionId: exampleIds.redemption };

/** Every posting to a wallet reports what it did. */
const posting = (when: string, shown: z.output<typeof posted> = example) =>
  event({ when, about: 'member', data: posted, example: shown });

export const pointsEvents = {
  'points.earned': posting('Points were earned: for a purchase, as a bonus or by an import.', ofPurchase),
  'points.redeemed': posting('Points were redeemed.', ofRedemption),
  'points.adjusted': posting('The club adjusted a balance.'),
  'points.expired': posting('Points expired.'),
  'points.released': posting('Pending points became available.'),
  'points.returned': posting('Points were taken back for returned goods.', ofPurchase),
  'points.held': posting('Points were reserved by a hold.'),
  'points.reversed': posting('A posting was reversed.'),
  'points.given-back': posting(
    'Points of a cancelled redemption or an ended hold were returned.',
    ofRedemption,
  ),
  'points.transferred': posting('Points moved from one member to another. Each member gets an event.'),
};
