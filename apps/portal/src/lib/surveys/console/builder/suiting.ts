import type { AskedQuestion } from '#lib/facts/shared/choices.server.ts';
import type { LeafRow } from '#lib/facts/shared/conditions/leaf.ts';

/** Those that a fact can be about: one that is chosen, or one with a number. */
export const suiting = (all: readonly AskedQuestion[], { fact }: Pick<LeafRow, 'fact'>): AskedQuestion[] =>
  all.filter(({ options }) => (options !== null) === (fact === 'answer.choices'));
