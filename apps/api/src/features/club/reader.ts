import { Injectable } from '@nestjs/common';
import type { Language, Texts } from '@regulars/contracts';
import { ReaderLanguage } from '../../platform/http/reader-language.ts';
import { ClubSettings } from './club-settings.ts';

/** How a reply is worded. */
export interface Wording {
  readonly language: Language;
  /** In that language, else in the club's, else in any; '' for none. */
  readonly of: (texts: Texts | null | undefined) => string;
}

/** Whoever reads the reply of the running request: in the language asked for, else in the club's. */
@Injectable()
export class Reader {
  constructor(
    private readonly asked: ReaderLanguage,
    private readonly club: ClubSettings,
  ) {}

  async wording(): Promise<Wording> {
    const own = await this.#clubLanguage();
    return wordingIn(this.asked.asked ?? own, own);
  }

  /** What was sent, by language: a string is in the club's. */
  async texts(sent: string | Texts): Promise<Texts> {
    if (typeof sent !== 'string') return sent;
    return sent === '' ? {} : { [await this.#clubLanguage()]: sent };
  }

  async #clubLanguage(): Promise<Language> {
    return (await this.club.current()).languages[0] ?? 'en';
  }
}

const wordingIn = (language: Language, clubs: Language): Wording => ({
  language,
  of: (texts) => texts?.[language] || texts?.[clubs] || Object.values(texts ?? {}).find(Boolean) || '',
});
