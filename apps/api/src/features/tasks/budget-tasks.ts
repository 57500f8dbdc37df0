import { Injectable } from '@nestjs/common';
import type { TaskKind } from '@regulars/contracts';
import { Clock } from '../../platform/clock.ts';
import { Subscriptions } from '../../platform/events/subscriptions/subscriptions.ts';
import { newId } from '../../platform/ids.ts';
import { TaskViews } from './task-views.ts';
import { TasksRepository } from './tasks.repository.ts';

const kinds = {
  'earning-rule.budget-nearly-used': 'budget-nearly-used',
  'earning-rule.budget-used-up': 'budget-used-up',
} as const satisfies Readonly<Record<string, TaskKind>>;

const sharedKinds = {
  'shared-budget.nearly-used': 'shared-budget-nearly-used',
  'shared-budget.used-up': 'shared-budget-used-up',
} as const satisfies Readonly<Record<string, TaskKind>>;

const discountKinds = {
  'coupon.budget-nearly-used': 'discount-budget-nearly-used',
  'offer.budget-nearly-used': 'discount-budget-nearly-used',
  'coupon.budget-used-up': 'discount-budget-used-up',
  'offer.budget-used-up': 'discount-budget-used-up',
} as const satisfies Readonly<Record<string, TaskKind>>;

/** Managers decide what becomes of a rule, a location, the club, a coupon or an offer whose budget is nearly used or used up. */
@Injectable()
export class BudgetTasks {
  constructor(subscriptions: Subscriptions, tasks: TasksRepository, views: TaskViews, clock: Clock) {
    subscriptions.subscribe({
      consumer: 'budget-tasks',
      names: ['earning-rule.budget-nearly-used', 'earning-rule.budget-used-up'],
      origins: ['live'],
      from: 'now',
      handle: async ({ name, data: { ruleId } }) => {
        await tasks.aboutRule({
          id: newId(),
          kind: kinds[name],
          ruleId,
          due: await views.due(),
          at: clock.date(),
        });
      },
    });
    subscriptions.subscribe({
      consumer: 'shared-budget-tasks',
      names: ['shared-budget.nearly-used', 'shared-budget.used-up'],
      origins: ['live'],
      from: 'now',
      handle: async ({ name, data: { budgetId, locationId } }) => {
        await tasks.aboutBudget({
          id: newId(),
          kind: sharedKinds[name],
          budgetId,
          locationId,
          due: await views.due(),
          at: clock.date(),
        });
      },
    });
    subscriptions.subscribe({
      consumer: 'discount-budget-tasks',
      names: [
        'coupon.budget-nearly-used',
        'coupon.budget-used-up',
        'offer.budget-nearly-used',
        'offer.budget-used-up',
      ],
      origins: ['live'],
      from: 'now',
      handle: async ({ name, data }) => {
        const about =
          'couponId' in data
            ? ({ sort: 'coupon', discountId: data.couponId } as const)
            : ({ sort: 'offer', discountId: data.offerId } as const);
        await tasks.aboutDiscount({
          id: newId(),
          kind: discountKinds[name],
          ...about,
          due: await views.due(),
          at: clock.date(),
        });
      },
    });
  }
}
