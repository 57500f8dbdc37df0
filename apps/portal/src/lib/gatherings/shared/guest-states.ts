import type { Attendance } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The badges of people at the door. */
export const guestStates = {
  going: { tone: 'neutral', text: m.gatherings_state_going },
  waiting: { tone: 'warn', text: m.gatherings_state_waiting },
  declined: { tone: 'neutral', text: m.gatherings_state_declined },
  came: { tone: 'good', text: m.gatherings_state_came },
} as const satisfies Record<Attendance['state'], unknown>;
