// A return counts when it happens and not when the goods were bought, and a mistaken one when it is taken back, so
// reported past periods do not change.
/** What was sold and came back from `from` until before `until`, each of them SQL. */
export const movedText = (from: string, until: string): string => `
  select p.purchased_at as at, p.location_id, p.currency, p.member_id, 1 as purchases, p.gross as amount
  from purchases p where p.purchased_at >= ${from} and p.purchased_at < ${until}
  union all
  select r.returned_at, p.location_id, p.currency, p.member_id, 0, -r.amount
  from purchase_returns r join purchases p on p.id = r.purchase_id
  where r.returned_at >= ${from} and r.returned_at < ${until}
  union all
  select r.reversed_at, p.location_id, p.currency, p.member_id, 0, r.amount
  from purchase_returns r join purchases p on p.id = r.purchase_id
  where r.reversed_at >= ${from} and r.reversed_at < ${until}`;
