import type { RegularsClient } from '@regulars/client';
import {
  getMember,
  getMemberPoints,
  getOverview,
  listMembers,
  listPurchases,
  memberTimeline,
  recordPurchase,
  resolveCard,
  type QueryOf,
} from '@regulars/contracts';

/** A call that a person waits for. */
export interface Call {
  readonly name: string;
  /** Milliseconds in the largest club; without one only the growth counts. */
  readonly goal?: number;
  make(turn: number): Promise<unknown>;
}

export interface Known {
  readonly client: RegularsClient;
  /** Some members of the club. */
  readonly people: readonly { readonly id: string; readonly number: string; readonly email: string }[];
}

/** All of them are asked by the same person, one after the other. */
export const callsOf = ({ client, people }: Known): Call[] => {
  const at = (turn: number): Known['people'][number] => {
    const person = people[turn % people.length];
    if (!person) throw new Error('The club has no members');
    return person;
  };
  const list = (query: Partial<QueryOf<typeof listMembers>>) => () => client.call(listMembers, { query });
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
    { name: 'members: newest', goal: 50, make: list({}) },
    { name: 'members: most points', goal: 50, make: list({ sort: 'points', order: 'desc' }) },
    { name: 'members: last purchase', goal: 50, make: list({ sort: 'last-purchase', order: 'desc' }) },
    { name: 'members: of a tier', goal: 50, make: list({ tier: 'gold' }) },
    { name: 'members: by surname', goal: 10, make: list({ query: 'Svobo' }) },
    { name: 'members: by e-mail', goal: 10, make: (turn) => list({ query: at(turn).email })() },
    { name: 'members: with a typo', goal: 200, make: list({ query: 'Svobdoa' }) },
    { name: 'purchases: newest', goal: 50, make: () => client.call(listPurchases, {}) },
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
  ];
};
