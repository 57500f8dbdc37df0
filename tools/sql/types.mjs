// The TypeScript types that the driver returns and accepts, by the type in PostgreSQL
// (`platform/database/data-source.ts`).

/** @type {Record<number, [given: string, taken: string]>} */
const known = {
  16: ['boolean', 'boolean'],
  17: ['Buffer', 'Buffer'],
  18: ['string', 'string'],
  19: ['string', 'string'],
  20: ['number', 'number'],
  21: ['number', 'number'],
  23: ['number', 'number'],
  25: ['string', 'string'],
  26: ['number', 'number'],
  114: ['unknown', 'string'],
  700: ['number', 'number'],
  701: ['number', 'number'],
  1042: ['string', 'string'],
  1043: ['string', 'string'],
  1082: ['string', 'string'],
  1114: ['Date', 'Date | string'],
  1184: ['Date', 'Date | string'],
  1700: ['string', 'number | string'],
  2278: ['unknown', 'never'],
  2950: ['string', 'string'],
  3802: ['unknown', 'string'],
};

/** @type {Record<number, number>} */
const elements = {
  1000: 16,
  1001: 17,
  1003: 19,
  1005: 21,
  1007: 23,
  1009: 25,
  1014: 1042,
  1015: 1043,
  1185: 1184,
  2951: 2950,
};

const arrayOf = (/** @type {string} */ type) => (type.includes('|') ? `(${type})[]` : `${type}[]`);

/** Of a value that is not null. */
export const given = (/** @type {number} */ type) => {
  const element = elements[type];
  return element ? arrayOf(known[element]?.[0] ?? 'unknown') : (known[type]?.[0] ?? 'unknown');
};

/** The driver serialises arrays itself, so arrays of bigint and numeric may contain numbers. */
export const taken = (/** @type {number} */ type) => {
  const element = elements[type] ?? { 1016: 20, 1231: 1700, 1182: 1082, 3807: 3802, 199: 114 }[type];
  return element ? `readonly ${arrayOf(known[element]?.[1] ?? 'unknown')}` : (known[type]?.[1] ?? 'string');
};
