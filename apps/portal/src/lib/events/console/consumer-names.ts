import { m } from '#lib/paraglide/messages.js';

const names: Partial<Record<string, () => string>> = {
  'member-facts': m.events_consumer_member_facts,
};

/** What a part of the system that follows events is called; one without a name here shows its own. */
export const consumerName = (consumer: string): string => names[consumer]?.() ?? consumer;
