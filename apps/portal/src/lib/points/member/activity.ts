import type { ActivityItem } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { besideNext, money } from '#lib/ui/format.ts';

const kinds: Record<ActivityItem['kind'], () => string> = {
  earn: m.member_activity_earn,
  redeem: m.member_activity_redeem,
  return: m.member_activity_return,
  adjust: m.member_activity_adjust,
  expire: m.member_activity_expire,
  cancel: m.member_activity_cancel,
  transfer: m.member_activity_transfer,
  hold: m.member_activity_hold,
  claim: m.member_activity_claim,
  release: m.member_activity_release,
  reverse: m.member_activity_reverse,
  payment: m.member_activity_payment,
  'voucher-expired': m.member_activity_voucher_expired,
};

/** Why a rule gave points that no purchase earned; the page of a purchase explains its own. */
const toldBy = ({ kind, purchase, explanation }: ActivityItem): ActivityItem['explanation'] =>
  kind === 'earn' && purchase === null ? explanation : [];

/** The title: the reward or the shop if there is one, else the only rule or the kind of movement. */
export function activityTitle(item: ActivityItem): string {
  const [rule, ...more] = toldBy(item);
  const ofRule = more.length === 0 ? rule?.title : '';
  return inLanguage(item.reward?.name) || item.location || ofRule || kinds[item.kind]();
}

/** Kind and amount, or the given reasons. */
export function activityNotes(item: ActivityItem): string[] {
  const told = toldBy(item).map(({ reason }) => besideNext(reason));
  const kind = kinds[item.kind]();
  return [
    ...told,
    told.length > 0 || kind === activityTitle(item) ? '' : kind,
    item.purchase ? money(item.purchase.amount, item.purchase.currency) : '',
    item.reason ?? '',
  ].filter(Boolean);
}

const ends: ReadonlySet<ActivityItem['kind']> = new Set(['expire']);
/** Whether its time is the first moment after it: points that expire at a midnight belong to the day before. */
export const endsBefore = ({ kind }: Pick<ActivityItem, 'kind'>): boolean => ends.has(kind);

interface Month {
  /** `YYYY-MM` in the club's time zone. */
  key: string;
  first: string;
  items: ActivityItem[];
}

/** Newest first, as the list comes. */
export function byMonth(items: readonly ActivityItem[], timeZone: string): Month[] {
  const keyOf = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', timeZone });
  const months = new Map<string, ActivityItem[]>();
  for (const item of items) {
    const key = keyOf.format(new Date(Date.parse(item.at) - (endsBefore(item) ? 1 : 0)));
    months.set(key, [...(months.get(key) ?? []), item]);
  }
  return [...months].map(([key, own]) => ({ key, first: own[0]?.at ?? '', items: own }));
}
