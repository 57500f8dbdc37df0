export interface KnownCard {
  readonly status: 'active' | 'blocked' | 'replaced';
  readonly issuedAt: Date;
  /** When its member reported it as lost. */
  readonly lostAt: Date | null;
}

/** The card that a member sees as theirs: the newest usable one, else the newest. */
export const ownCardOf = <Card extends KnownCard>(cards: readonly Card[]): Card | undefined => {
  const newestFirst = cards.toSorted((one, other) => other.issuedAt.getTime() - one.issuedAt.getTime());
  return newestFirst.find(({ status }) => status === 'active') ?? newestFirst[0];
};

/** Members renew only what they lost. A card that the club blocked is a matter for the shop. */
export const mayRenew = (card: KnownCard): boolean => card.status === 'blocked' && card.lostAt !== null;
