import { m } from '#lib/paraglide/messages.js';
import { money } from '#lib/ui/format.ts';
import { strong, type Wording } from '../wording.ts';
import type { EffectOf } from './kind.ts';

type Referral = EffectOf<'referral'>;

/** Members read what it asks on the page with their link. */
export function referral(effect: Referral, wording: Wording): string {
  if (wording.forMembers)
    return m.earning_phrase_referral_own({ points: pointsText(effect.points, wording) }, wording);
  return `${whoGets(effect, wording)}${whatItAsks(effect, wording)}`;
}

const pointsText = (count: number, wording: Wording): string => strong(m.common_points({ count }, wording));

function whoGets({ points, friendPoints }: Referral, wording: Wording): string {
  const [member, friend] = [pointsText(points, wording), pointsText(friendPoints, wording)];
  if (friendPoints === 0) return m.earning_phrase_referral({ points: member }, wording);
  if (points === 0) return m.earning_phrase_referral_friend({ points: friend }, wording);
  return m.earning_phrase_referral_both({ points: member, friend }, wording);
}

/** `, after the first purchase of at least €20.00 and 14 days for returns, for at most 10 friends per year` */
function whatItAsks({ points, minimumSpend, waitDays, mostPerYear }: Referral, wording: Wording): string {
  const { locale, currency } = wording;
  const minimum =
    minimumSpend > 0 && currency !== undefined
      ? m.earning_phrase_minimum({ amounts: strong(money(minimumSpend, currency, locale)) }, wording)
      : '';
  const wait = waitDays > 0 ? m.earning_phrase_referral_wait({ count: waitDays }, wording) : '';
  const most =
    points > 0 && mostPerYear !== null ? m.earning_phrase_referral_most({ count: mostPerYear }, wording) : '';
  return m.earning_phrase_referral_after({ minimum, wait, most }, wording);
}
