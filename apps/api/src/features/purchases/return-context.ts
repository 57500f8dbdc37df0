import type { StoredWallet } from '../points/index.ts';
import type { SaleRecollections } from '../sales/index.ts';

/** As `return_context` answers. */
export interface ReturnContext {
  readonly wallets: readonly StoredWallet[];
  /** The purchase for which a return with this receipt counted already. */
  readonly countedFor: string | null;
  /** What participants recall of the sales; null where nothing of theirs applied. */
  readonly saleParts: SaleRecollections | null;
}
