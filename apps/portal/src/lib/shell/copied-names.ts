import type { Texts } from '@regulars/contracts';
import { m } from '#lib/paraglide/messages.js';
import { locales } from '#lib/paraglide/runtime.js';

/** The names of a copy. A long name is cut, so that the mark of the copy fits. */
export const copiedNames = (names: Texts, longest: number): Texts =>
  Object.fromEntries(
    locales.flatMap((locale) => {
      const name = names[locale];
      if (!name) return [];
      const room = longest - m.console_rules_copy({ name: '' }, { locale }).length;
      return [[locale, m.console_rules_copy({ name: name.slice(0, room) }, { locale })]];
    }),
  );
