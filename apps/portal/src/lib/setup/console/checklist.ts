/** What a new club needs, and whether it has it. */
export interface Missing {
  location: boolean;
  rule: boolean;
  reward: boolean;
  cashier: boolean;
  product: boolean;
  purchase: boolean;
  /** A mail server delivers e-mails, and phones can open the club's address. The demo needs neither. */
  server: boolean;
  address: boolean;
  /** Terms, privacy and imprint are published. */
  legal: boolean;
}
