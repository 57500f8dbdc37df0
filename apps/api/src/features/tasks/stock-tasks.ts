import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { newId } from '../../platform/ids.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

/**
 * Managers order more of a reward whose stock is low. A reward, or a location that has a stock of it, has one
 * such task until someone changes the reward.
 */
@Injectable()
export class StockTasks {
  constructor(subscriptions: Subscriptions, tasks: TasksRepository, views: TaskViews, clock: Clock) {
    subscriptions.subscribe({
      consumer: 'stock-tasks',
      names: ['voucher.issued'],
      origins: ['live'],
      from: 'now',
      handle: async ({ data: { rewardId } }) => {
        const due = await views.due();
        for (const low of await tasks.lowStocks(rewardId))
          await tasks.aboutLowStock({ id: newId(), rewardId, ...low, due, at: clock.date() });
      },
    });
  }
}
