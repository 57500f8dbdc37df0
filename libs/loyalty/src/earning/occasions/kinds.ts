import type { EffectFault, Given } from '../kinds/kind.ts';
import { customEvent, type CustomEventPoints, type CustomEventReason } from './custom-event.ts';
import type { Occasion, OccasionKind } from './kind.ts';

/** All kinds of earning rules for something else than purchases, and the reasons they give. */
interface Kinds {
  'custom-event': { effect: CustomEventPoints; reason: CustomEventReason };
}

export const occasionKinds = {
  'custom-event': customEvent,
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
