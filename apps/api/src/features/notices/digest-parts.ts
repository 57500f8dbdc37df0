import { Injectable } from '@nestjs/common';
import type { Language } from '@regulars/contracts';

/** Something to read in the portal. */
export interface DigestItem {
  readonly title: string;
  /** Where it is from. */
  readonly from: string;
}

/** What a later feature adds to the summary: what is worth reading since then, in the reader's language. */
export type DigestPart = (
  memberId: string,
  since: Date,
  language: Language,
) => Promise<readonly DigestItem[]>;

/** Features after this one register what they have to say. */
@Injectable()
export class DigestParts {
  readonly #parts: DigestPart[] = [];

  register(part: DigestPart): void {
    this.#parts.push(part);
  }

  async of(memberId: string, since: Date, language: Language): Promise<DigestItem[]> {
    const items: DigestItem[] = [];
    for (const part of this.#parts) items.push(...(await part(memberId, since, language)));
    return items;
  }
}
