import { isLanguage } from '#lib/shell/languages.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { Language } from '@regulars/contracts';

/** The language of this customer. The one of the team comes back with the next customer. */
export class TabletLanguage {
  readonly #usual: Language = getLocale();
  current = $state<Language>(this.#usual);

  /** Every text of the page follows, without loading it again. @returns ends it */
  speak(): () => void {
    const { lang } = document.documentElement;
    overwriteGetLocale(() => this.current);
    return () => {
      overwriteGetLocale(() => this.#usual);
      document.documentElement.lang = lang;
    };
  }

  choose(language: string): void {
    if (isLanguage(language)) this.current = language;
    document.documentElement.lang = this.current;
  }

  reset(): void {
    this.choose(this.#usual);
  }
}
