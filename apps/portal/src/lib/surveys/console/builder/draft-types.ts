import type { SurveyDefinition, Texts } from '@regulars/contracts';
import type { GroupRow } from '#lib/facts/shared/conditions/tree.ts';
import type { PictureKey } from '#lib/ui/Picture.svelte';

export type SurveyQuestion = SurveyDefinition['questions'][number];
export type Kind = SurveyQuestion['kind'];

/** Where a survey goes on, as typed. */
export interface JumpDraft {
  uid: number;
  /** Null for always. */
  tree: GroupRow | null;
  /** The key of a later question; '' for the end. */
  to: string;
}
export interface OptionDraft {
  uid: number;
  key: string;
  text: Texts;
  picture: PictureKey;
}

/** A question as typed: the fields of all kinds, so that a change of the kind loses nothing. */
export interface QuestionDraft {
  uid: number;
  kind: Kind;
  key: string;
  title: Texts;
  note: Texts;
  required: boolean;
  next: JumpDraft[];
  scale: '0-10' | '1-10';
  low: Texts;
  high: Texts;
  options: OptionDraft[];
  shuffle: boolean;
  other: boolean;
  least: string;
  most: string;
  look: 'stars' | 'smileys';
  steps: string;
  unit: Texts;
  longest: string;
  from: string;
  to: string;
}
