import type { SurveyDefinition, Texts } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { inLanguage } from '#lib/shell/texts.ts';

type Kind = SurveyDefinition['questions'][number]['kind'];

export const kindWords: Record<Kind, () => string> = {
  nps: m.surveysconsole_kind_nps,
  csat: m.surveysconsole_kind_csat,
  ces: m.surveysconsole_kind_ces,
  single: m.surveysconsole_kind_single,
  multiple: m.surveysconsole_kind_multiple,
  picture: m.surveysconsole_kind_picture,
  rating: m.surveysconsole_kind_rating,
  number: m.surveysconsole_kind_number,
  'short-text': m.surveysconsole_kind_short,
  'long-text': m.surveysconsole_kind_long,
  date: m.surveysconsole_kind_date,
  consent: m.surveysconsole_kind_consent,
};

/** What the API says in English, by its words. */
const faults: Readonly<Record<string, () => string>> = {
  'after the last day': m.surveysconsole_fault_after,
  'says what the consent is for': m.surveysconsole_fault_consent,
  'another option has this key': m.surveysconsole_fault_option_key,
  'means own words': m.surveysconsole_fault_other_key,
  'more than the most': m.surveysconsole_fault_least,
  'more than there are': m.surveysconsole_fault_most,
  'there are 3 or 5 smileys': m.surveysconsole_fault_smileys,
  'another question has this key': m.surveysconsole_fault_key,
  'no such question': m.surveysconsole_fault_gone,
  'leads back: this branch would have no end': m.surveysconsole_fault_back,
  'no such question before': m.surveysconsole_fault_before,
  'this question has no such answer': m.surveysconsole_fault_fact,
  'no such option': m.surveysconsole_fault_option,
  'no branch leads here': m.surveysconsole_fault_unreached,
};

export interface SurveyFault {
  readonly pointer: string;
  readonly message: string;
}

/** What is wrong with the draft, in the reader's language. */
export const faultWords = ({ pointer, message }: SurveyFault): string => {
  const known = faults[message];
  if (known) return known();
  return /\/(?:title|note|text)(?:\/|$)/u.test(pointer)
    ? m.surveysconsole_fault_place()
    : m.surveysconsole_fault_other();
};

/** A text of a question without a member: what each would read there is left out. */
export const titleText = (texts: Texts, locale: string = getLocale()): string =>
  inLanguage(texts, locale).replaceAll(/\{(?:answer:[^}]*|first-name|tier|location)\}/gu, '…');
