import { Injectable } from '@nestjs/common';
import { censored, strictestAction, type FoundWord } from '@regulars/loyalty';
import type { StoredWriting, WritingCheck, WritingDraft, WritingVerdict } from '../posts/index.ts';
import { OpenCases } from './open-cases.ts';
import { WordRules } from './word-rules.ts';

interface FoundIn {
  readonly title: readonly FoundWord[];
  readonly source: readonly FoundWord[];
}

/** Looks for the words of the club's lists. */
@Injectable()
export class WordCheck implements WritingCheck {
  constructor(
    private readonly rules: WordRules,
    private readonly cases: OpenCases,
  ) {}

  async check({ title, source }: WritingDraft): Promise<WritingVerdict> {
    const found = await this.#found(title, source);
    switch (strictestAction([...found.title, ...found.source])) {
      case 'block': {
        const isInTitle = strictestAction(found.title) === 'block';
        const blocked = (isInTitle ? found.title : found.source).find(({ rule }) => rule.action === 'block');
        const text = isInTitle ? (title ?? '') : source;
        return {
          verdict: 'refused',
          code: 'word-refused',
          pointer: isInTitle ? '/title' : '/source',
          detail: text.slice(blocked?.from, blocked?.to),
        };
      }
      case 'approve':
        return { verdict: 'held', why: 'word-list' };
      case 'flag':
      case 'censor':
      case null:
        return this.#withoutCensored(found, title, source);
    }
  }

  /** In the transaction that stores it: someone looks at what was held, and at words that are only looked at. */
  async stored({ ref, communityId, authorId, title, source, heldWhy }: StoredWriting): Promise<void> {
    const found = await this.#found(title, source);
    const looked = [...found.title, ...found.source].filter(({ rule }) => rule.action !== 'censor');
    const words = [...new Set(looked.map(({ rule }) => rule.word))];
    if (heldWhy === null && words.length === 0) return;
    await this.cases.open({ ref, communityId, authorId, cause: heldWhy ?? 'word-list', words });
  }

  async #found(title: string | null, source: string): Promise<FoundIn> {
    const search = await this.rules.search();
    return { title: title === null ? [] : search(title), source: search(source) };
  }

  #withoutCensored(found: FoundIn, title: string | null, source: string): WritingVerdict {
    const inTitle = found.title.filter(isCensored);
    const inSource = found.source.filter(isCensored);
    if (inTitle.length + inSource.length === 0) return { verdict: 'shown' };
    return {
      verdict: 'censored',
      title: title === null ? null : censored(title, inTitle),
      source: censored(source, inSource),
    };
  }
}

const isCensored = ({ rule }: FoundWord): boolean => rule.action === 'censor';
