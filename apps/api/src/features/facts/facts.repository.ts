import type { FactColumns, Schema } from '@regulars/conditions';
import { dayOf, stored, storedOnlyColumns } from './stored-columns.repository.ts';

/** Where conditions find a member's stored facts. */
export const memberFactsSchema = {
  memberFacts: (member, facts) => `left join member_facts ${facts} on ${facts}.member_id = ${member}.id`,
} satisfies Partial<Schema>;

/**
 * Facts of members from `member_facts`. Points are as booked: changes since
 * `due_at` appear once the job has booked them.
 */
export const storedFactColumns = {
  'member.purchases': (_, { memberFacts }) => stored(memberFacts, 'purchases'),
  'member.visits': (_, { memberFacts }) => stored(memberFacts, 'visits'),
  'member.spend': (_, { memberFacts, currency }) => ({ amount: stored(memberFacts, 'spend'), currency }),
  'member.first-purchase': (_, { memberFacts, zone }) => dayOf(memberFacts, 'first_purchase_at', zone),
  'member.last-purchase': (_, { memberFacts, zone }) => dayOf(memberFacts, 'last_purchase_at', zone),
  'member.home-location': (_, { memberFacts }) => `${memberFacts}.home_location_id::text`,
  'member.points': (_, { memberFacts }) => stored(memberFacts, 'points'),
  ...storedOnlyColumns,
} satisfies Partial<FactColumns<'member'>>;
