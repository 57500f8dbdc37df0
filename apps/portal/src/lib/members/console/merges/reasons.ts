import type { DuplicateReason, Merge, MergedThing } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { count } from '#lib/ui/format.ts';

/** What two members have in common. */
export const reasonTexts: Readonly<Record<DuplicateReason, () => string>> = {
  email: m.merges_why_email,
  phone: m.merges_why_phone,
  birthday: m.merges_why_birthday,
  postcode: m.merges_why_postcode,
};

const things: Readonly<Record<MergedThing, (figures: { count: string }) => string>> = {
  cards: m.merges_thing_cards,
  purchases: m.merges_thing_purchases,
  vouchers: m.merges_thing_vouchers,
  'coupon-codes': m.merges_thing_codes,
  events: m.merges_thing_events,
  communities: m.merges_thing_communities,
  writings: m.merges_thing_writings,
  surveys: m.merges_thing_surveys,
  tags: m.merges_thing_tags,
  notes: m.merges_thing_notes,
};

/** What moves, one line each. */
export const movedTexts = ({ points, moved }: Pick<Merge, 'points' | 'moved'>): string[] => [
  m.merges_points({ points: count(points.available) }),
  ...(points.pending > 0 ? [m.merges_pending({ points: count(points.pending) })] : []),
  ...(points.debt > 0 ? [m.merges_debt({ points: count(points.debt) })] : []),
  ...moved.map((one) => things[one.thing]({ count: count(one.count) })),
];

/** The page on which both are compared. */
export const compareHref = (keep: string, other: string): string =>
  `/console/duplicates/compare?keep=${keep}&other=${other}`;
