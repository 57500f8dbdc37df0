import { m } from '#lib/paraglide/messages.js';

const names: Partial<Record<string, () => string>> = {
  'member-facts': m.events_consumer_member_facts,
};

/** The label of an event consumer; without one, its own name. */
export const consumerName = (consumer: string): string => names[consumer]?.() ?? consumer;
