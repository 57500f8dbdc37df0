import type { StoredWallet } from '../points/index.ts';

/** As `return_context` answers. */
export interface ReturnContext {
  readonly wallets: readonly StoredWallet[];
  /** The purchase for which a return with this receipt counted already. */
  readonly countedFor: string | null;
}
