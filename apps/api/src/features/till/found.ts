import type { Language } from '@regulars/contracts';
import type { ResolvedCard } from '../cards/index.ts';
import type { StoredWallet } from '../points/index.ts';
import type { BookedTier } from '../tiers/index.ts';

/** As `till_lookup` answers. */
export interface Found extends ResolvedCard, BookedTier {
  readonly memberId: string;
  readonly cardId: string | null;
  readonly cardNumber: string | null;
  readonly name: string;
  readonly language: Language;
  readonly joinedAt: string;
  readonly since: string | null;
  readonly credit: number;
  readonly wallets: readonly StoredWallet[];
}
