import type { Instant } from '../../clock.ts';
import type { Language } from '../../words.ts';
import type { EffectFault, Explain, Given } from '../kinds/kind.ts';

/** A day of the year that the club celebrates with a member. */
export type CelebrationName = 'birthday' | 'anniversary';

/** What members fill in in their profile and rules may ask for. */
export type ProfileField = 'firstName' | 'lastName' | 'phone' | 'birthday';

/** What a member's profile holds. No values of the person: rules ask only whether they are there. */
export interface HeldProfile {
  readonly filled: readonly ProfileField[];
  /** Names of the details that other systems keep of the member. */
  readonly attributes: readonly string[];
}

/** A text of the club in some of its languages. */
export type Label = Readonly<Partial<Record<Language, string>>>;

export type Detail = string | number | boolean;

/** The member who gets the points. */
export type ReferralSide = 'member' | 'friend';

/** What rules about referrals ask. */
export interface ReferralFacts {
  readonly side: ReferralSide;
  /** What the friend's purchase is worth after returns, in minor units of the club's currency. */
  readonly spend: number;
  /** For how many friends the member got points in that year before. */
  readonly paidInYear: number;
}

/** Something else than a purchase that can earn points, as the kinds of rules see it. */
export interface Occasion {
  readonly kind: 'custom-event' | 'profile-completed' | 'referral' | CelebrationName;
  /** The only rule that it is about, if it is one. */
  readonly ruleId?: string;
  readonly occurredAt: Instant;
  readonly locationId: string | null;
  /** Code of the type; what no system reports has a code that no type of the club has. */
  readonly type: string;
  /** The details of a custom event by name. */
  readonly payload: Readonly<Record<string, Detail>>;
  /** What rules about referrals ask, if it is one. */
  readonly referral?: ReferralFacts;
  /** How the club calls these details for people. */
  readonly labels?: Readonly<Record<string, Label>>;
}

/** A kind of earning rule for something else than purchases. */
export interface OccasionKind<
  Effect extends { readonly kind: Occasion['kind'] },
  Reason extends { readonly kind: string },
> {
  readonly kind: Effect['kind'];
  /** What its condition is about: an event, maybe at a place, or the member alone. */
  readonly context: 'event' | 'occasion';
  /** Contradictions within the effect that its shape cannot express. */
  readonly check: (effect: Effect) => readonly EffectFault[];
  /** Whether the rule is about this occasion. Rules that are not are not mentioned. */
  readonly concerns: (effect: Effect, occasion: Occasion) => boolean;
  /** What the profile must hold for it; null if members are not told of such rules. */
  readonly asks: (effect: Effect) => HeldProfile | null;
  /** Null if the occasion lacks what the rule counts. Before the caps. */
  readonly grant: (effect: Effect, occasion: Occasion) => Given<Reason> | null;
  /** What it gives each time, to all who get points together; null if that is not always the same. */
  readonly fixed: (effect: Effect) => number | null;
  readonly explain: Explain<Reason>;
}
