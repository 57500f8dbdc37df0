import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { language as known, type Language } from '@regulars/contracts';
import { runningRequest } from './running-request.ts';

/** The language of the caller, from `Accept-Language`. */
@Injectable()
export class ReaderLanguage {
  readonly #spoken = new AsyncLocalStorage<Language>();

  /** For work without a request, such as a job that writes what a person asked for. */
  within<Result>(language: Language, work: () => Promise<Result>): Promise<Result> {
    return this.#spoken.run(language, work);
  }

  /** Null if the caller asked for no language that we know. Then the club's language is used. */
  get asked(): Language | null {
    return this.#spoken.getStore() ?? languageAsked(runningRequest()?.headers['accept-language']);
  }
}

/** `de-AT, de;q=0.9, en;q=0.8` → `de`. The first of the best weight; `*` asks for none. */
export const languageAsked = (header: string | undefined): Language | null => {
  let best: { language: Language; weight: number } | null = null;
  for (const part of (header ?? '').slice(0, 500).split(',')) {
    const [range = '', ...parameters] = part
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    const language = known.options.find((each) => range === each || range.startsWith(`${each}-`));
    const weight = weightOf(parameters);
    if (language && weight > 0 && (!best || weight > best.weight)) best = { language, weight };
  }
  return best?.language ?? null;
};

const weightOf = (parameters: readonly string[]): number => {
  const quality = parameters.find((parameter) => parameter.startsWith('q='));
  return quality === undefined ? 1 : Number(quality.slice(2)) || 0;
};
