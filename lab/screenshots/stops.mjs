import { manager } from './stops/console.mjs';
import { member } from './stops/members.mjs';
import { founder, newcomer, owner } from './stops/newcomers.mjs';
import { cashier } from './stops/till.mjs';
import { visitor } from './stops/visitors.mjs';

/** Every page, in the order in which people reach it. @type {Record<string, import('./stops/opening.mjs').Stop[]>} */
export const stops = { founder, owner, newcomer, visitor, member, cashier, manager };

export const readmePictures = [
  'member-home-phone-light.png',
  'member-card-phone-light.png',
  'member-rewards-phone-light.png',
  'member-community-phone-light.png',
  'till-scanned-desk-dark.png',
  'console-overview-desk-light.png',
  'console-survey-results-desk-light.png',
];
