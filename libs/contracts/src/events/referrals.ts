import { z } from 'zod';
import { id } from '../schemas/values.ts';
import { event } from './event.ts';
import { exampleIds } from './examples.ts';

const data = z.object({ referralId: id });
const example = { referralId: exampleIds.referral };
const paid = z.object({
  referralId: id,
  points: z.int().describe('for the member'),
  friendPoints: z.int().describe('for the friend'),
});

export const referralEvents = {
  'referral.joined': event({
    when: 'A friend joined by the link of a member.',
    about: 'member',
    data,
    example,
  }),
  'referral.paid': event({
    when: 'A friend who joined by the link of a member bought, and both got their points.',
    about: 'member',
    data: paid,
    example: { ...example, points: 200, friendPoints: 100 },
  }),
  'referral.review-needed': event({
    when: 'A member and the friend may be one person, and a person of the team has to decide.',
    about: 'member',
    data,
    example,
  }),
  'referral.approved': event({
    when: 'A referral was approved: it brings its points as any other.',
    about: 'member',
    data,
    example,
  }),
  'referral.refused': event({ when: 'A referral was refused.', about: 'member', data, example }),
  'referral.lapsed': event({
    when: 'A referral that waited for a decision brings nothing any more, because the friend was removed or erased.',
    about: 'member',
    data,
    example,
  }),
  'referral.return-undone': event({
    when: 'The return that had ended a referral was a mistake. The points of both do not come back by themselves.',
    about: 'member',
    data,
    example,
  }),
  'referral.returned': event({
    when: 'The purchase for which a referral was paid was returned, and the points were taken back.',
    about: 'member',
    data: paid,
    example: { ...example, points: 200, friendPoints: 100 },
  }),
};
