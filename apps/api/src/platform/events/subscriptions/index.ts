import { ConsumersRepository } from './consumers.repository.ts';
import { EventFailures } from './event-failures.ts';
import { EventMetrics } from './event-metrics.ts';
import { FailuresRepository } from './failures.repository.ts';
import { ForgetEventFailuresJob } from './forget-event-failures.job.ts';
import { Subscriptions } from './subscriptions.ts';

/** The parts of subscriptions. Features use only `Subscriptions`. */
export const subscriptionParts = [
  ConsumersRepository,
  FailuresRepository,
  Subscriptions,
  EventFailures,
  EventMetrics,
  ForgetEventFailuresJob,
];
