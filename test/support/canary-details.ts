/** Of the canary: what few members tell. */
export const canaryDetails = {
  secondPhone: '+43150123987',
  company: 'Kanarienhof KG',
  address: {
    street: 'Kanarigasse 4',
    postcode: 'KANARI 10',
    city: 'Kanarienburg',
    region: 'Kanarien',
    country: 'AT',
  },
} as const;

export const inAYear = (now: number): string => new Date(now + 365 * 86_400_000).toISOString();
