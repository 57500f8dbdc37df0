import type { EffectFault, Given } from '../kinds/kind.ts';
import { anniversary, birthday, type CelebrationPoints, type CelebrationReason } from './celebration.ts';
import { customEvent, type CustomEventPoints, type CustomEventReason } from './custom-event.ts';
import type { HeldProfile, Occasion, OccasionKind, ProfileField } from './kind.ts';
import { profileCompleted, type ProfilePoints, type ProfileReason } from './profile-completed.ts';
import { referral, type ReferralPoints, type ReferralReason } from './referral.ts';

/** All kinds of earning rules for something else than purchases, and the reasons they give. */
interface Kinds {
  'custom-event': { effect: CustomEventPoints; reason: CustomEventReason };
  birthday: { effect: CelebrationPoints<'birthday'>; reason: CelebrationReason<'birthday'> };
  'profile-completed': { effect: ProfilePoints; reason: ProfileReason };
  referral: { effect: ReferralPoints; reason: ReferralReason };
  anniversary: { effect: CelebrationPoints<'anniversary'>; reason: CelebrationReason<'anniversary'> };
}

export const occasionKinds = {
  'custom-event': customEvent,
  birthday,
  anniversary,
  'profile-completed': profileCompleted,
  referral,
} satisfies Table;

export type OccasionKindName = keyof Kinds;
export type OccasionEffect = EffectOf<OccasionKindName>;
export type OccasionReason = Kinds[OccasionKindName]['reason'];

type EffectOf<K extends OccasionKindName> = { [P in K]: Kinds[P]['effect'] & { readonly kind: P } }[K];
type Table = { readonly [K in OccasionKindName]: OccasionKind<EffectOf<K>, Kinds[K]['reason']> };
const table: Table = occasionKinds;

export const isOccasionEffect = (effect: { readonly kind: string }): effect is OccasionEffect =>
  Object.hasOwn(table, effect.kind);

export const checkOccasionEffect = <K extends OccasionKindName>(
  effect: EffectOf<K>,
): readonly EffectFault[] => table[effect.kind].check(effect);

export const isAbout = <K extends OccasionKindName>(effect: EffectOf<K>, occasion: Occasion): boolean =>
  table[effect.kind].concerns(effect, occasion);

export const givenFor = <K extends OccasionKindName>(
  effect: EffectOf<K>,
  occasion: Occasion,
): Given<OccasionReason> | null => table[effect.kind].grant(effect, occasion);

export const fixedOccasionAward = <K extends OccasionKindName>(effect: EffectOf<K>): number | null =>
  table[effect.kind].fixed(effect);

export const occasionContext = ({ kind }: OccasionEffect): 'event' | 'occasion' => table[kind].context;

/** Null if members are not told of such rules. */
export const asksOf = <K extends OccasionKindName>(effect: EffectOf<K>): HeldProfile | null =>
  table[effect.kind].asks(effect);

/**
 * What the rule does not find in the profile; null if the member cannot do anything about it, or is not told of such
 * rules.
 */
export function lacksOf(effect: OccasionEffect, held: HeldProfile): readonly ProfileField[] | null {
  const asked = asksOf(effect);
  if (!asked?.attributes.every((name) => held.attributes.includes(name))) return null;
  return asked.filled.filter((field) => !held.filled.includes(field));
}
