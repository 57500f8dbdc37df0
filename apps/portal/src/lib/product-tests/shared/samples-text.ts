import type { TestOfPost } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { count } from '#lib/ui/format.ts';

/** '3 of 10 samples left' */
export const samplesText = ({ left, samples }: Pick<TestOfPost, 'left' | 'samples'>): string =>
  left > 0
    ? m.producttests_left({ left: count(left), samples: count(samples) })
    : m.producttests_gone({ samples: count(samples) });
