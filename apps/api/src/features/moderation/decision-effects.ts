import { Injectable } from '@nestjs/common';
import type { TextDecision, WritingState } from '@regulars/contracts';
import { Writings, type Writing } from '../posts/index.ts';
import { AuthorMeasures, type TakenMeasures } from './author-measures.ts';
import type { DecidedTexts } from './decided-texts.ts';
import type { DecisionRow } from './decisions.repository.ts';

const statesAfter: Readonly<Record<TextDecision, WritingState>> = {
  leave: 'shown',
  hide: 'hidden',
  delete: 'deleted',
};

interface Measures extends TakenMeasures {
  readonly text: TextDecision;
}

/** What a decision does to texts and to their author, and how it is taken back. In the caller's transaction. */
@Injectable()
export class DecisionEffects {
  constructor(
    private readonly writings: Writings,
    private readonly authors: AuthorMeasures,
  ) {}

  /** Returns what was before. What its author deleted stays so. */
  async apply(
    texts: readonly Writing[],
    authorId: string | null,
    measures: Measures,
  ): Promise<{ readonly before: DecidedTexts; readonly silencedUntil: Date | null }> {
    const after = statesAfter[measures.text];
    for (const { kind, id, state } of texts)
      if (state !== after && state !== 'deleted') await this.writings.setState({ kind, id }, after);
    const { before: author, silencedUntil } = await this.authors.restrict(authorId, measures);
    const before = { texts: texts.map(({ kind, id, state }) => ({ kind, id, state })), author };
    return { before, silencedUntil };
  }

  /** What it took is given back. @param asShown also what waited or was hidden before is shown: an appeal was granted */
  async reverse(decision: DecisionRow, asShown: boolean): Promise<void> {
    const { texts, author } = decision.before;
    const found = await this.writings.find(texts);
    for (const { kind, id, state } of texts) {
      const now = found.find((each) => each.id === id);
      // Nothing is left of what its author deleted.
      const isGone = !now || (now.state === 'deleted' && now.source === '');
      const before = asShown ? 'shown' : state;
      if (!isGone && state !== 'deleted' && now.state !== before)
        await this.writings.setState({ kind, id }, before);
    }
    if (decision.member_id !== null && author !== null)
      await this.authors.giveBack(decision.member_id, decision, author);
  }
}
