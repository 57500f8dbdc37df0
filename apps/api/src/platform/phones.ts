import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js';

export type PhoneCountry = CountryCode;

/** What a cell with telephone numbers holds. */
export interface ReadPhones {
  /** In E.164: `+436601234567`. */
  readonly numbers: readonly string[];
  /** Other text, as it is written. */
  readonly rest: readonly string[];
}

/** What people write where there is none. */
const placeholder = /^(?:n\/?a|[-–—.?x0\s]+|none|no|keine?s?|unbekannt|unknown|nemá|není|žádn[ýáé])$/iu;
const dashes = /[\u2010-\u2015\u2212]/gu;
const label =
  /^(?:telefonnummer|telefon|tel|phone|mobilnummer|mobile|mobil|mob|handy|privat|priv|büro|firma|home|work)(?:\s*(?:\.\s*:?|:)|(?=\s))\s*/iu;
const words = /\((?=[^)]*\p{L})[^)]*\)|\[[^\]]*\]|\p{L}[\p{L}.\s]*$/gu;
/** The zero that is dialled within the country only. */
const zeroInBrackets = /\(\s*0\s*\)/gu;
/** Google writes ` ::: ` between several values of one kind. */
const apart =
  /\s*(?:[;,|&]|:::|[\r\n])\s*|\s+\/\s*|\s*\/\s+|\s+(?:oder|or|nebo|und|and|a|u\.|bzw\.?|resp\.?)\s+|\s+(?=(?:tel|fax|mob|handy|phone)\w*[.:\s])/iu;

/** Most numbers of a file. Nothing has to be taken away from them. */
const figures = /^\+?\d[\d ]*$/u;

const dialled = (text: string): string =>
  text
    .replaceAll(dashes, '-')
    .replace(label, '')
    .replaceAll(words, '')
    .trim()
    .replace(/^00(?=[1-9])/u, '+')
    .replaceAll(zeroInBrackets, (zero) => (/^\+/u.test(text.trim().replace(/^00/u, '+')) ? ' ' : zero));

const numberIn = (text: string, country: CountryCode | undefined): string | null => {
  const plain = figures.test(text) ? text.replace(/^00(?=[1-9])/u, '+') : dialled(text);
  if (/\p{L}/u.test(plain)) return null;
  const number = parsePhoneNumberFromString(plain, {
    ...(country ? { defaultCountry: country } : {}),
    extract: false,
  });
  return number?.isPossible() ? number.number : null;
};

interface ReadPart {
  readonly part: string;
  readonly number: string | null;
}

/** A slash is usually within a number. If it is not, both sides of it are numbers. */
const apartBySlash = (part: string, country: CountryCode | undefined): ReadPart[] => {
  const sides = part.split('/').map((side) => ({ part: side, number: numberIn(side, country) }));
  return sides.length > 1 && sides.every(({ number }) => number !== null) ? sides : [{ part, number: null }];
};

/** The numbers in a cell, the first one first. Without a country, only those are read that begin with one. */
export const phonesIn = (cell: string, country: CountryCode | undefined): ReadPhones => {
  const text = cell.trim();
  if (text === '' || placeholder.test(text)) return { numbers: [], rest: [] };
  const whole = numberIn(text, country);
  if (whole !== null) return { numbers: [whole], rest: [] };
  const parts = text.split(apart).filter(Boolean);
  const read = parts.flatMap((part) => {
    const number = numberIn(part, country);
    return number === null ? apartBySlash(part, country) : [{ part, number }];
  });
  const numbers = [...new Set(read.flatMap(({ number }) => number ?? []))];
  return { numbers, rest: read.flatMap(({ part, number }) => (number === null ? [part] : [])) };
};

/** Null if there is no such country, or none with telephone numbers. */
export const phoneCountry = (code: string | undefined): CountryCode | null =>
  code !== undefined && isSupportedCountry(code) ? code : null;

/** Countries by the capitals and other cities that name their time zones. */
const byZone: Readonly<Record<string, CountryCode>> = {
  'Europe/Vienna': 'AT',
  'Europe/Prague': 'CZ',
  'Europe/Berlin': 'DE',
  'Europe/Busingen': 'DE',
  'Europe/Bratislava': 'SK',
  'Europe/Zurich': 'CH',
  'Europe/Vaduz': 'LI',
  'Europe/Warsaw': 'PL',
  'Europe/Budapest': 'HU',
  'Europe/Ljubljana': 'SI',
  'Europe/Zagreb': 'HR',
  'Europe/Rome': 'IT',
  'Europe/Paris': 'FR',
  'Europe/Brussels': 'BE',
  'Europe/Amsterdam': 'NL',
  'Europe/Luxembourg': 'LU',
  'Europe/Madrid': 'ES',
  'Europe/Lisbon': 'PT',
  'Europe/London': 'GB',
  'Europe/Dublin': 'IE',
  'Europe/Copenhagen': 'DK',
  'Europe/Stockholm': 'SE',
  'Europe/Oslo': 'NO',
  'Europe/Helsinki': 'FI',
  'Europe/Tallinn': 'EE',
  'Europe/Riga': 'LV',
  'Europe/Vilnius': 'LT',
  'Europe/Bucharest': 'RO',
  'Europe/Sofia': 'BG',
  'Europe/Athens': 'GR',
  'Europe/Belgrade': 'RS',
  'Europe/Kyiv': 'UA',
  'America/New_York': 'US',
  'America/Chicago': 'US',
  'America/Denver': 'US',
  'America/Los_Angeles': 'US',
  'America/Toronto': 'CA',
};

export const countryOfZone = (zone: string): CountryCode | undefined => byZone[zone];

/** The country of numbers without one: the club's choice, else that of its time zone. */
export const clubCountry = ({
  country,
  timeZone,
}: {
  readonly country: string | null;
  readonly timeZone: string;
}): CountryCode | undefined => phoneCountry(country ?? undefined) ?? countryOfZone(timeZone);

/** The form in which a number is stored and compared; as it is if it cannot be read as one number. */
export const storedPhone = (typed: string, country: CountryCode | undefined): string => {
  const { numbers, rest } = phonesIn(typed, country);
  const [number] = numbers;
  return number !== undefined && numbers.length === 1 && rest.length === 0 ? number : typed;
};

/** Other forms of a stored number that were stored before all had one form. */
export const formerForms = (number: string): string[] => {
  const parsed = number.startsWith('+') ? parsePhoneNumberFromString(number) : undefined;
  if (!parsed) return [];
  const { nationalNumber, countryCallingCode } = parsed;
  return [`0${nationalNumber}`, nationalNumber, `+${countryCallingCode}0${nationalNumber}`];
};
