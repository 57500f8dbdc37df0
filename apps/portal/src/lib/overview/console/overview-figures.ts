import type { Overview } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { minorDigits } from '@regulars/loyalty';
import { compact, count, percent } from '#lib/ui/format.ts';

export interface ShownFigure {
  key: string;
  label: string;
  value: string;
  note: string;
  change?: string;
  changeTone?: 'good' | 'warn' | 'neutral';
  href: string;
}

type Pair = { value: number | null; previous: number | null };
type Liking = 'more' | 'less' | 'neither';

const withSign = (text: string, value: number): string =>
  value > 0 ? `+${text}` : value < 0 ? `−${text}` : `±${text}`;

function toneOf(difference: number, liking: Liking): ShownFigure['changeTone'] {
  if (difference === 0 || liking === 'neither') return 'neutral';
  return difference > 0 === (liking === 'more') ? 'good' : 'warn';
}

/** In percent of the previous period; nothing without a comparison. */
function relativeChange(
  { value, previous }: Pair,
  liking: Liking,
): Pick<ShownFigure, 'change' | 'changeTone'> {
  if (value === null || !previous) return {};
  const share = (value - previous) / Math.abs(previous);
  return { change: withSign(percent(Math.abs(share)), share), changeTone: toneOf(share, liking) };
}

/** Shares differ by percentage points, not by percent. */
function pointsChange({ value, previous }: Pair): Pick<ShownFigure, 'change' | 'changeTone'> {
  if (value === null || previous === null) return {};
  const difference = Math.round((value - previous) * 1000) / 10;
  const text = m.console_overview_percentage_points({ value: compact(Math.abs(difference)) });
  return { change: withSign(text, difference), changeTone: toneOf(difference, 'more') };
}

const numberOf = ({ value }: Pair): string => (value === null ? '–' : count(value));
const shareOf = ({ value }: Pair): string => (value === null ? '–' : percent(value));

/** The figures of the page, each with its explanation and link. What counts a list opens exactly this list. */
export function figuresOf(overview: Overview): { main: ShownFigure[]; more: ShownFigure[] } {
  const { currency, days, from: since, activeFrom } = overview;
  const worthOf = ({ value }: Pair): string => (value === null ? '–' : moneyOf(value, currency));
  const purchases = `/console/purchases?from=${since}`;
  const main: ShownFigure[] = [
    {
      key: 'active',
      label: m.console_overview_active(),
      value: numberOf(overview.activeMembers),
      note:
        overview.members.value === null
          ? m.console_overview_active_note_here()
          : m.console_overview_active_note({ members: numberOf(overview.members) }),
      href: `/console/members?boughtFrom=${activeFrom}&sort=last-purchase&order=desc`,
      ...relativeChange(overview.activeMembers, 'more'),
    },
    {
      key: 'revenue',
      label: m.console_overview_revenue(),
      value: worthOf(overview.revenue),
      note: revenueNote(overview),
      href: purchases,
      ...relativeChange(overview.revenue, 'more'),
    },
    {
      key: 'share',
      label: m.console_overview_share(),
      value: shareOf(overview.cardShare),
      note: m.console_overview_share_note(),
      href: `${purchases}&anonymous=false`,
      ...pointsChange(overview.cardShare),
    },
    {
      key: 'rate',
      label: m.console_overview_rate(),
      value: shareOf(overview.redemptionRate),
      note: m.console_overview_rate_note(),
      href: '/console/rewards',
      ...pointsChange(overview.redemptionRate),
    },
    {
      key: 'owed',
      label: m.console_overview_owed(),
      value: numberOf(overview.outstanding),
      note: m.console_overview_owed_note({ value: worthOf(overview.liability) }),
      href: '/console/members?sort=points&order=desc',
      ...relativeChange(overview.outstanding, 'neither'),
    },
  ];
  const more: ShownFigure[] = [
    {
      key: 'new',
      label: m.console_overview_new(),
      value: numberOf(overview.newMembers),
      note: m.console_overview_new_note({ count: days }),
      href: `/console/members?status=current&joinedFrom=${since}&sort=joined&order=desc`,
      ...relativeChange(overview.newMembers, 'more'),
    },
    {
      key: 'purchases',
      label: m.console_overview_purchases(),
      value: numberOf(overview.purchases),
      note: m.console_overview_purchases_note(),
      href: purchases,
      ...relativeChange(overview.purchases, 'more'),
    },
    {
      key: 'issued',
      label: m.console_overview_issued(),
      value: numberOf(overview.issued),
      note: m.console_overview_issued_note(),
      href: '/console/rules',
      ...relativeChange(overview.issued, 'neither'),
    },
    {
      key: 'redeemed',
      label: m.console_overview_redeemed(),
      value: numberOf(overview.redeemed),
      note: m.console_overview_redeemed_note(),
      href: '/console/rewards',
      ...relativeChange(overview.redeemed, 'more'),
    },
    {
      key: 'expired',
      label: m.console_overview_expired(),
      value: numberOf(overview.expired),
      note: m.console_overview_expired_note(),
      href: '/console/settings',
      ...relativeChange(overview.expired, 'less'),
    },
    {
      key: 'adjusted',
      label: m.console_overview_adjusted(),
      value: adjustedOf(overview),
      note: m.console_overview_adjusted_note(),
      href: `/console/audit?action=points&from=${since}`,
    },
  ];
  return isOfLocations(overview) ? { main: [...main, ...more].filter(hasValue), more: [] } : { main, more };
}

/** Callers bound to locations see their sales; members and points belong to the whole club. */
export const isOfLocations = ({ outstanding }: Pick<Overview, 'outstanding'>): boolean =>
  outstanding.value === null;

const adjustedOf = ({ given, taken }: Overview): string =>
  given.value === null || taken.value === null ? '–' : `+${count(given.value)} / −${count(taken.value)}`;

const hasValue = ({ value }: ShownFigure): boolean => value !== '–';

function revenueNote({ otherCurrencies }: Overview): string {
  const others = otherCurrencies.map(({ revenue, currency }) => moneyOf(revenue, currency)).join(', ');
  return others ? m.console_overview_revenue_note_others({ others }) : m.console_overview_revenue_note();
}

/** From here on cents do not matter. */
const largeMoney = 1000;

const moneyOf = (minor: number, currency: string): string => {
  const amount = minor / 10 ** minorDigits(currency);
  return new Intl.NumberFormat(tags[getLocale()], {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    ...(Math.abs(amount) < largeMoney ? {} : { maximumFractionDigits: 0 }),
  }).format(amount);
};

const tags: Record<string, string> = { de: 'de-DE', en: 'en-GB', cs: 'cs-CZ' };

/**
 * The label below a point of the chart. Months have their year, because a year's chart begins and ends with the
 * same month.
 */
export const periodLabel = (period: string, grain: Overview['grain']): string =>
  new Intl.DateTimeFormat(tags[getLocale()], {
    month: 'short',
    ...(grain === 'month' ? { year: '2-digit' } : { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(new Date(`${period}T12:00:00Z`));
