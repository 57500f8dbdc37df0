import type { Gathering } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The badge of a state. */
export const gatheringLooks = {
  draft: { tone: 'neutral', text: m.gatherings_draft },
  planned: { tone: 'good', text: m.gatherings_planned },
  over: { tone: 'neutral', text: m.gatherings_over },
  cancelled: { tone: 'bad', text: m.gatherings_cancelled },
} as const satisfies Record<Gathering['state'], unknown>;
