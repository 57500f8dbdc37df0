import type { AskedQuestion, AskedQuestions } from '#lib/facts/shared/choices.server.ts';
import type { LeafRow } from '#lib/facts/shared/conditions/leaf.ts';
import { m } from '#lib/paraglide/messages.js';
import { inLanguage } from '#lib/shell/texts.ts';
import { titleText } from '../question-words.ts';
import type { QuestionDraft } from './draft-types.ts';
import { lookOf } from './question-looks.ts';
import QuestionChoice from './QuestionChoice.svelte';
import { suiting } from './suiting.ts';

const optionsOf = (question: QuestionDraft): AskedQuestion['options'] => {
  const { hasOptions, isChosen } = lookOf(question);
  if (!isChosen) return null;
  if (!hasOptions)
    return [
      { value: 'yes', label: m.surveysconsole_yes() },
      { value: 'no', label: m.surveysconsole_no() },
    ];
  const own = question.other ? [{ value: 'other', label: m.surveysconsole_own_words() }] : [];
  return [
    ...question.options.map(({ key, text }) => ({ value: key, label: inLanguage(text) || key })),
    ...own,
  ];
};

/** Words and days decide nothing. */
const listed = (questions: readonly QuestionDraft[]): AskedQuestion[] =>
  questions.flatMap((question, at) =>
    ['short-text', 'long-text', 'date'].includes(question.kind)
      ? []
      : [
          {
            key: question.key,
            name: `${at + 1}. ${titleText(question.title) || question.key}`,
            options: optionsOf(question),
          },
        ],
  );

/** The questions whose answers a branch can be about. */
export const askedQuestions = (questions: readonly QuestionDraft[]): AskedQuestions => {
  const all = listed(questions);
  const optionsIn = (row: LeafRow): AskedQuestion['options'] =>
    suiting(all, row).find(({ key }) => key === row.parameter)?.options ?? null;
  return {
    all,
    Choice: QuestionChoice,
    begin: (row) => {
      row.parameter = suiting(all, row)[0]?.key ?? '';
      row.values = [optionsIn(row)?.[0]?.value ?? ''];
    },
    optionsOf: optionsIn,
  };
};
