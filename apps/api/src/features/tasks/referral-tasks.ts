import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { newId } from '../../platform/ids.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

/**
 * Managers review referrals in which both may be one person; the decision finishes the task. They also look at those
 * that ended by a mistaken return.
 */
@Injectable()
export class ReferralTasks {
  constructor(subscriptions: Subscriptions, tasks: TasksRepository, views: TaskViews, clock: Clock) {
    subscriptions.subscribe({
      consumer: 'referral-tasks',
      names: ['referral.review-needed', 'referral.approved', 'referral.refused', 'referral.lapsed'],
      origins: ['live'],
      from: 'now',
      handle: async ({ name, data: { referralId } }) => {
        const at = clock.date();
        if (name === 'referral.review-needed')
          await tasks.aboutReferral({
            id: newId(),
            kind: 'referral-review',
            referralId,
            due: await views.due(),
            at,
          });
        else await tasks.referralDecided(referralId, at);
      },
    });
    subscriptions.subscribe({
      consumer: 'referral-return-tasks',
      names: ['referral.return-undone'],
      origins: ['live'],
      from: 'now',
      handle: async ({ data: { referralId } }) => {
        await tasks.aboutReferral({
          id: newId(),
          kind: 'referral-return-undone',
          referralId,
          due: await views.due(),
          at: clock.date(),
        });
      },
    });
  }
}
