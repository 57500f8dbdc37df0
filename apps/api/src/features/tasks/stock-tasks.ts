import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { newId } from '../../platform/ids.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

/** Managers order more of a reward whose stock is low. A reward has one such task until someone changes it. */
@Injectable()
export class StockTasks {
  constructor(subscriptions: Subscriptions, tasks: TasksRepository, views: TaskViews, clock: Clock) {
    subscriptions.subscribe({
      consumer: 'stock-tasks',
      names: ['voucher.issued'],
      origins: ['live'],
      from: 'now',
      handle: async ({ data: { rewardId } }) => {
        await tasks.aboutLowStock({ id: newId(), rewardId, due: await views.due(), at: clock.date() });
      },
    });
  }
}
