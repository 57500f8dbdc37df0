import { endpoint, managers, staff } from './endpoint.ts';

export const offerStates = ['draft', 'live', 'paused', 'ended'] as const;
export type OfferState = (typeof offerStates)[number];

/** Whether a member activates an offer, or it counts by itself. */
export const offerActivations = ['by-member', 'automatic'] as const;
export type OfferActivation = (typeof offerActivations)[number];

/** Percent of the audience that may be held out. */
export const largestHeldOut = 50;
/** Offers of one club that are live at once. */
export const mostLiveOffers = 100;
/** Characters of the reason why a member gets an offer. */
export const longestOfferReason = 80;
/** Of the order of offers; the smallest comes first. */
export const largestOfferPlace = 1000;

export const listOffers = endpoint('listOffers', {
  method: 'GET',
  path: '/offers',
  tag: 'Offers',
  summary: 'List offers in all states, the newest first',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const createOffer = endpoint('createOffer', {
  method: 'POST',
  path: '/offers',
  tag: 'Offers',
  summary: 'Add an offer',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  status: 201,
  wallet: 'none',
});

export const countOfferAudience = endpoint('countOfferAudience', {
  method: 'POST',
  path: '/offers/audience-counts',
  tag: 'Offers',
  summary: 'Count the active members who fulfil a condition',
  access: { roles: managers, scope: 'members:read', reach: 'club' },
  status: 200,
  wallet: 'none',
});

export const exampleOfOfferPrice = endpoint('exampleOfOfferPrice', {
  method: 'POST',
  path: '/offers/price-examples',
  tag: 'Offers',
  summary: 'Show the price that members would see with the terms of an offer. Nothing is kept',
  access: { roles: managers, scope: 'rewards:read', reach: 'anywhere' },
  status: 200,
  wallet: 'none',
});

export const getOffer = endpoint('getOffer', {
  method: 'GET',
  path: '/offers/{id}',
  tag: 'Offers',
  summary: 'Get an offer with its figures',
  access: { roles: staff, scope: 'rewards:read', reach: 'anywhere' },
});

export const updateOffer = endpoint('updateOffer', {
  method: 'PATCH',
  path: '/offers/{id}',
  tag: 'Offers',
  summary: 'Update, publish, pause or end an offer; creates a new version',
  access: { roles: managers, scope: 'rewards:write', reach: 'club' },
  conditional: true,
  wallet: 'none',
});

export const getOfferPerformance = endpoint('getOfferPerformance', {
  method: 'GET',
  path: '/offers/{id}/performance',
  tag: 'Offers',
  summary: 'Compare the members who met an offer with those who are held out of it',
  access: { roles: managers, scope: ['rewards:read', 'purchases:read'], reach: 'club' },
});

export const listOwnOffers = endpoint('listOwnOffers', {
  method: 'GET',
  path: '/me/offers',
  tag: 'Own view',
  summary: 'List my offers: those to activate, those that count at the till, and those that I have used',
  access: { roles: ['member'], reach: 'own' },
});

export const seeOffers = endpoint('seeOffers', {
  method: 'POST',
  path: '/me/offers/seen',
  tag: 'Own view',
  summary: 'Say that I have seen some of my offers; only the first time counts',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});

export const openOffer = endpoint('openOffer', {
  method: 'POST',
  path: '/offers/{id}/open',
  tag: 'Own view',
  summary: 'Say that I have opened the details of one of my offers; only the first time counts',
  access: { roles: ['member'], reach: 'own' },
  status: 204,
  wallet: 'own',
});

export const activateOffer = endpoint('activateOffer', {
  method: 'POST',
  path: '/offers/{id}/activate',
  tag: 'Own view',
  summary: 'Activate one of my offers, so that it counts at the till by itself',
  access: { roles: ['member'], reach: 'own' },
  status: 200,
  wallet: 'own',
});

export const deactivateOffer = endpoint('deactivateOffer', {
  method: 'POST',
  path: '/offers/{id}/deactivate',
  tag: 'Own view',
  summary: 'Undo the activation of one of my offers',
  access: { roles: ['member'], reach: 'own' },
  status: 200,
  wallet: 'own',
});
