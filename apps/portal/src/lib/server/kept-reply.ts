import { apiAddress, ApiProblem, type Api } from './api.ts';

const freshFor = 10_000;

/** A public reply that is the same for everyone, so that one can serve all visitors for a moment. */
export class KeptReply<Reply> {
  readonly #ask: (api: Api) => Promise<Reply>;
  #kept: { readonly reply: Reply; readonly at: number; readonly from: string } | undefined;

  constructor(ask: (api: Api) => Promise<Reply>) {
    this.#ask = ask;
  }

  /** After one's own change, which must show at once. */
  forget(): void {
    this.#kept = undefined;
  }

  /** As before while the API is away; null if nothing is known. */
  async load(api: Api): Promise<Reply | null> {
    const from = apiAddress();
    const kept = this.#kept?.from === from ? this.#kept : undefined;
    if (kept && Date.now() - kept.at < freshFor) return kept.reply;
    try {
      const reply = await this.#ask(api);
      this.#kept = { reply, at: Date.now(), from };
      return reply;
    } catch (refusal) {
      if (refusal instanceof ApiProblem) return kept?.reply ?? null;
      throw refusal;
    }
  }
}
