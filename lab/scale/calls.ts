import {
  getMember,
  getMemberPoints,
  getOverview,
  listApprovals,
  listAuditEntries,
  listEarningRules,
  listExports,
  listLocations,
  listMemberRewards,
  listMembers,
  listMergeRequests,
  listPointsEntries,
  listPurchases,
  listRewards,
  listTasks,
  memberTimeline,
  recordPurchase,
  redeemPoints,
  resolveCard,
  startExport,
  type QueryOf,
} from '@regulars/contracts';
import type { Call, Known, Person } from './call.ts';
import { memberCalls } from './member-calls.ts';
import { segmentCalls } from './segment-calls.ts';

/** All of them are asked by the same person, one after the other. */
export const callsOf = (known: Known): Call[] => [
  ...shopCalls(known),
  ...memberCalls(known),
  ...consoleCalls(known),
  ...segmentCalls(known),
];

const personAt =
  (people: readonly Person[]) =>
  (turn: number): Person => {
    const person = people[turn % people.length];
    if (!person) throw new Error('The club has no members');
    return person;
  };

/** The till, and a member's page in the console. */
const shopCalls = ({ client, people }: Known): Call[] => {
  const at = personAt(people);
  return [
    {
      name: 'till: look up a card',
      make: (turn) => client.call(resolveCard, { body: { code: at(turn).number } }),
    },
    {
      name: 'till: look up an e-mail',
      make: (turn) => client.call(resolveCard, { body: { code: at(turn).email } }),
    },
    {
      name: 'till: a purchase of a member',
      make: (turn) =>
        client.call(recordPurchase, {
          body: {
            receipt: {
              location: 'scale',
              number: `${String(process.pid)}-${String(turn)}-${String(Date.now())}`,
            },
            purchasedAt: new Date().toISOString(),
            currency: 'EUR',
            lines: [{ name: 'House blend', category: 'coffee', amount: 1290 }],
            member: { id: at(turn).id },
          },
        }),
    },
    { name: 'member: their page', make: (turn) => client.call(getMember, { params: { id: at(turn).id } }) },
    {
      name: 'member: their points',
      make: (turn) => client.call(getMemberPoints, { params: { id: at(turn).id } }),
    },
    {
      name: 'member: what happened',
      make: (turn) => client.call(memberTimeline, { params: { id: at(turn).id }, query: {} }),
    },
    {
      name: 'till: their rewards',
      make: (turn) => client.call(listMemberRewards, { params: { id: at(turn).id } }),
    },
    {
      name: 'till: they redeem points',
      make: (turn) =>
        client.call(redeemPoints, { params: { id: at(turn).id }, body: { points: 1, reason: 'scale' } }),
    },
    {
      name: 'member: their entries',
      make: (turn) => client.call(listPointsEntries, { params: { id: at(turn).id } }),
    },
  ];
};

/** Its first page, and its lists. */
const consoleCalls = ({ client, people }: Known): Call[] => {
  const at = personAt(people);
  const list = (query: Partial<QueryOf<typeof listMembers>>) => () => client.call(listMembers, { query });
  const counted = { include: 'total', limit: 50 } as const;
  const monthAgo = new Date(Date.now() - 30 * 86_400_000).toISOString();
  return [
    { name: 'members: newest', goal: 50, make: list({}) },
    { name: 'members: most points', goal: 50, make: list({ sort: 'points', order: 'desc' }) },
    { name: 'members: last purchase', goal: 50, make: list({ sort: 'last-purchase', order: 'desc' }) },
    { name: 'members: of a tier', goal: 50, make: list({ tier: 'gold' }) },
    { name: 'members: by surname', goal: 10, make: list({ query: 'Svobo', ...counted }) },
    { name: 'members: by a rare surname', goal: 10, make: list({ query: 'Mulbernek' }) },
    { name: 'members: by both names', goal: 50, make: list({ query: 'Anna Svob', sort: 'name' }) },
    { name: 'members: by e-mail', goal: 10, make: (turn) => list({ query: at(turn).email.slice(0, -4) })() },
    { name: 'members: by phone', goal: 10, make: (turn) => list({ query: at(turn).phone ?? '' })() },
    { name: 'members: by number', goal: 10, make: (turn) => list({ query: at(turn).externalId })() },
    { name: 'members: by card', goal: 10, make: (turn) => list({ query: at(turn).number.slice(0, 12) })() },
    { name: 'members: with a typo', goal: 200, make: list({ query: 'Svobdoa' }) },
    { name: 'members: counted', goal: 50, make: list(counted) },
    {
      name: 'members: three filters',
      goal: 50,
      make: list({ tier: 'gold', location: 'scale', lastPurchaseFrom: monthAgo, ...counted }),
    },
    { name: 'members: of a tag', goal: 50, make: list({ tag: 'regular', tier: 'gold', ...counted }) },
    { name: 'purchases: newest', goal: 50, make: () => client.call(listPurchases, {}) },
    {
      name: 'purchases: of a location',
      make: () => client.call(listPurchases, { query: { location: 'scale' } }),
    },
    {
      name: 'overview of 30 days',
      goal: 200,
      make: () => client.call(getOverview, { query: { days: 30 } }),
    },
    {
      name: 'overview of 365 days',
      goal: 200,
      make: () => client.call(getOverview, { query: { days: 365 } }),
    },
    { name: 'console: rules', make: () => client.call(listEarningRules, {}) },
    { name: 'console: rewards', make: () => client.call(listRewards, {}) },
    { name: 'console: locations', make: () => client.call(listLocations, {}) },
    {
      name: 'console: requests to merge',
      make: () => client.call(listMergeRequests, { query: { state: 'open' } }),
    },
    {
      name: 'console: approvals',
      make: () => client.call(listApprovals, { query: { state: 'waiting', limit: 1, include: 'total' } }),
    },
    {
      name: 'console: open tasks',
      make: () => client.call(listTasks, { query: { state: 'open', limit: 1, include: 'total' } }),
    },
    { name: 'console: audit', make: () => client.call(listAuditEntries, {}) },
    { name: 'console: exports', make: () => client.call(listExports, {}) },
    {
      name: 'console: an export begins',
      most: 2,
      make: () =>
        client.call(startExport, { body: { kind: 'members', filters: { tier: 'gold', location: 'scale' } } }),
    },
  ];
};
