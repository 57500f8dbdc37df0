export interface CardHolder {
  /** Null if the member was found without a card. */
  readonly cardStatus: 'active' | 'blocked' | 'replaced' | null;
  readonly memberStatus: 'active' | 'blocked' | 'closed';
}
export type CardRefusal = 'card-blocked' | 'card-replaced' | 'member-not-active';

/** Why the card is refused; null if it may be used. */
export function cardRefusal({ cardStatus, memberStatus }: CardHolder): CardRefusal | null {
  if (cardStatus === 'blocked') return 'card-blocked';
  if (cardStatus === 'replaced') return 'card-replaced';
  return memberStatus === 'active' ? null : 'member-not-active';
}
