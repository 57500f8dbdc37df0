// Owns offers: their audience, the members who met them, those who are held out, and what was redeemed.
// Promises: a member who is held out of an offer stays held out, and sees nothing of it. Limits are exact under any load: a sale
// that comes too late is refused before anything is booked. A return of everything gives a use back, once.
// Publishes offer.changed, offer.seen, offer.opened, offer.activated, offer.deactivated, offer.redeemed, offer.given-back.
// In the database: offers, offer_assignments, offer_redemptions.
export { CartOffers, type CartOffer } from './cart-offers.ts';
export { offersPart, type AskedOffer } from './offer-participant.ts';
export { Offers } from './offers.ts';
export { OffersModule } from './offers.module.ts';
