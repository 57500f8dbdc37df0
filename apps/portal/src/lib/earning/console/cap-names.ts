import type { RuleContent } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';

export type CapPeriod = RuleContent['caps'][number]['per'];

/** What a limit is about, in the order of the editor. */
export const capNames = {
  purchase: m.console_cap_purchase,
  day: m.console_cap_day,
  week: m.console_cap_week,
  month: m.console_cap_month,
  member: m.console_cap_member,
} as const satisfies Readonly<Record<CapPeriod, unknown>>;

export const capPeriods = Object.keys(capNames) as readonly CapPeriod[];
