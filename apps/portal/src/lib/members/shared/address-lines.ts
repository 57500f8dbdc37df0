import type { Address } from '@regulars/contracts';

/** As it stands on a letter; the country by its name. */
export const addressLines = (
  { street, postcode, city, region, country }: Address,
  language: string,
): string[] => {
  const town = [postcode, city].filter(Boolean).join(' ');
  const land = country && new Intl.DisplayNames(language, { type: 'region' }).of(country);
  return [street, town, region, land].flatMap((line) => line || []);
};
