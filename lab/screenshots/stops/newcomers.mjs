import { at, opened } from './opening.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('./opening.mjs').Club} Club */
/** @typedef {import('./opening.mjs').Stop} Stop */

/** @param {Page} page @param {Club} club */
const openLink = (page, club) => page.goto(club.setUpPath());

const setUpSteps = ['locations', 'rule', 'points', 'tiers', 'team', 'legal', 'done'];
const firstPages = [
  'members',
  'tasks',
  'purchases',
  'rules',
  'rewards',
  'tiers',
  'locations',
  'products',
  'staff',
  'imports',
  'exports',
  'mail',
  'events',
  'approvals',
  'merge-requests',
  'referrals',
  'audit',
  'settings/legal',
  'settings/keys',
];

/** @type {Stop[]} */
export const founder = [
  at('not-set-up', '/'),
  at('set-up-refused', '/set-up'),
  opened('set-up-admin', '/set-up/admin', openLink),
  at('set-up-club', '/set-up/club'),
];

/** @type {Stop[]} */
export const owner = [
  ...setUpSteps.map((step) => at(`set-up-${step}`, `/set-up/${step}`)),
  at('empty-overview', '/console'),
  ...firstPages.map((page) => at(`empty-${page.replace('/', '-')}`, `/console/${page}`)),
];

/** @type {Stop[]} */
export const newcomer = [
  at('empty-home', '/club'),
  at('empty-card', '/club/card'),
  at('empty-member-rewards', '/club/rewards'),
  at('empty-vouchers', '/club/vouchers'),
  at('empty-activity', '/club/activity'),
  at('empty-earn', '/club/earn'),
  at('empty-profile', '/club/profile'),
];
