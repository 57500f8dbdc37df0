/** A receipt counts only once: `why` names duplicates. Checked by `npm run club -- verify`. */
export const receiptCheck = {
  what: 'Each receipt counts once',
  faults: `
    select (array_agg(member_id))[1] as member_id, 'receipt ' || receipt_number as why
    from purchases group by location_id, receipt_number having count(*) > 1
    union all
    select null, 'receipt of a return ' || receipt_number
    from purchase_returns where receipt_number is not null group by location_id, receipt_number having count(*) > 1`,
};
