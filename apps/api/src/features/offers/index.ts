// Owns offers: their audience, the members who met them, and those who are held out.
// Promises: a member who is held out of an offer stays held out, and sees nothing of it.
// Publishes offer.changed, offer.seen, offer.opened, offer.activated, offer.deactivated.
// In the database: offers, offer_assignments.
// For the SQL of others: offer_members().
export { CartOffers, type CartOffer } from './cart-offers.ts';
export { Offers } from './offers.ts';
export { PastMeetings, type PastMeeting } from './past-meetings.ts';
export { ToldOffers, type ToldOffer } from './told-offers.ts';
export { OffersModule } from './offers.module.ts';
