// Owns cards: numbers, QR references, blocking and replacing; finds the member of a card, e-mail or phone number.
// Promises: every member gets a card at joining; a blocked or replaced card never resolves; a loss blocks at once.
// Publishes card.issued, card.blocked, card.replaced.
// In the database: cards.
// For the SQL of others: resolve_card(), card_owner(), card_status(), card_by_code(), cards_since().
export { CardsModule } from './cards.module.ts';
export { Cards } from './cards.ts';
export { CardRenewal } from './card-renewal.ts';
export { LostCards } from './lost-cards.ts';
export { assertUsable, cardCode, searched, unknownCard, type ResolvedCard, type Searched } from './code.ts';
export { describeCard } from './describe-card.ts';
