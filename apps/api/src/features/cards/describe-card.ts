import type { listCards, ReplyOf } from '@regulars/contracts';
import { toInstant } from '../../platform/clock.ts';
import type { CardRecord } from './cards.repository.ts';

/** A card as it leaves the house, without the secret that its QR code carries. */
export const describeCard = ({
  reference: _,
  issuedAt,
  blockedAt,
  ...card
}: CardRecord): ReplyOf<typeof listCards>['data'][number] => ({
  ...card,
  issuedAt: toInstant(issuedAt),
  blockedAt: blockedAt && toInstant(blockedAt),
});
