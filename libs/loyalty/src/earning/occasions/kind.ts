import type { Instant } from '../../clock.ts';
import type { Language } from '../../words.ts';
import type { EffectFault, Explain, Given } from '../kinds/kind.ts';

/** A text of the club in some of its languages. */
export type Label = Readonly<Partial<Record<Language, string>>>;

export type Detail = string | number | boolean;

/** Something that can earn points and is no purchase, as the kinds of rules see it. */
export interface Occasion {
  readonly kind: 'custom-event';
  readonly occurredAt: Instant;
  readonly locationId: string | null;
  /** Code of the type. */
  readonly type: string;
  /** The details of a custom event by name. */
  readonly payload: Readonly<Record<string, Detail>>;
  /** How the club calls these details for people. */
  readonly labels?: Readonly<Record<string, Label>>;
}

/** A kind of earning rule for something else than purchases. */
export interface OccasionKind<
  Effect extends { readonly kind: Occasion['kind'] },
  Reason extends { readonly kind: string },
> {
  readonly kind: Effect['kind'];
  /** Contradictions within the effect that its shape cannot express. */
  readonly check: (effect: Effect) => readonly EffectFault[];
  /** Whether the rule is about this occasion. Rules that are not are not mentioned. */
  readonly concerns: (effect: Effect, occasion: Occasion) => boolean;
  /** Null if the occasion lacks what the rule counts. Before the caps. */
  readonly grant: (effect: Effect, occasion: Occasion) => Given<Reason> | null;
  readonly explain: Explain<Reason>;
}
