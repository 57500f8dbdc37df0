export interface CardHolder {
  /** Null where the member was found without a card. */
  readonly cardStatus: 'active' | 'blocked' | 'replaced' | null;
  readonly memberStatus: 'active' | 'blocked' | 'closed';
}
export type CardRefusal = 'card-blocked' | 'card-replaced' | 'member-not-active';

/** Why somebody who shows this card is refused; null where it may be used. */
export function cardRefusal({ cardStatus, memberStatus }: CardHolder): CardRefusal | null {
  if (cardStatus === 'blocked') return 'card-blocked';
  if (cardStatus === 'replaced') return 'card-replaced';
  return memberStatus === 'active' ? null : 'member-not-active';
}
