import type { listCards, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { CardRecord } from './cards.repository.ts';

/** A card in replies, without the secret of its QR code. */
export const describeCard = ({
  reference: _,
  issuedAt,
  blockedAt,
  lostAt,
  ...card
}: CardRecord): ReplyOf<typeof listCards>['data'][number] => ({
  ...card,
  issuedAt: toInstant(issuedAt),
  blockedAt: blockedAt && toInstant(blockedAt),
  lostAt: lostAt && toInstant(lostAt),
});
