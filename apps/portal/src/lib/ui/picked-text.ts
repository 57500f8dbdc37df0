import { getLocale } from '#lib/paraglide/runtime.js';

type Inputs = Readonly<Record<string, unknown>>;
type Text = string | ((inputs: Inputs) => string);

/** A text in all languages, as a function that says it in one. `short-texts.ts` puts it into the texts for browsers. */
export const picked =
  (en: Text, de: Text, cs: Text) =>
  (inputs: Inputs = {}, options: { readonly locale?: string } = {}): string => {
    const locale = options.locale ?? getLocale();
    const text = locale === 'de' ? de : locale === 'cs' ? cs : en;
    return typeof text === 'string' ? text : text(inputs);
  };
