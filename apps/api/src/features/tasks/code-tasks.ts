import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { newId } from '../../platform/ids.ts';
import { ReportSubjects } from './report-subjects.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

/** Managers look at a code for one use that two purchases have, because the return of the first one was a mistake. */
@Injectable()
export class CodeTasks {
  constructor(
    subscriptions: Subscriptions,
    tasks: TasksRepository,
    subjects: ReportSubjects,
    views: TaskViews,
    clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'code-tasks',
      names: ['coupon.code-used-twice'],
      origins: ['live'],
      from: 'now',
      handle: async ({ memberId, data: { couponId, purchaseId, otherPurchaseId } }) => {
        const { receipt, locationId } = await subjects.placeOf(system, purchaseId);
        const other =
          otherPurchaseId === null
            ? null
            : {
                purchaseId: otherPurchaseId,
                receipt: (await subjects.placeOf(system, otherPurchaseId)).receipt,
              };
        await tasks.aboutCodeUsedTwice({
          id: newId(),
          memberId,
          couponId,
          purchaseId,
          receipt,
          other,
          locationId,
          due: await views.due(),
          at: clock.date(),
        });
      },
    });
  }
}
