/** What a new club needs, and whether it has it. */
export interface Missing {
  location: boolean;
  rule: boolean;
  reward: boolean;
  cashier: boolean;
  product: boolean;
  purchase: boolean;
  /** Terms, privacy and imprint are published. */
  legal: boolean;
}
