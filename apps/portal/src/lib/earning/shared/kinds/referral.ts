import { m } from '#lib/paraglide/messages.js';
import { strong, type Wording } from '../wording.ts';
import type { EffectOf } from './kind.ts';

export function referral({ points, friendPoints }: EffectOf<'referral'>, wording: Wording): string {
  const said = (count: number): string => strong(m.common_points({ count }, wording));
  const [member, friend] = [said(points), said(friendPoints)];
  if (wording.forMembers) return m.earning_phrase_referral_own({ points: member }, wording);
  if (friendPoints === 0) return m.earning_phrase_referral({ points: member }, wording);
  if (points === 0) return m.earning_phrase_referral_friend({ points: friend }, wording);
  return m.earning_phrase_referral_both({ points: member, friend }, wording);
}
