import type { FactColumns } from '@regulars/conditions';

/** What conditions ask about a member's tier. Members who never changed a tier are on the one that needs nothing. */
export const tierFactColumns = {
  'member.tier': (_, { memberFacts }) => {
    const own = `coalesce(${memberFacts}.tier_id, (select t.id from tiers t where t.threshold = 0))`;
    return {
      own: `${own}::text`,
      reached: `array(select low.id::text from tiers mine join tiers low on low.threshold <= mine.threshold where mine.id = ${own})`,
    };
  },
} satisfies Partial<FactColumns<'member'>>;
