import type { Condition } from '@regulars/conditions';
import type { Texts } from '@regulars/contracts';
import { filled, orNull } from './filled.ts';
import type { Kind, OptionDraft, QuestionDraft, SurveyQuestion } from './draft-types.ts';
import { lookOf } from './question-looks.ts';
import { newKey } from '#lib/facts/shared/conditions/leaf.ts';
import { conditionOf, treeOf } from '#lib/facts/shared/conditions/tree.ts';
import { pictures, type PictureKey } from '#lib/ui/Picture.svelte';

const isPicture = (name: string): name is PictureKey => pictures.some((picture) => picture === name);

export const newOption = (key: string, text: Texts = {}): OptionDraft => ({
  uid: newKey(),
  key,
  text,
  picture: 'heart',
});

/** A key that no other has: 'question-3'. */
export const freeKey = (start: string, taken: readonly string[]): string => {
  for (let number = taken.length + 1; ; number += 1) {
    const key = `${start}-${number}`;
    if (!taken.includes(key)) return key;
  }
};

export const newQuestion = (kind: Kind, key: string): QuestionDraft => ({
  uid: newKey(),
  kind,
  key,
  title: {},
  note: {},
  required: false,
  next: [],
  scale: '0-10',
  low: {},
  high: {},
  options: [newOption('option-1'), newOption('option-2')],
  shuffle: false,
  other: false,
  least: '1',
  most: '',
  look: 'stars',
  steps: '5',
  unit: {},
  longest: '500',
  from: '',
  to: '',
  ...lookOf({ kind }).first,
});

const textOf = (value: number | null | undefined, otherwise: string): string =>
  value === null || value === undefined ? otherwise : String(value);

/** A question of the API in the editor. Numbers of conditions have no currency. */
export const draftOf = (question: SurveyQuestion, currency: string): QuestionDraft => {
  const empty = newQuestion(question.kind, question.key);
  return {
    ...empty,
    title: question.title,
    note: question.note ?? {},
    required: question.required,
    next: question.next.map(({ when, to }) => ({
      uid: newKey(),
      tree: when && treeOf(when as Condition, 'answers', currency),
      to: to ?? '',
    })),
    ...('scale' in question ? { scale: question.scale } : {}),
    ...('low' in question ? { low: question.low ?? {}, high: question.high ?? {} } : {}),
    ...('options' in question
      ? {
          options: question.options.map((option) => ({
            ...newOption(option.key, option.text),
            ...('picture' in option && isPicture(option.picture) ? { picture: option.picture } : {}),
          })),
          shuffle: question.shuffle,
          other: question.other,
        }
      : {}),
    ...('least' in question
      ? { least: textOf(question.least, empty.least), most: textOf(question.most, '') }
      : {}),
    ...('look' in question ? { look: question.look, steps: String(question.steps) } : {}),
    ...('unit' in question ? { unit: question.unit ?? {} } : {}),
    ...('longest' in question ? { longest: String(question.longest) } : {}),
    ...('from' in question ? { from: question.from ?? '', to: question.to ?? '' } : {}),
  };
};

/** The question of the editor for the API. */
export const questionOf = (draft: QuestionDraft): SurveyQuestion =>
  lookOf(draft).of(draft, {
    key: draft.key.trim(),
    title: filled(draft.title),
    note: orNull(draft.note),
    required: draft.required,
    next: draft.next.map(({ tree, to }) => ({ when: tree && conditionOf(tree, 'answers'), to: to || null })),
  });
