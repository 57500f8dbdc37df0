import type { Topic } from './topics.ts';
import type { Texts, ValueType } from './values.ts';

export type Scope = 'line' | 'purchase' | 'moment' | 'event' | 'answer' | 'member';

/** Where the values of a fact come from if the club defines them. */
export type Source =
  | 'category'
  | 'brand'
  | 'product'
  | 'product-set'
  | 'location'
  | 'tier'
  | 'currency'
  | 'tag'
  | 'badge'
  | 'segment'
  | 'score-group'
  | 'own-score'
  | 'reward'
  | 'coupon'
  | 'offer'
  | 'survey'
  | 'community'
  | 'event-type'
  | 'interest';

export interface Fact {
  readonly scope: Scope;
  readonly type: ValueType;
  /** As the subject of a sentence, without an article. */
  readonly texts: Texts;
  /** May be unknown; then the operator `known` exists. */
  readonly nullable?: true;
  /** The allowed values of a choice or set. */
  readonly choices?: Readonly<Record<string, Texts>>;
  /** Resources that its values refer to; a choice refers to them by id. */
  readonly source?: Source;
  /** The meaning of its parameter; `key` selects one of many, such as one attribute of a member. */
  readonly parameter?: Texts;
  /** The values that its parameter may have; any text without them. */
  readonly keys?: Readonly<Record<string, Texts>>;
  /** Resources that its parameter refers to. */
  readonly keySource?: Source;
  /** Where a list of facts shows it, if not with all others of its scope. */
  readonly topic?: Topic;
  /** How its texts are spelled; a condition spells its values so too. */
  readonly spelling?: 'code';
  /** The unit of a number. */
  readonly unit?: Texts;
  /** A flag's predicate: 'price' is 'reduced'. */
  readonly predicate?: Texts;
}
