import type { FactColumns, Schema } from '@regulars/conditions';
import { factColumns, type FactColumn } from './fact-source.ts';

/** A stored fact; what stands in an empty row for a member who has none yet. */
const stored = (facts: string, column: FactColumn): string =>
  `coalesce(${facts}.${column}, ${factColumns[column]})`;

const dayOf = (facts: string, column: FactColumn, zone: string): string =>
  `(${facts}.${column} at time zone ${zone})::date`;

/** Where conditions find the stored facts of a member. */
export const memberFactsSchema = {
  memberFacts: (member, facts) => `left join member_facts ${facts} on ${facts}.member_id = ${member}.id`,
} satisfies Partial<Schema>;

/**
 * What conditions ask of a member and `member_facts` has stored. Points are those booked: what time has changed since
 * `due_at` shows once the job has booked it.
 */
export const storedFactColumns = {
  'member.purchases': (_, { memberFacts }) => stored(memberFacts, 'purchases'),
  'member.visits': (_, { memberFacts }) => stored(memberFacts, 'visits'),
  'member.spend': (_, { memberFacts, currency }) => ({ amount: stored(memberFacts, 'spend'), currency }),
  'member.first-purchase': (_, { memberFacts, zone }) => dayOf(memberFacts, 'first_purchase_at', zone),
  'member.last-purchase': (_, { memberFacts, zone }) => dayOf(memberFacts, 'last_purchase_at', zone),
  'member.home-location': (_, { memberFacts }) => `${memberFacts}.home_location_id::text`,
  'member.points': (_, { memberFacts }) => stored(memberFacts, 'points'),
} satisfies Partial<FactColumns<'member'>>;
