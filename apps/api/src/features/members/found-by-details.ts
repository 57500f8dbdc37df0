import { Injectable } from '@nestjs/common';
import { DetailsRepository } from './details.repository.ts';
import { ListParts } from './list-parts.ts';
import { phoneIn } from './member-list.ts';

/** Fewer letters are the start of too many companies. */
const shortest = 3;

/** Lists find members by their company and their second phone. */
@Injectable()
export class FoundByDetails {
  constructor(parts: ListParts, details: DetailsRepository) {
    parts.register({
      find: async (typed) => {
        const text = typed.trim();
        return text.length < shortest ? [] : details.find(text, phoneIn(text).phone ?? null);
      },
    });
  }
}
