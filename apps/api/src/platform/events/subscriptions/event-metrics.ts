import { Injectable } from '@nestjs/common';
import { Metrics } from '../../metrics.ts';
import { ConsumersRepository } from './consumers.repository.ts';
import { Subscriptions } from './subscriptions.ts';

/** Event metrics for Prometheus, read on request. */
@Injectable()
export class EventMetrics {
  constructor(metrics: Metrics, consumers: ConsumersRepository, subscriptions: Subscriptions) {
    metrics.gauge('regulars_events_waiting', 'Committed events without a number', [], async (gauge) => {
      gauge.set(await consumers.waitingForNumbers());
    });
    metrics.gauge(
      'regulars_event_consumer_behind',
      'Events that a consumer has not processed yet',
      ['consumer'],
      async (gauge) => {
        for (const { name, behind } of await consumers.list(subscriptions.names))
          gauge.set({ consumer: name }, behind);
      },
    );
    metrics.gauge(
      'regulars_event_failures',
      'Failed events of a consumer: retrying, waiting, dead',
      ['consumer', 'state'],
      async (gauge) => {
        for (const { name, ...row } of await consumers.list(subscriptions.names))
          for (const state of ['retrying', 'waiting', 'dead'] as const)
            gauge.set({ consumer: name, state }, row[state]);
      },
    );
  }
}
