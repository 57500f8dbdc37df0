import { Injectable } from '@nestjs/common';
import type { Language, Texts } from '@regulars/contracts';
import { ReaderLanguage } from '../../platform/http/reader-language.ts';
import { ClubSettings } from './club-settings.ts';

/** The wording of a reply. */
export interface Wording {
  readonly language: Language;
  /** That language, then the club's: as the SQL function `text_in` takes them. */
  readonly languages: readonly Language[];
  /** In that language, else in the club's, else in any; '' for none. */
  readonly of: (texts: Texts | null | undefined) => string;
}

/** The reader of the current reply: in the requested language, else in the club's. */
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

  /** A sent text by language; a plain string is in the club's language. */
  async texts(sent: string | Texts): Promise<Texts> {
    if (typeof sent !== 'string') return sent;
    return sent === '' ? {} : { [await this.#clubLanguage()]: sent };
  }

  /** A changed name. A plain string replaces the text in the club's language and leaves the others as they are. */
  async renamed(before: Texts, sent: string | Texts): Promise<Texts> {
    return typeof sent === 'string' ? { ...before, ...(await this.texts(sent)) } : sent;
  }

  /** In the club's language, for what is stored in one language. */
  async clubWording(): Promise<Wording> {
    const own = await this.#clubLanguage();
    return wordingIn(own, own);
  }

  async #clubLanguage(): Promise<Language> {
    return (await this.club.current()).languages[0] ?? 'en';
  }
}

/** For a reader who is not the one who asks. */
export const wordingIn = (language: Language, clubs: Language): Wording => ({
  language,
  languages: [language, clubs],
  of: (texts) => texts?.[language] || texts?.[clubs] || Object.values(texts ?? {}).find(Boolean) || '',
});

/** A row as replies show it: its name for the reader, and in all languages. */
export const named = <Row extends { readonly name: Texts }>(
  { name, ...row }: Row,
  { of }: Pick<Wording, 'of'>,
): Omit<Row, 'name'> & { name: string; nameTexts: Texts } => ({ ...row, name: of(name), nameTexts: name });
