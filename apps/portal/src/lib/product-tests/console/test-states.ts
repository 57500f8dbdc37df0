import type { ProductTest, TestApplication } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

/** The badge of a product test. */
export const testLooks = {
  open: { tone: 'good', text: m.producttests_state_open },
  closed: { tone: 'warn', text: m.producttests_state_closed },
  drawn: { tone: 'accent', text: m.producttests_state_drawn },
  ended: { tone: 'neutral', text: m.producttests_state_ended },
} as const satisfies Record<ProductTest['state'], unknown>;

/** The badge of a member who applied. */
export const lineLooks = {
  waiting: { tone: 'neutral', text: m.producttests_line_waiting },
  chosen: { tone: 'good', text: m.producttests_line_chosen },
  returned: { tone: 'warn', text: m.producttests_line_returned },
  withdrawn: { tone: 'neutral', text: m.producttests_line_withdrawn },
  passed: { tone: 'warn', text: m.producttests_line_passed },
} as const satisfies Record<TestApplication['state'], unknown>;

/** Why someone whose turn it was got no sample. */
export const whyTexts = {
  'cannot-write': m.producttests_why_cannot_write,
  'insufficient-points': m.producttests_why_insufficient_points,
  'not-active': m.producttests_why_not_active,
  other: m.producttests_why_other,
} as const satisfies Record<NonNullable<TestApplication['why']>, unknown>;
