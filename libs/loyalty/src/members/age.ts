/** Full years. People born on 29 February turn a year older on 1 March in other years. */
export function ageOn(today: Temporal.PlainDate, birthday: string): number {
  const born = Temporal.PlainDate.from(birthday);
  const isAhead = today.month < born.month || (today.month === born.month && today.day < born.day);
  return today.year - born.year - (isAhead ? 1 : 0);
}
