import { bare } from './spellings.ts';

/** What lists write besides names and codes of two letters: codes of three, plates of cars, short names. */
const others: Readonly<Record<string, string>> = {
  a: 'AT',
  aut: 'AT',
  aus: 'AU',
  oesterreich: 'AT',
  d: 'DE',
  deu: 'DE',
  ger: 'DE',
  brd: 'DE',
  cze: 'CZ',
  cr: 'CZ',
  tschechien: 'CZ',
  ceskarepublika: 'CZ',
  czechrepublic: 'CZ',
  tschechischerepublik: 'CZ',
  svk: 'SK',
  slovenskarepublika: 'SK',
  slowakischerepublik: 'SK',
  che: 'CH',
  sui: 'CH',
  fl: 'LI',
  lie: 'LI',
  h: 'HU',
  hun: 'HU',
  pol: 'PL',
  slo: 'SI',
  svn: 'SI',
  hrv: 'HR',
  i: 'IT',
  ita: 'IT',
  f: 'FR',
  fra: 'FR',
  nld: 'NL',
  holland: 'NL',
  holandsko: 'NL',
  niederlande: 'NL',
  bel: 'BE',
  e: 'ES',
  esp: 'ES',
  gbr: 'GB',
  uk: 'GB',
  england: 'GB',
  grossbritannien: 'GB',
  greatbritain: 'GB',
  velkabritanie: 'GB',
  usa: 'US',
  unitedstatesofamerica: 'US',
  vereinigtestaatenvonamerika: 'US',
  spojenestatyamericke: 'US',
};

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const namesOf = (language: string): [name: string, code: string][] => {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  return letters.flatMap((first) =>
    letters.flatMap((second): [string, string][] => {
      const code = first + second;
      const name = new Intl.Locale(`und-${code}`).region === code ? names.of(code) : undefined;
      return name === undefined
        ? []
        : [
            [bare(name), code],
            [code.toLowerCase(), code],
          ];
    }),
  );
};

let known: ReadonlyMap<string, string> | null = null;

/** ISO 3166 for a code, or for a name in one of our languages. Null if it is none of a country. */
export const countryIn = (text: string): string | null => {
  known ??= new Map([...['cs', 'en', 'de'].flatMap(namesOf), ...Object.entries(others)]);
  return known.get(bare(text.replaceAll('ß', 'ss'))) ?? null;
};
