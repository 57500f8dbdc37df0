import type { EventFailure } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** Labels of the states of a failed event. */
export const failureStates: Record<EventFailure['state'], () => string> = {
  retrying: m.events_state_retrying,
  waiting: m.events_state_waiting,
  dead: m.events_state_dead,
  done: m.events_state_done,
  discarded: m.events_state_discarded,
};
