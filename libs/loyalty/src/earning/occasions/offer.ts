import { holds, type Condition } from '@regulars/conditions';
import type { Instant } from '../../clock.ts';
import { knownMember, type PersonFacts, type SaleBuyer } from '../../facts/member-facts.ts';
import { missingOf } from '../opportunity.ts';
import { isSound } from '../soundness.ts';
import type { HeldProfile, ProfileField } from './kind.ts';
import { lacksOf, occasionContext } from './kinds.ts';
import type { OccasionRule } from './occasion.ts';

/** What a rule about an occasion that will come offers a member. */
export interface OccasionOffer {
  /** `missing`: it does not give this member points yet. */
  readonly state: 'later' | 'missing';
  /** What the member does not fulfil. */
  readonly missing: Condition | null;
  /** What the rule does not find in the member's profile. */
  readonly lacks: readonly ProfileField[];
}

/** Null if there is nothing to tell the member, also if the rule does not work. */
export function occasionOfferOf(...of: Parameters<typeof offerOf>): OccasionOffer | null {
  try {
    return offerOf(...of);
  } catch {
    return null;
  }
}

function offerOf(
  { effect, when }: OccasionRule,
  member: SaleBuyer & { readonly person: PersonFacts },
  profile: HeldProfile,
  now: Instant,
  zone: string,
): OccasionOffer | null {
  const lacks = lacksOf(effect, profile);
  if (lacks === null || (when && !isSound(when, occasionContext(effect)))) return null;
  const subject = knownMember(member, now, zone);
  if (when && !holds(when, subject)) {
    const open = missingOf(when, subject);
    return open.state === 'missing' ? { state: 'missing', missing: open.missing, lacks } : null;
  }
  return { state: lacks.length > 0 ? 'missing' : 'later', missing: null, lacks };
}
