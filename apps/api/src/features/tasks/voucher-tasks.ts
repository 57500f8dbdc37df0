import { Injectable } from '@nestjs/common';
import { system } from '../../platform/actor.ts';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { newId } from '../../platform/ids.ts';
import { ReportSubjects } from './report-subjects.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

/** The team looks at a purchase that came back after its member had used the voucher of the card that it filled. */
@Injectable()
export class VoucherTasks {
  constructor(
    subscriptions: Subscriptions,
    tasks: TasksRepository,
    subjects: ReportSubjects,
    views: TaskViews,
    clock: Clock,
  ) {
    subscriptions.subscribe({
      consumer: 'voucher-tasks',
      names: ['challenge.kept'],
      origins: ['live'],
      from: 'now',
      handle: async ({ memberId, data: { challengeId, purchaseId } }) => {
        const { receipt, locationId } = await subjects.placeOf(system, purchaseId);
        await tasks.aboutKeptVoucher({
          id: newId(),
          memberId,
          challengeId,
          purchaseId,
          receipt,
          locationId,
          due: await views.due(),
          at: clock.date(),
        });
      },
    });
  }
}
